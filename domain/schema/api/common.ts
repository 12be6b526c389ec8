import { z } from 'zod';
import { ERRORS, type ErrorCode } from '../../errors.ts';

/*
 * The shapes of answers. They describe what is sent, so they are strict: a presenter that adds or forgets a field fails its test.
 */

const CODES = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];
const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

/** An id as it stands in an address or a query. */
export const IdText = z.string().regex(ID, '编号不正确').describe('编号');
/** A day in an answer, `YYYY-MM-DD`. */
export const DateText = z.iso.date().describe('日期，YYYY-MM-DD');
/** An instant in an answer, ISO 8601 in UTC. */
export const InstantText = z.iso.datetime().describe('时刻，UTC');

/** An organisation by name. */
export const OrganisationName = z.strictObject({
  id: z.string().describe('机构编号'),
  name: z.string().describe('机构名称'),
});

/** A label with its value, ready to be read. */
export const LabelledValue = z.strictObject({
  label: z.string().describe('名称'),
  value: z.string().describe('内容'),
});

/** What is wrong with one field. */
const FieldProblemAnswer = z.strictObject({
  field: z.string().describe('字段'),
  problem: z.string().describe('问题'),
  received: z.unknown().optional().describe('收到的值（过长的截短，密码不返回）'),
  allowed: z.unknown().optional().describe('允许的值或范围'),
});

/** An RFC 9457 problem, `application/problem+json`. */
export const ProblemAnswer = z.strictObject({
  type: z.string().describe('问题类别的地址'),
  title: z.string().describe('问题类别'),
  status: z.int().describe('HTTP 状态码'),
  detail: z.string().describe('本次问题的说明'),
  code: z.enum(CODES).describe('错误代码，不会改作他用'),
  instance: z.string().describe('出现问题的地址，不含查询参数'),
  fields: z.array(FieldProblemAnswer).optional().describe('有问题的字段'),
  allowedNow: z.array(z.string()).optional().describe('当前可以办理的操作'),
  whoMay: z.array(z.string()).optional().describe('谁可以办理'),
});
/** A problem as it is sent. */
export type Problem = z.infer<typeof ProblemAnswer>;

/** One entry of the catalogue of problems. */
export const ProblemKind = z.strictObject({
  code: z.enum(CODES).describe('错误代码'),
  status: z.int().describe('HTTP 状态码'),
  title: z.string().describe('说明'),
  retryable: z.boolean().describe('稍后再试是否有用'),
});

/** How a list is paged: by a key, never by a number of rows skipped. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50).describe('每页条数，1 至 200'),
  cursor: z.string().max(1_000).optional().describe('上一页返回的 next'),
};

/** One page of a list; `next` is the cursor of the following page, `null` at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({
    items: z.array(item).describe('本页内容'),
    next: z.string().nullable().describe('下一页的 cursor；没有下一页时为 null'),
  });
}

/** `true` or `false` in a query. */
export const BooleanText = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .describe('true 或 false');

/** Words to search for. */
export const SearchText = z.string().trim().min(1).max(50).describe('搜索文字');
