import { z } from 'zod';
import type { OrganisationId, PersonId, PlainDate, ProcessId } from '../ids.ts';
import { PARTY_FUNCTIONS } from '../pack.ts';
import type { SlotName } from '../slots.ts';

/*
 * The fields that command bodies are made of. Forms and OpenAPI are generated from them, so every use adds its own words:
 * `PlainDateField.meta({ title: '签订日期', description: '…' })`; the widget of the field is inherited. `.exactOptional()` comes last.
 */

/** The commands of a lifecycle as one tagged union, made of its table of schemas: what reaches `decide` after parsing. */
export type CommandOf<Schemas extends Record<string, z.ZodType>> = {
  [Name in keyof Schemas & string]: { name: Name; body: z.output<Schemas[Name]> };
}[keyof Schemas & string];

/** How the console draws a field. */
export type Widget =
  | 'date'
  | 'money'
  | 'organisation'
  | 'worker'
  | 'checklist'
  /** One of the options that the form brings. */
  | 'choice'
  | 'documents'
  | 'text'
  | 'long-text'
  | 'override'
  | 'number'
  | 'hidden';

/** A year after the first day that the calendar knows (C-3), so that no term that runs back from a day leaves it. */
const FIRST_DAY = '2019-01-01';
const LAST_DAY = '2099-12-31';

// A database holds neither NUL nor half a surrogate pair; the other control characters have no place in what people read.
const PRINTABLE = /^[^\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/u;
const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;
const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** A calendar day that terms may count from, `YYYY-MM-DD`, 2019-01-01 to 2099-12-31. */
export const PlainDateField = branded<PlainDate>(
  z.iso
    .date('请填写有效日期，格式为 YYYY-MM-DD')
    .refine((day) => day >= FIRST_DAY && day <= LAST_DAY, '日期应在 2019-01-01 至 2099-12-31 之间'),
).meta({ title: '日期', description: '格式为 YYYY-MM-DD', widget: 'date' satisfies Widget });

/** A day that no term is counted from, such as that of an old certificate: 1950-01-01 to 2099-12-31. */
export const EarlierDateField = branded<PlainDate>(
  z.iso
    .date('请填写有效日期，格式为 YYYY-MM-DD')
    .refine((day) => day >= '1950-01-01' && day <= LAST_DAY, '日期应在 1950-01-01 至 2099-12-31 之间'),
).meta({ title: '日期', description: '格式为 YYYY-MM-DD', widget: 'date' satisfies Widget });

/** An amount in yuan, at least 0, with at most two decimals. */
export const MoneyField = z
  .number('请填写金额')
  .min(0, '金额不能为负')
  .max(100_000_000_000, '金额过大')
  .multipleOf(0.01, '金额最多两位小数')
  .meta({ title: '金额（元）', description: '单位为元，最多两位小数', widget: 'money' satisfies Widget });

/** One line of text, trimmed, 1 to 200 characters, without control characters. */
export const LineField = z
  .string()
  .trim()
  .min(1, '不能为空')
  .max(200, '不超过200字')
  .regex(PRINTABLE, '含有不能保存的字符')
  .meta({ title: '文字', description: '不超过200字', widget: 'text' satisfies Widget });

/** Free text, trimmed, 1 to 2000 characters, without control characters; it stays in the command ledger and the record. */
export const TextField = z
  .string()
  .trim()
  .min(1, '不能为空')
  .max(2_000, '不超过2000字')
  .regex(PRINTABLE, '含有不能保存的字符')
  .meta({ title: '说明', description: '不超过2000字，请勿填写个人信息', widget: 'long-text' satisfies Widget });

/** Why something is done; the reason is kept with the event. */
export const ReasonField = TextField.meta({ title: '理由', description: '写明事由，不超过2000字，请勿填写个人信息' });

/** The id of an organisation. */
export const OrganisationIdField = branded<OrganisationId>(z.string().regex(ID, '请选择机构')).meta({
  title: '机构',
  description: '机构编号',
  widget: 'organisation' satisfies Widget,
});

/** The opaque id of a worker or another person; names never stand in a body. */
export const WorkerIdField = branded<PersonId>(z.string().regex(ID, '请选择人员')).meta({
  title: '社工',
  description: '人员编号，不填姓名',
  widget: 'worker' satisfies Widget,
});

/** The id of a process. */
export const ProcessIdField = branded<ProcessId>(z.string().regex(ID, '流程编号不正确')).meta({
  title: '流程编号',
  description: '相关流程的编号',
  widget: 'hidden' satisfies Widget,
});

/** Consent to depart from a rule that binds in principle only; the head of the unit gives it with a reason. */
export const OverrideField = z
  .strictObject({ reason: ReasonField })
  .meta({ title: '例外办理', description: '政策为“原则上”要求时，由负责人说明理由后例外办理', widget: 'override' satisfies Widget });

/** The name of a document with its number and date, where it has them. */
const DocumentField = z
  .strictObject({
    name: LineField.meta({ title: '材料名称', description: '文件或材料的名称' }),
    number: LineField.meta({ title: '文号', description: '发文字号或编号' }).exactOptional(),
    date: PlainDateField.meta({ title: '落款日期', description: '文件上的日期' }).exactOptional(),
  })
  .meta({ title: '材料', description: '材料名称、文号和日期' });

/** The documents handed in with a command, at most 50. */
export const DocumentsField = z
  .array(DocumentField)
  .max(50, '不超过50份')
  .meta({ title: '材料清单', description: '随本次操作提交的材料', widget: 'documents' satisfies Widget });

/** The items of a checklist of the pack that are there; the console lists the items of the rule in `slot`. */
export function checklistField(slot: SlotName) {
  return z
    .array(z.string().regex(CODE, '清单项编码不正确').max(100))
    .max(200, '不超过200项')
    .refine((codes) => new Set(codes).size === codes.length, '清单项不能重复')
    .meta({ title: '核对清单', description: '勾选已具备的各项', widget: 'checklist' satisfies Widget, slot });
}

/** One station of a road with the town that it serves. */
const StationField = z
  .strictObject({
    station: OrganisationIdField.meta({ title: '社工站', description: '服务站点' }),
    town: OrganisationIdField.meta({ title: '乡镇(街道)', description: '站点所在的乡镇(街道)' }),
  })
  .meta({ title: '站点', description: '社工站及其所在的乡镇(街道)' });

/** The stations of a road, 1 to 100, none twice. */
export const StationsField = z
  .array(StationField)
  .min(1, '至少选择一个社工站')
  .max(100, '不超过100个社工站')
  .refine((list) => new Set(list.map((one) => one.station)).size === list.length, '社工站不能重复')
  .meta({ title: '社工站', description: '本次购买服务的社工站', widget: 'organisation' satisfies Widget });

/** Which organisation fills which function; the server fills it in from the organisation tree and the role rules of the pack. */
export const PartiesField = z
  .partialRecord(z.enum(PARTY_FUNCTIONS), OrganisationIdField)
  .meta({ title: '各方', description: '各职责由哪个机构承担，由系统按机构层级确定', widget: 'hidden' satisfies Widget });

/** What the opening of every child of a road says: the road, the title, who takes part, and the stations. */
export const roadChild = {
  cycleId: ProcessIdField.meta({ title: '采购周期', description: '所属采购周期的编号' }),
  title: LineField.meta({ title: '名称', description: '流程名称，不写个人信息' }),
  parties: PartiesField,
  stations: StationsField,
};

/** A schema whose value is one of our branded strings; the brand exists in types only, so that JSON Schema can describe the field. */
function branded<Brand extends string>(schema: z.ZodType<string, string>): z.ZodType<Brand, string> {
  return schema as unknown as z.ZodType<Brand, string>;
}
