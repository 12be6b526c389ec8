import { z } from 'zod';
import { LineField } from '../fields.ts';
import { IdText } from './common.ts';

const KEY = /^[a-z0-9][a-z0-9-]{0,39}$/;
const PLACE = /^[a-z0-9][a-z0-9-]{0,39}(\/station)?$/;
const LOGIN = /^[a-z][a-z0-9._-]{2,59}$/;
/** Wide enough for a province with its cities and counties, small enough to be looked over before it is confirmed. */
const MOST_TOWNS = 300;
const MOST_ACCOUNTS = 1_000;

const Key = z.string().regex(KEY, '编号用小写字母、数字和连字符，不超过40个字符');
const Name = LineField.max(100, '名称不超过100字');

const ContractorFactsField = z
  .strictObject({
    kind: z.enum(['social-organisation', 'public-institution', 'enterprise', 'other']).exactOptional().describe('性质'),
    registeredWithCivilAffairs: z.boolean().exactOptional().describe('在民政部门登记'),
    scopeIncludesSocialWork: z.boolean().exactOptional().describe('业务范围含社会工作'),
    local: z.boolean().exactOptional().describe('本地机构'),
    rating: z.int().min(0).max(5).exactOptional().describe('评估等级，1 至 5，0 为未评估'),
    hasPartyOrganisation: z.boolean().exactOptional().describe('建立党组织'),
    violationRecord: z.boolean().exactOptional().describe('有违规记录'),
  })
  .describe('承接机构的资格情况');

const OrganisationDraftField = z.strictObject({
  key: Key.describe('编号，只在这一次有效'),
  level: z
    .enum(['province', 'city', 'county', 'community', 'contractor', 'third-party'], '没有这一级；乡镇(街道)和社工站写在 towns 里')
    .describe('层级代码'),
  name: Name.describe('机构名称'),
  parent: Key.exactOptional().describe('上级机构的编号；最高一级的、承接机构、第三方机构不填'),
  department: z.literal('finance').exactOptional().describe('财政部门；上级填同级的机构'),
  facts: ContractorFactsField.exactOptional(),
});

const TownDraftField = z.strictObject({
  key: Key.describe('编号，只在这一次有效'),
  parent: Key.exactOptional().describe('上级机构的编号；接在已有机构之下时可以不填'),
  name: Name.describe('乡镇(街道)的名称'),
  station: Name.nullable().exactOptional().describe('社工站的名称；不填的按乡镇命名，null 为暂不设站'),
});

const AccountDraftField = z.strictObject({
  organisation: z.string().regex(PLACE, '机构编号不正确').describe('机构的编号；社工站是乡镇的编号加 /station'),
  role: z.enum(['clerk', 'head', 'worker', 'viewer']).describe('岗位代码：经办人、负责人、驻站社工、查阅人'),
  login: z.string().regex(LOGIN, '账号用小写字母开头，含小写字母、数字、点、横线，3 至 60 个字符').describe('账号'),
  name: LineField.max(50, '不超过50字').describe('显示的姓名'),
});

/** What a bureau is set up from: the pack, the organisations, the towns with their stations, who signs in. */
export const BureauBody = z.strictObject({
  packId: IdText.describe('政策包'),
  under: IdText.exactOptional().describe('已有机构的编号：最高一级的机构接在它之下；不填的另立一棵树'),
  organisations: z.array(OrganisationDraftField).max(200, '不超过200个机构').describe('乡镇以外的机构'),
  towns: z.array(TownDraftField).max(MOST_TOWNS, `一次最多设${MOST_TOWNS}个乡镇(街道)`).describe('乡镇(街道)'),
  accounts: z.array(AccountDraftField).max(MOST_ACCOUNTS, `一次最多开${MOST_ACCOUNTS}个账号`).describe('账号'),
});

/** Why a role is filled as it is. */
const Reason = z.strictObject({
  ruleId: z.string().nullable().describe('规则编号'),
  defaultId: z.string().nullable().describe('默认值编号'),
  inWords: z.string().describe('依据，用文字'),
});

/** What would be set up, and what is still wrong. */
export const BureauPreview = z.strictObject({
  pack: z.strictObject({ id: z.string().describe('政策包'), name: z.string().describe('地区'), version: z.string().describe('版本') }),
  tree: z
    .array(
      z.strictObject({
        key: z.string().describe('编号'),
        parent: z.string().nullable().describe('上级机构的编号'),
        depth: z.int().describe('在树中的深度，从 0 起'),
        name: z.string().describe('机构名称'),
        levelName: z.string().describe('层级，当地叫法'),
        accounts: z.int().describe('账号数'),
      }),
    )
    .describe('机构树，上级在前'),
  roles: z
    .array(
      z.strictObject({
        title: z.string().describe('角色'),
        organisations: z.array(z.string().describe('机构名称')).describe('承担的机构'),
        instead: z.string().nullable().describe('没有机构承担时的说明'),
        reason: Reason.describe('依据'),
      }),
    )
    .describe('各角色由谁承担'),
  acting: z
    .array(
      z.strictObject({
        key: z.string().describe('机构编号'),
        name: z.string().describe('机构名称'),
        functions: z.array(z.string().describe('角色')).describe('承担的角色'),
      }),
    )
    .describe('须有经办人和负责人账号的机构'),
  problems: z
    .array(
      z.strictObject({
        field: z.string().describe('字段'),
        problem: z.string().describe('问题'),
        received: z.unknown().optional().describe('填写的值'),
        allowed: z.unknown().optional().describe('允许的值'),
      }),
    )
    .describe('还须改正的内容'),
});

/** A bureau that was set up. Passwords are shown once, in the first answer to its key. */
export const BureauAnswer = z.strictObject({
  id: z.string().describe('最高一级机构的编号'),
  name: z.string().describe('最高一级机构的名称'),
  packId: z.string().describe('政策包'),
  organisations: z.int().describe('设立的机构数'),
  stations: z.int().describe('设立的社工站数'),
  accounts: z
    .array(
      z.strictObject({
        login: z.string().describe('账号'),
        roleName: z.string().describe('岗位'),
        organisation: z.string().describe('机构名称'),
        password: z.string().nullable().describe('一次性密码；再次取得同一结果时为 null'),
      }),
    )
    .describe('开立的账号'),
  passwordsShown: z.boolean().describe('本次是否显示密码'),
  note: z.string().describe('关于密码的说明'),
});
