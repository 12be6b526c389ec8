import { z } from 'zod';
import { DateText, IdText, InstantText, LabelledValue, OrganisationName, pageOf, pageQuery, SearchText } from './common.ts';

const LEVELS = ['province', 'city', 'county', 'town', 'community', 'station', 'contractor', 'third-party'] as const;

/** What the list of organisations is asked. */
export const OrganisationsQuery = z.strictObject({
  level: z.enum(LEVELS).optional().describe('层级'),
  q: SearchText.optional().describe('名称中的文字'),
  parentId: IdText.optional().describe('上级机构'),
  ...pageQuery,
});

/** One organisation of the tree. */
export const OrganisationRow = OrganisationName.extend({
  level: z.string().describe('层级代码'),
  levelName: z.string().describe('层级'),
  parentId: z.string().nullable().describe('上级机构'),
  rehearsal: z.boolean().describe('是否为演练机构'),
});

/** One organisation with its place in the tree and what it is known for. */
export const OrganisationAnswer = OrganisationRow.extend({
  parent: OrganisationName.nullable().describe('上级机构'),
  children: z.array(OrganisationName).describe('下级机构'),
  packId: z.string().nullable().describe('适用的政策包'),
  facts: z.array(LabelledValue).describe('资格情况'),
});

/** A page of organisations, by name. */
export const OrganisationsAnswer = pageOf(OrganisationRow);

/** What the roster is asked. */
export const WorkersQuery = z.strictObject({
  q: SearchText.optional().describe('姓名中的文字'),
  employerId: IdText.optional().describe('用人单位'),
  ...pageQuery,
});

/** One worker of the roster; reading it is logged. */
const WorkerRow = z.strictObject({
  id: z.string().describe('人员编号'),
  name: z.string().describe('姓名'),
  employer: OrganisationName.nullable().describe('用人单位'),
  station: OrganisationName.nullable().describe('社工站'),
  labourContractOn: DateText.nullable().describe('劳动合同签订日'),
  firstDayInPost: DateText.nullable().describe('到岗日'),
  certificateOn: DateText.nullable().describe('取得职业资格之日'),
});

/** A page of workers. */
export const WorkersAnswer = pageOf(WorkerRow);

const DigestLine = z.strictObject({
  label: z.string().describe('义务'),
  processTitle: z.string().describe('流程名称'),
  due: DateText.describe('截止日'),
  provisional: z.boolean().describe('是否暂定'),
  overdue: z.boolean().describe('提醒时是否已逾期'),
  daysText: z.string().describe('提醒时距期限多远'),
  processId: z.string().describe('流程编号'),
  key: z.string().describe('义务编号'),
});

/** One digest of the inbox. */
const Digest = z.strictObject({
  id: z.string().describe('提醒编号'),
  morning: DateText.describe('日期'),
  title: z.string().describe('标题'),
  lines: z.array(DigestLine).describe('事项'),
  readAt: InstantText.nullable().describe('阅读时刻'),
});

/** A page of the inbox, the newest first. */
export const InboxAnswer = pageOf(Digest);
export const InboxQuery = z.strictObject(pageQuery);
