import { CatalogueError } from '../domain/errors.ts';
import type { Incoming } from './route.ts';

const KEY = /^[\x21-\x7e]{1,100}$/;
const REVISION = /^"(\d{1,9})"$/;

/** The Idempotency-Key of a write; throws `request.key-missing`. */
export function idempotencyKeyOf(request: Incoming): string {
  const key = request.header('idempotency-key');
  if (key !== undefined && KEY.test(key)) return key;
  throw new CatalogueError('request.key-missing', '请在 Idempotency-Key 中填写 1 至 100 个可见 ASCII 字符', [
    { field: 'Idempotency-Key', problem: '缺少或写法有误', ...(key !== undefined && { received: key.slice(0, 100) }), allowed: KEY.source },
  ]);
}

/** The revision that the caller has seen, from If-Match; throws `object.revision-missing`, or `request.malformed` for what is no revision. */
export function expectedRevisionOf(request: Incoming): number {
  const header = request.header('if-match');
  if (header === undefined) throw new CatalogueError('object.revision-missing');
  const [, digits] = REVISION.exec(header) ?? [];
  if (digits !== undefined) return Number(digits);
  throw new CatalogueError('request.malformed', 'If-Match 应为 ETag 的值，如 "7"', [
    { field: 'If-Match', problem: '写法有误', received: header.slice(0, 100), allowed: REVISION.source },
  ]);
}

/** The ETag of a revision. */
export function etagOf(revision: number): string {
  return `"${revision}"`;
}
