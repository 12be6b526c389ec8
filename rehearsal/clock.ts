import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { nightSpread } from '../activities/record/identity.ts';
import { type Instant, type OrganisationId, type PlainDate, type ProcessId, type ProcessKind, workflowId } from '../domain/ids.ts';
import { addMilliseconds, dateOf, endOfDay, startOfDay, toDate, toInstant } from '../domain/time.ts';
import type { PrismaClient } from '../prisma/client.ts';
import { REFRESH } from '../workflows/messages.ts';

/** The office opens: by then everything that fell due at midnight has been recorded (it is spread over six hours). */
const MORNING_MILLISECONDS = 9 * 3_600_000;
const POLL_MILLISECONDS = 30;
/** How long processes may take to settle after a move or a command. */
const PATIENCE_MILLISECONDS = 45_000;

/** The clock of one rehearsal: it stands in the top organisation, and every process below follows it. */
export interface Clock {
  today(): Promise<PlainDate>;
  /** Moves the clock to the morning of a day and tells every open process. */
  moveTo(day: PlainDate): Promise<void>;
  /** Waits until all that falls due by now is recorded and every follow-up is delivered; throws, naming what is not, when that takes too long. */
  settle(): Promise<void>;
}

interface Reading {
  now: Date;
  offset_seconds: number;
  undelivered: string[];
}

interface OpenDuty {
  process_id: ProcessId;
  label: string;
  due: PlainDate;
  falls_due_at: Date | null;
  fell_due_on: PlainDate | null;
}

/** The clock of this organisation. */
export function createClock(database: PrismaClient, temporal: Client, clockId: OrganisationId): Clock {
  /** The database's clock, and the ledger rows of this rehearsal that Temporal has not answered yet. */
  async function read(): Promise<Reading> {
    const rows = await database.$queryRaw<Reading[]>`
      SELECT clock_timestamp() AS now, clock_offset_seconds AS offset_seconds,
        ARRAY(SELECT c.kind || ' ' || c.name FROM command c LEFT JOIN process p ON p.id = c.process_id
          WHERE c.delivered_at IS NULL AND COALESCE(p.clock_id, c.opening ->> 'clockId') = ${clockId}) AS undelivered
      FROM organisation WHERE id = ${clockId}`;
    const row = rows[0];
    if (!row) throw new Error(`the rehearsal organisation ${clockId} is gone`);
    return row;
  }

  async function today(): Promise<PlainDate> {
    const { now, offset_seconds } = await read();
    return dateOf(addMilliseconds(toInstant(now), offset_seconds * 1000));
  }

  async function moveTo(day: PlainDate): Promise<void> {
    const target = toDate(addMilliseconds(startOfDay(day), MORNING_MILLISECONDS));
    await database.$executeRaw`
      UPDATE organisation SET clock_offset_seconds = ceil(extract(epoch FROM ${target}::timestamptz - clock_timestamp()))
      WHERE id = ${clockId} AND rehearsal`;
    const open = await database.process.findMany({ where: { clockId, ended: false }, select: { id: true, kind: true } });
    await Promise.all(
      open.map(({ id, kind }) => temporal.workflow.getHandle(workflowId(kind as ProcessKind, id as ProcessId)).signal(REFRESH)),
    );
  }

  async function settle(): Promise<void> {
    let unsettled: string[] = [];
    for (let left = PATIENCE_MILLISECONDS; left > 0; left -= POLL_MILLISECONDS) {
      const { now, offset_seconds, undelivered } = await read();
      unsettled = undelivered.length > 0 ? undelivered : await unsettledDuties(toInstant(now), offset_seconds);
      if (unsettled.length === 0) return;
      await sleep(POLL_MILLISECONDS);
    }
    throw new Error(`流程未能平稳：${unsettled.join('、')}`);
  }

  /** Duties whose instant is not yet that of the present clock, or has come and is not recorded. */
  async function unsettledDuties(now: Instant, offsetSeconds: number): Promise<string[]> {
    const rows = await database.$queryRaw<OpenDuty[]>`
      SELECT d.process_id, d.label, d.due, d.falls_due_at, d.fell_due_on FROM duty d JOIN process p ON p.id = d.process_id
      WHERE p.clock_id = ${clockId} AND NOT p.ended AND d.status = 'open' AND d.due IS NOT NULL`;
    return rows.filter((duty) => !isSettled(duty, now, offsetSeconds)).map(({ label, due }) => `${label}（${due}）`);
  }

  return { today, moveTo, settle };
}

function isSettled({ process_id, due, falls_due_at, fell_due_on }: OpenDuty, now: Instant, offsetSeconds: number): boolean {
  const at = addMilliseconds(endOfDay(due), nightSpread(process_id) - offsetSeconds * 1000);
  if (falls_due_at === null || toInstant(falls_due_at) !== at) return false;
  return at > now || fell_due_on !== null;
}
