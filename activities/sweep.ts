import type { Calendar, Region } from '../domain/calendar.ts';
import type { Instant, PlainDate } from '../domain/ids.ts';
import type { TriggerEvent } from '../domain/pack.ts';
import type { Policy } from '../domain/policy.ts';
import { type Audience, ladderOf, rungsOn } from '../domain/reminder.ts';
import type { SlotName } from '../domain/slots.ts';
import { addDays, addMilliseconds, dateOf } from '../domain/time.ts';
import type { Database } from '../prisma/client.ts';
import type { SweepPage, SweepProgress } from '../workflows/messages.ts';

/** What the sweep needs. */
export interface SweepDependencies {
  database: Database;
  policy(packId: string, version: string): Policy;
  calendar(region: Region): Calendar;
}

/** Duties read in one statement. */
const BATCH = 500;
/** The farthest rung before a safe day (certificates: 12 months), in days. */
const HORIZON_DAYS = 370;
/** Mornings on which nothing ran are made up for, this many days back; what was sent already is not sent again. */
const LOOK_BACK_DAYS = 7;
/** Overdue rungs end five working days after the due day; over long holidays that is at most this many days. */
const OVERDUE_DAYS = 30;

interface DutyRow {
  process_id: string;
  key: string;
  slot: SlotName;
  rule_id: string | null;
  default_id: string | null;
  trigger_event: TriggerEvent | null;
  trigger_date: PlainDate | null;
  due: PlainDate;
  safe: PlainDate;
  owes_id: string | null;
  purchaser_id: string | null;
  pack_id: string;
  pack_version: string;
  region: Region;
  offset_seconds: number | null;
}

/** Members of the owner remind themselves; the owner's superior is its head; the purchaser is told by its own people. */
const ROLES: Record<Audience, string[]> = { owner: ['clerk', 'worker'], superior: ['head'], purchaser: ['clerk', 'head'] };

/** Sweeps one batch of open duties: which rungs fall on this morning, for whom; each is written once, whatever dies. */
export function createSweep(dependencies: SweepDependencies) {
  async function sweepBatch(page: SweepPage): Promise<SweepProgress> {
    const rows = await readBatch(dependencies.database, page);
    const found = rows.flatMap((row) => remindersOf(row, page.now as Instant, dependencies));
    const written = found.length === 0 ? 0 : await writeReminders(dependencies.database, found);
    const last = rows.at(-1);
    return { written, ...(rows.length === BATCH && last && { after: { processId: last.process_id, key: last.key } }) };
  }
  return { sweepBatch };
}

async function readBatch(database: Database, { now, after }: SweepPage): Promise<DutyRow[]> {
  const today = dateOf(now as Instant);
  const { processId, key } = after ?? { processId: '', key: '' };
  // Rehearsal clocks may be far ahead: their duties are read whatever their day, and judged by their own morning.
  return await database.$queryRaw<DutyRow[]>`
    SELECT d.process_id, d.key, d.slot, d.rule_id, d.default_id, d.trigger_event, d.trigger_date, d.due, d.safe, d.owes_id,
      p.pack_id, p.pack_version, p.region, o.clock_offset_seconds AS offset_seconds,
      (SELECT organisation_id FROM process_party WHERE process_id = d.process_id AND function = 'purchaser') AS purchaser_id
    FROM duty d JOIN process p ON p.id = d.process_id LEFT JOIN organisation o ON o.id = p.clock_id AND o.rehearsal
    WHERE d.status = 'open' AND d.due IS NOT NULL AND (d.process_id, d.key) > (${processId}, ${key})
      AND (p.clock_id IS NOT NULL OR (d.safe <= ${addDays(today, HORIZON_DAYS)} AND d.due >= ${addDays(today, -OVERDUE_DAYS)}))
    ORDER BY d.process_id, d.key LIMIT ${BATCH}`;
}

interface Found {
  processId: string;
  key: string;
  rung: string;
  organisationId: string;
  roles: string[];
  morning: PlainDate;
}

function remindersOf(row: DutyRow, now: Instant, { policy, calendar }: SweepDependencies): Found[] {
  const morning = dateOf(addMilliseconds(now, (row.offset_seconds ?? 0) * 1000));
  const dated = {
    slot: row.slot,
    ...(row.rule_id && { ruleId: row.rule_id }),
    ...(row.default_id && { defaultId: row.default_id }),
    ...(row.trigger_event && row.trigger_date && { trigger: { event: row.trigger_event, date: row.trigger_date } }),
  };
  const ladder = ladderOf(dated, policy(row.pack_id, row.pack_version));
  const duty = { ladder, due: row.due, safe: row.safe, ...(row.trigger_date && { trigger: row.trigger_date }) };
  const rungs = rungsOn(duty, morning, calendar(row.region), addDays(morning, -LOOK_BACK_DAYS));
  return rungs.flatMap(({ rung, audience }) => {
    const organisationId = audience === 'purchaser' ? row.purchaser_id : row.owes_id;
    return organisationId ? [{ processId: row.process_id, key: row.key, rung, organisationId, roles: ROLES[audience], morning }] : [];
  });
}

async function writeReminders(database: Database, found: Found[]): Promise<number> {
  return await database.$executeRaw`
    INSERT INTO reminder (process_id, duty_key, rung, person_id, morning)
    SELECT DISTINCT ON (r."processId", r.key, r.rung, m.person_id) r."processId", r.key, r.rung, m.person_id, r.morning
    FROM jsonb_to_recordset(${JSON.stringify(found)}::jsonb) AS r("processId" text, key text, rung text, "organisationId" text, roles jsonb, morning text)
    JOIN membership m ON m.organisation_id = r."organisationId" AND r.roles ? m.role
    ON CONFLICT DO NOTHING`;
}
