import { createHash } from 'node:crypto';
import { CatalogueError } from '../domain/errors.ts';

/** The key of the last row of a page: what the next page begins after. */
export type Key = readonly (string | number)[];

/** What a list is asked: how many rows, after which key. */
export interface PageRequest {
  limit: number;
  after: Key | undefined;
}

/** One page of rows with the cursor of the next. */
export interface Page<Row> {
  items: Row[];
  next: string | null;
}

/** Reads the cursor of a list; throws `request.malformed` if it was changed or belongs to another list. */
export function pageRequest(list: string, keyLength: number, query: { limit: number; cursor?: string | undefined }): PageRequest {
  if (query.cursor === undefined) return { limit: query.limit, after: undefined };
  const [text = '', sum = ''] = Buffer.from(query.cursor, 'base64url').toString('utf8').split('\n');
  if (sum !== checksum(list, text) || Buffer.from(`${text}\n${sum}`).toString('base64url') !== query.cursor) throw badCursor(query.cursor);
  const after = JSON.parse(text) as Key;
  if (after.length !== keyLength) throw badCursor(query.cursor);
  return { limit: query.limit, after };
}

/** Makes a page of `limit + 1` fetched rows: the extra row only tells that there is a next page. */
export function toPage<Row>(list: string, request: PageRequest, rows: Row[], keyOf: (row: Row) => Key): Page<Row> {
  const items = rows.slice(0, request.limit);
  const last = items.at(-1);
  if (rows.length <= request.limit || !last) return { items, next: null };
  const text = JSON.stringify(keyOf(last));
  return { items, next: Buffer.from(`${text}\n${checksum(list, text)}`).toString('base64url') };
}

// Not a secret: a cursor opens nothing that its reader may not see. The sum only tells a changed cursor from a good one.
function checksum(list: string, text: string): string {
  return createHash('sha256').update(`${list}\n${text}`).digest('base64url').slice(0, 8);
}

function badCursor(received: string): CatalogueError {
  return new CatalogueError('request.malformed', 'cursor 不正确', [
    { field: 'cursor', problem: '不是本列表返回的 cursor', received: received.slice(0, 100) },
  ]);
}
