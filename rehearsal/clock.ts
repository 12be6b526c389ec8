import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { nightSpread } from '../activities/record/identity.ts';
import { type Instant, type OrganisationId, type PlainDate, type ProcessId, type ProcessKind, workflowId } from '../domain/ids.ts';
import { addMilliseconds, dateOf, endOfDay, startOfDay, toDate, toInstant } from '../domain/time.ts';
import type { Database } from '../prisma/client.ts';
import { REFRESH } from '../workflows/messages.ts';

/** The office opens: by then everything that fell due at midnight has been recorded (it is spread over six hours). */
const MORNING_MILLISECONDS = 9 * 3_600_000;
const POLL_MILLISECONDS = 30;
const PATIENCE_MILLISECONDS = 45_000;

/** The clock of one rehearsal: it stands in the top organisation, and every process below follows it. */
export interface Clock {
  today(): Promise<PlainDate>;
  /** Moves the clock to the morning of a day and tells every open process. */
  moveTo(day: PlainDate): Promise<void>;
  /** Waits until all that falls due by now is recorded and every follow-up is delivered; throws, naming what is not, when that takes too long. */
  settle(): Promise<void>;
}

/** Everything that settling looks at, of one moment: read in two, a follow-up could come between. */
interface Reading {
  now: Date;
  offset_seconds: number;
  undelivered: string[];
  duties: OpenDuty[];
}

interface OpenDuty {
  process: ProcessId;
  label: string;
  due: PlainDate;
  fallsDueAt: Instant | null;
  fellDueOn: PlainDate | null;
}

/** The clock of this organisation; `patience` is how long processes may take to settle after a move or a command (milliseconds). */
export function createClock(database: Database, temporal: Client, clockId: OrganisationId, patience = PATIENCE_MILLISECONDS): Clock {
  async function read(): Promise<Reading> {
    const rows = await database.$queryRaw<Reading[]>`
      SELECT clock_timestamp() AS now, clock_offset_seconds AS offset_seconds,
        ARRAY(SELECT c.kind || ' ' || c.name FROM command c LEFT JOIN process p ON p.id = c.process_id
          WHERE c.delivered_at IS NULL AND COALESCE(p.clock_id, c.opening ->> 'clockId') = ${clockId}) AS undelivered,
        (SELECT COALESCE(json_agg(json_build_object('process', d.process_id, 'label', d.label, 'due', d.due, 'fellDueOn', d.fell_due_on,
            'fallsDueAt', to_char(d.falls_due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))), '[]')
          FROM duty d JOIN process p ON p.id = d.process_id
          WHERE p.clock_id = ${clockId} AND NOT p.ended AND d.status = 'open' AND d.due IS NOT NULL) AS duties
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
    const moved = await database.$executeRaw`
      UPDATE organisation SET clock_offset_seconds = ceil(extract(epoch FROM ${target}::timestamptz - clock_timestamp()))
      WHERE id = ${clockId} AND rehearsal`;
    if (moved === 0) throw new Error(`${clockId} 不是演练机构，时钟不能移动`);
    const open = await database.process.findMany({ where: { clockId, ended: false }, select: { id: true, kind: true } });
    await Promise.all(
      open.map(({ id, kind }) => temporal.workflow.getHandle(workflowId(kind as ProcessKind, id as ProcessId)).signal(REFRESH)),
    );
  }

  async function settle(): Promise<void> {
    const patient = AbortSignal.timeout(patience);
    for (;;) {
      const unsettled = unsettledIn(await read());
      if (unsettled.length === 0) return;
      if (patient.aborted) throw new Error(`流程没有跟上演练时钟：${unsettled.join('、')}`);
      await sleep(POLL_MILLISECONDS);
    }
  }

  return { today, moveTo, settle };
}

/** Commands on their way, and duties whose instant is not yet that of the present clock, or has come and is not recorded. */
function unsettledIn({ now, offset_seconds, undelivered, duties }: Reading): string[] {
  const open = duties.filter(({ process, due, fallsDueAt, fellDueOn }) => {
    const at = addMilliseconds(endOfDay(due), nightSpread(process) - offset_seconds * 1000);
    return fallsDueAt !== at || (at <= toInstant(now) && fellDueOn === null);
  });
  return [...undelivered, ...open.map(({ label, due }) => `${label}（${due}）`)];
}
