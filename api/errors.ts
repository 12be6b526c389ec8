import { CatalogueError, ERRORS, type ErrorCode } from '../domain/errors.ts';
import type { Problem } from '../domain/schema/api/common.ts';
import { isTransient } from '../prisma/failures.ts';
import { RefusedError } from './commands.ts';

/** What an error is to the caller: never a stack, never a value of ours. */
export function problemOf(error: unknown, instance: string): Problem {
  const known = toCatalogueError(error);
  const { status, title } = ERRORS[known.code];
  const { allowedNow = [], whoMay = [] } = known instanceof RefusedError ? known.refusal : {};
  return {
    type: `/api/problems/${known.code}`,
    title,
    status,
    detail: known.detail,
    code: known.code,
    instance,
    ...(known.fields.length > 0 && { fields: [...known.fields] }),
    ...(allowedNow.length > 0 && { allowedNow: [...allowedNow] }),
    ...(whoMay.length > 0 && { whoMay: [...whoMay] }),
  };
}

/** Seconds after which trying again makes sense; only for what can pass. */
export function retryAfter(code: ErrorCode): number | undefined {
  if (code === 'access.too-many-attempts') return 15 * 60;
  return ERRORS[code].retryable ? 5 : undefined;
}

/** Whether the error is a defect of ours, to be logged as such. */
export function isDefect(error: unknown): boolean {
  return toCatalogueError(error).code === 'internal.error';
}

function toCatalogueError(error: unknown): CatalogueError {
  if (error instanceof CatalogueError) return error;
  const fromBody = bodyError(error);
  if (fromBody) return fromBody;
  if (isTransient(error)) return new CatalogueError('database.unavailable');
  return new CatalogueError('internal.error');
}

/** What Express and its body reader throw before a route is reached. */
function bodyError(error: unknown): CatalogueError | undefined {
  const status = numberOf(error, 'status');
  switch (status) {
    case 413:
      return new CatalogueError('request.too-large', '提交的内容过大，上限为 1 MB');
    case 415:
      return new CatalogueError('request.media-type', '只接受 UTF-8 编码的 JSON');
    case 404:
      return new CatalogueError('request.unknown-route');
    default:
      return status !== undefined && status >= 400 && status < 500 ? new CatalogueError('request.malformed') : undefined;
  }
}

function numberOf(value: unknown, key: string): number | undefined {
  const found = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return typeof found === 'number' ? found : undefined;
}
