import { type Client, type WorkflowExecutionDescription, type WorkflowHandle, WorkflowNotFoundError } from '@temporalio/client';
import { PROCESS_KINDS, type ProcessId, type ProcessKind, workflowId } from '../../domain/ids.ts';
import { toInstant } from '../../domain/time.ts';
import type { Database } from '../../prisma/client.ts';
import type { Finding } from './faults-judge.ts';

type Events = NonNullable<Awaited<ReturnType<WorkflowHandle['fetchHistory']>>['events']>;

/** The run computes its timer from its own clock, which stands still while a task is worked on (milliseconds). */
const TOLERANCE = 10_000;
const AT_ONCE = 8;

/** Compares what runs in Temporal with the record: open processes wait with the right timer, those that have ended do not run. */
export async function checkEngine(database: Database, client: Client): Promise<Finding[]> {
  const processes = await database.process.findMany({ select: { id: true, kind: true, ended: true, nextDueAt: true } });
  const findings: Finding[] = [];
  for (let from = 0; from < processes.length; from += AT_ONCE) {
    const found = await Promise.all(processes.slice(from, from + AT_ONCE).map((process) => checkRun(client, process)));
    findings.push(...found.flat());
  }
  const known = new Map(processes.map(({ id, kind, ended }) => [workflowId(kind as ProcessKind, id as ProcessId), ended]));
  const kinds = PROCESS_KINDS.map((kind) => `'${kind}'`).join(',');
  for await (const { workflowId: id } of client.workflow.list({ query: `ExecutionStatus = 'Running' AND WorkflowType IN (${kinds})` })) {
    if (!known.has(id)) findings.push({ kind: 'run', subject: id, detail: 'runs, and there is no such process' });
  }
  return findings;
}

interface Row {
  id: string;
  kind: string;
  ended: boolean;
  nextDueAt: Date | null;
}

async function checkRun(client: Client, { id, kind, ended, nextDueAt }: Row): Promise<Finding[]> {
  const subject = workflowId(kind as ProcessKind, id as ProcessId);
  const handle = client.workflow.getHandle(subject);
  const description = await describe(() => handle.describe());
  const running = description?.status.name === 'RUNNING';
  if (ended) return running ? [{ kind: 'run', subject, detail: 'has ended in the record and still runs' }] : [];
  if (!running) return [{ kind: 'run', subject, detail: `is open in the record, and its run is ${description?.status.name ?? 'missing'}` }];
  const { events } = await handle.fetchHistory();
  const timers = timersIn(events ?? []);
  const expected = nextDueAt === null ? [] : [Date.parse(toInstant(nextDueAt))];
  if (timers.length !== expected.length)
    return [{ kind: 'timer', subject, detail: `${timers.length} timers, ${expected.length} expected` }];
  const off = timers.filter((at, index) => Math.abs(at - (expected[index] ?? 0)) > TOLERANCE);
  return off.map((at) => ({ kind: 'timer', subject, detail: `fires ${(at - (expected[0] ?? 0)) / 1000} s beside its instant` }));
}

async function describe(ask: () => Promise<WorkflowExecutionDescription>): Promise<WorkflowExecutionDescription | undefined> {
  try {
    return await ask();
  } catch (failure) {
    if (failure instanceof WorkflowNotFoundError) return undefined;
    throw failure;
  }
}

/** The instants at which the timers that stand will fire (epoch milliseconds). */
function timersIn(events: Events): number[] {
  const standing = new Map<string, number>();
  for (const event of events) {
    const started = event.timerStartedEventAttributes;
    if (started?.timerId) standing.set(started.timerId, millisecondsOf(event.eventTime) + millisecondsOf(started.startToFireTimeout));
    const over = event.timerFiredEventAttributes?.timerId ?? event.timerCanceledEventAttributes?.timerId;
    if (over) standing.delete(over);
  }
  return [...standing.values()];
}

function millisecondsOf(time: { seconds?: unknown; nanos?: number | null } | null | undefined): number {
  return Number(time?.seconds ?? 0) * 1000 + (time?.nanos ?? 0) / 1_000_000;
}
