/** One entry of the catalogue of refusals and failures: the HTTP status, the sentence a clerk reads, and whether trying again can help. */
export interface CatalogueEntry {
  status: number;
  title: string;
  retryable: boolean;
}

/**
 * Every code that Lüyue answers with. Codes are never reused; the title is safe to show and holds no values.
 * RFC 9457 problems, command results and the console all read this one table.
 */
export const ERRORS = {
  // the caller's request
  'request.malformed': { status: 400, title: '请求格式不正确', retryable: false },
  'request.invalid': { status: 422, title: '填写的内容有误', retryable: false },
  'request.too-large': { status: 413, title: '提交的内容过大', retryable: false },
  'request.key-missing': { status: 400, title: '缺少 Idempotency-Key', retryable: false },
  'request.key-reused': { status: 422, title: '同一个 Idempotency-Key 不能用于不同的内容', retryable: false },
  'request.unknown-route': { status: 404, title: '没有这个地址', retryable: false },
  'request.media-type': { status: 415, title: '只接受 JSON', retryable: false },
  // who
  'access.signed-out': { status: 401, title: '请先登录', retryable: false },
  'access.bad-credentials': { status: 401, title: '账号或密码不正确', retryable: false },
  'access.too-many-attempts': { status: 429, title: '尝试次数过多，请稍后再试', retryable: true },
  'access.forbidden': { status: 403, title: '您的岗位不能办理此事', retryable: false },
  'access.same-person': { status: 403, title: '同一人不能既经办又审批', retryable: false },
  'access.demo-only': { status: 403, title: '演示账号只在本机演示模式下可用', retryable: false },
  // what
  'object.not-found': { status: 404, title: '没有找到', retryable: false },
  'object.stale': { status: 412, title: '内容已被他人更新，请刷新后再试', retryable: false },
  'object.revision-missing': { status: 428, title: '缺少 If-Match', retryable: false },
  // lifecycle
  'process.closed': { status: 409, title: '流程已结束', retryable: false },
  'process.wrong-stage': { status: 409, title: '当前环节不能办理此事', retryable: false },
  'process.exists': { status: 409, title: '流程已存在', retryable: false },
  'process.already-done': { status: 409, title: '此事已经办理', retryable: false },
  'process.broken': { status: 409, title: '流程出现故障，等待运维处理', retryable: true },
  'command.unknown': { status: 404, title: '没有这个操作', retryable: false },
  'command.failed': { status: 500, title: '处理时出现故障，已交运维', retryable: false },
  // policy
  'policy.condition-unmet': { status: 409, title: '不符合政策规定的条件', retryable: false },
  'policy.document-missing': { status: 409, title: '缺少政策要求的材料或内容', retryable: false },
  'policy.out-of-order': { status: 422, title: '日期先后顺序不正确', retryable: false },
  'policy.date-in-future': { status: 422, title: '日期不能晚于今天', retryable: false },
  'policy.no-rule': { status: 409, title: '本地政策没有这项规定', retryable: false },
  'policy.override-needed': { status: 409, title: '政策原则上不允许，如需例外须由负责人说明理由', retryable: false },
  'pack.unknown': { status: 404, title: '没有这个政策包', retryable: false },
  'pack.invalid': { status: 422, title: '政策包有误', retryable: false },
  'slot.unknown': { status: 422, title: '没有这个规则位', retryable: false },
  // time
  'calendar.out-of-range': { status: 422, title: '日期超出日历范围（2018-01-01 起）', retryable: false },
  'calendar.invalid': { status: 422, title: '日历文件有误', retryable: false },
  'term.invalid': { status: 422, title: '期限写法有误', retryable: false },
  // outside parts
  'database.unavailable': { status: 503, title: '数据库暂时不可用，请稍后再试', retryable: true },
  'engine.unavailable': { status: 202, title: '已收到，系统恢复后自动办理', retryable: true },
  'engine.unreachable': { status: 503, title: 'Temporal 暂时不可用，请稍后再试', retryable: true },
  'internal.error': { status: 500, title: '系统内部错误', retryable: false },
} as const satisfies Record<string, CatalogueEntry>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof ERRORS;

/** A failure with a code of the catalogue; `detail` is written for the person who caused it and holds no personal data. */
export class CatalogueError extends Error {
  readonly code: ErrorCode;
  readonly detail: string;
  readonly fields: readonly FieldProblem[];

  constructor(code: ErrorCode, detail: string = ERRORS[code].title, fields: readonly FieldProblem[] = []) {
    super(`${code}: ${detail}`);
    this.name = 'CatalogueError';
    this.code = code;
    this.detail = detail;
    this.fields = fields;
  }
}

/** What is wrong with one field: where, what was received, what is allowed. */
export interface FieldProblem {
  field: string;
  problem: string;
  received?: unknown;
  allowed?: unknown;
}

/** The last line of a complete `switch`: a new case does not compile until it has been thought about. */
export function assertNever(value: never): never {
  throw new CatalogueError('internal.error', `unexpected value ${JSON.stringify(value)}`);
}
