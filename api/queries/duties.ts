import type { PlainDate, ProcessId, ProcessKind } from '../../domain/ids.ts';
import type { Basis, Binding, PartyFunction, TriggerEvent } from '../../domain/pack.ts';
import type { SlotName } from '../../domain/slots.ts';
import type { TraceDay } from '../../domain/term.ts';
import type { Database } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import type { Caller } from '../auth/caller.ts';
import { type Page, type PageRequest, pageRequest, toPage } from '../paging.ts';

/** A duty as pages read it, with what its process lends it. */
export interface DutyRecord {
  processId: ProcessId;
  key: string;
  kind: ProcessKind;
  stage: string;
  processTitle: string;
  region: string;
  offsetSeconds: number;
  slot: SlotName;
  label: string;
  ruleId: string | null;
  basis: Basis | null;
  binding: Binding | null;
  defaultId: string | null;
  owes: PartyFunction;
  owesId: string | null;
  owesName: string | null;
  command: string | null;
  status: 'open' | 'met' | 'late' | 'withdrawn';
  triggerEvent: TriggerEvent | null;
  triggerDate: PlainDate | null;
  strict: PlainDate | null;
  due: PlainDate | null;
  safe: PlainDate | null;
  provisional: boolean;
  metOn: PlainDate | null;
  station: string | null;
}

/** A duty with the day-by-day explanation of its date, which lists leave out. */
export interface DutyWhole extends DutyRecord {
  packId: string;
  packVersion: string;
  calendarVersion: string | null;
  trace: TraceDay[] | null;
}

/** The four columns of the worklist; the first three overlap on purpose: what is overdue is also mine. */
export type Bucket = 'overdue' | 'soon' | 'mine' | 'others';

const LIST = 'worklist';
/** A count beyond this is shown as "more than"; counting further would cost more than the page. */
const COUNTED = 1_000;

const COLUMNS = Prisma.sql`d.process_id AS "processId", d.key, d.kind, p.stage, p.title AS "processTitle", p.region, d.slot, d.label, d.rule_id AS "ruleId", d.basis,
  d.binding, d.default_id AS "defaultId", d.owes, d.owes_id AS "owesId", o.name AS "owesName", d.command, d.status, d.trigger_event AS "triggerEvent",
  d.trigger_date AS "triggerDate", d.strict, d.due, d.safe, d.provisional, d.met_on AS "metOn",
  COALESCE((SELECT clock_offset_seconds FROM organisation c WHERE c.id = p.clock_id AND c.rehearsal), 0) AS "offsetSeconds",
  (SELECT s.name FROM process_party sp JOIN organisation s ON s.id = sp.organisation_id WHERE sp.process_id = d.process_id AND sp.function = 'station') AS station`;
const AROUND = Prisma.sql`JOIN process p ON p.id = d.process_id LEFT JOIN organisation o ON o.id = d.owes_id`;

/** All duties of one process, by date; those without a day last. */
export async function dutiesOf(database: Database, processId: ProcessId): Promise<DutyRecord[]> {
  return await database.$queryRaw<DutyRecord[]>`
    SELECT ${COLUMNS} FROM duty d ${AROUND} WHERE d.process_id = ${processId} ORDER BY d.due, d.key LIMIT 1000`;
}

/** One duty with its trace; the caller must see its process. */
export async function findDuty(database: Database, processId: ProcessId, key: string): Promise<DutyWhole | undefined> {
  const [row] = await database.$queryRaw<DutyWhole[]>`
    SELECT ${COLUMNS}, p.pack_id AS "packId", p.pack_version AS "packVersion", d.calendar_version AS "calendarVersion", d.trace
    FROM duty d ${AROUND} WHERE d.process_id = ${processId} AND d.key = ${key}`;
  return row;
}

/** One page of a bucket of the caller's organisation, the earliest due first; `soonUntil` is the last day that counts as soon. */
export async function listDuties(
  database: Database,
  caller: Caller,
  bucket: Bucket,
  soonUntil: PlainDate,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<DutyRecord>> {
  const request = pageRequest(`${LIST}.${bucket}`, 3, query);
  const rows = await database.$queryRaw<DutyRecord[]>`
    SELECT ${COLUMNS} FROM (${keysOf(caller, bucket, soonUntil, request)}) k
      JOIN duty d ON d.process_id = k.process_id AND d.key = k.key ${AROUND} ORDER BY d.due, d.process_id, d.key`;
  return toPage(`${LIST}.${bucket}`, request, rows, (row) => [row.due ?? '', row.processId, row.key]);
}

/**
 * The keys of one page, read in the order of the index `duty_worklist`; what the rows show is joined to these few only. Dated duties come
 * first, and the second branch runs only when they do not fill the page.
 */
function keysOf(caller: Caller, bucket: Bucket, soonUntil: PlainDate, { after, limit }: PageRequest): Prisma.Sql {
  const [due, processId, key] = after ?? [];
  const inBucket = conditionOf(caller, bucket, soonUntil);
  const dated =
    due === ''
      ? Prisma.sql`FALSE`
      : after
        ? Prisma.sql`(d.due, d.process_id, d.key) > (${due}, ${processId}, ${key})`
        : Prisma.sql`d.due IS NOT NULL`;
  const undated = due === '' ? Prisma.sql`d.due IS NULL AND (d.process_id, d.key) > (${processId}, ${key})` : Prisma.sql`d.due IS NULL`;
  return Prisma.sql`
    (SELECT d.process_id, d.key FROM duty d WHERE ${inBucket} AND ${dated} ORDER BY d.due, d.process_id, d.key LIMIT ${limit + 1})
    UNION ALL
    (SELECT d.process_id, d.key FROM duty d WHERE ${inBucket} AND ${undated} ORDER BY d.process_id, d.key LIMIT ${limit + 1})
    LIMIT ${limit + 1}`;
}

/** How many duties each bucket holds, counted to a thousand. */
export async function countDuties(database: Database, caller: Caller, soonUntil: PlainDate): Promise<Record<Bucket, number>> {
  // The order keeps the database on the index: it would rather read the table until it has found a thousand.
  const order = (bucket: Bucket) => (bucket === 'others' ? Prisma.empty : Prisma.sql`ORDER BY d.due`);
  const count = (bucket: Bucket) =>
    Prisma.sql`(SELECT count(*)::int FROM (SELECT FROM duty d WHERE ${conditionOf(caller, bucket, soonUntil)} ${order(bucket)} LIMIT ${COUNTED}) x)`;
  const [row] = await database.$queryRaw<Record<Bucket, number>[]>`
    SELECT ${count('overdue')} AS overdue, ${count('soon')} AS soon, ${count('mine')} AS mine, ${count('others')} AS others`;
  return row ?? { overdue: 0, soon: 0, mine: 0, others: 0 };
}

function conditionOf({ actor, today }: Caller, bucket: Bucket, soonUntil: PlainDate): Prisma.Sql {
  const mine = Prisma.sql`d.owes_id = ${actor.organisationId} AND d.status = 'open'`;
  switch (bucket) {
    case 'mine':
      return mine;
    case 'overdue':
      // A day that the parties agreed on arrives; it is not missed.
      return Prisma.sql`${mine} AND d.due < ${today} AND d.rule_id IS NOT NULL`;
    case 'soon':
      return Prisma.sql`${mine} AND d.due BETWEEN ${today} AND ${soonUntil}`;
    case 'others':
      return Prisma.sql`d.status = 'open' AND d.owes_id IS DISTINCT FROM ${actor.organisationId}
        AND d.process_id = ANY(ARRAY(SELECT DISTINCT process_id FROM process_party WHERE organisation_id = ${actor.organisationId}))`;
  }
}
