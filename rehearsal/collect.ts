import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { FUNCTION_NAMES } from '../domain/access.ts';
import { type Calendar, workingDaysBetween } from '../domain/calendar.ts';
import type { OrganisationId, PlainDate, ProcessId, ProcessKind } from '../domain/ids.ts';
import type { ProcessEvent, ProcessState } from '../domain/lifecycle.ts';
import type { PartyFunction, TriggerEvent } from '../domain/pack.ts';
import { LIFECYCLES } from '../domain/registry.ts';
import type { SlotName } from '../domain/slots.ts';
import type { Database } from '../prisma/client.ts';
import { ATTRIBUTES } from '../workflows/attributes.ts';
import type { DutyLine, Outcome, Report, Road } from './report.ts';
import { ofKind, type Process } from './snapshot.ts';

const FELL_DUE = 'duty-fell-due';
/** Processes whose own way is told beside that of the road. */
const TOLD: readonly ProcessKind[] = ['purchase-cycle', 'procurement', 'contract'];

/** Every duty of the rehearsal with its outcome on the last day, in the order of due dates. */
export async function collectDuties(
  database: Database,
  clockId: OrganisationId,
  calendar: Calendar,
  until: PlainDate,
): Promise<DutyLine[]> {
  const fell = await database.event.findMany({ where: { type: FELL_DUE, process: { clockId } }, select: { processId: true, data: true } });
  const fellDue = new Set(fell.map(({ processId, data }) => `${processId} ${(data as { key?: string }).key}`));
  const rows = await database.duty.findMany({
    where: { process: { clockId } },
    orderBy: [{ due: { sort: 'asc', nulls: 'last' } }, { processId: 'asc' }, { key: 'asc' }],
  });
  return rows.map((row): DutyLine => {
    const due = row.due as PlainDate | null;
    const metOn = row.metOn as PlainDate | null;
    const { triggerEvent, triggerDate } = row;
    const outcome = outcomeOf(row, fellDue.has(`${row.processId} ${row.key}`), until);
    return {
      process: row.processId,
      kind: row.kind as ProcessKind,
      key: row.key,
      slot: row.slot as SlotName,
      label: row.label,
      owes: FUNCTION_NAMES[row.owes as PartyFunction],
      ruleId: row.ruleId,
      defaultId: row.defaultId,
      trigger: triggerEvent && triggerDate ? { event: triggerEvent as TriggerEvent, date: triggerDate as PlainDate } : null,
      due,
      safe: row.safe as PlainDate | null,
      provisional: row.provisional,
      metOn,
      outcome,
      workingDaysLate: outcome === 'late' && due && metOn ? workingDaysBetween(calendar, due, metOn) : 0,
    };
  });
}

interface Closing {
  status: string;
  due: string | null;
  ruleId: string | null;
  command: string | null;
}

function outcomeOf({ status, due, ruleId, command }: Closing, fellDue: boolean, until: PlainDate): Outcome {
  if (status === 'late') return 'late';
  // A day that the parties agreed on and on which nobody acted came by itself: a right that was not used, for example.
  if (status === 'met' && due !== null) return ruleId === null && fellDue ? 'came' : 'in-time';
  if (status === 'met') return 'met-undated';
  const nobodyActs = ruleId === null && command === null;
  if (status === 'withdrawn') return fellDue ? (nobodyActs ? 'came' : 'not-met') : 'withdrawn';
  if (due === null) return 'undated';
  return due < until ? 'not-met' : 'ahead';
}

/** Which organisation filled which function of the road; who evaluates is known once the evaluation is arranged. */
export function collectParties(processes: readonly Process[], names: ReadonlyMap<string, string>): Report['parties'] {
  const [road] = ofKind(processes, 'purchase-cycle');
  const [evaluation] = ofKind(processes, 'evaluation');
  const filled = { ...road?.own.parties, evaluator: evaluation?.own.parties.evaluator };
  return Object.fromEntries(Object.entries(filled).flatMap(([name, id]) => (id ? [[name, names.get(id) ?? id]] : [])));
}

/** The stages that road, procurements and contracts went through, from their events. */
export async function collectRoads(database: Database, processes: readonly Process[]): Promise<Road[]> {
  const told = processes.filter(({ kind }) => TOLD.includes(kind)).sort((a, b) => TOLD.indexOf(a.kind) - TOLD.indexOf(b.kind));
  const events = await database.event.findMany({
    where: { processId: { in: told.map(({ id }) => id) }, type: { not: FELL_DUE } },
    orderBy: [{ processId: 'asc' }, { revision: 'asc' }],
    select: { processId: true, type: true, data: true, onDay: true },
  });
  return told.map(({ id, kind, own }) => {
    const lifecycle = LIFECYCLES[kind];
    const stages: Road['stages'] = [];
    let state: ProcessState | undefined;
    for (const { type, data, onDay } of events.filter(({ processId }) => processId === id)) {
      state = lifecycle.evolve(state, { type, ...(data as object) } as ProcessEvent);
      const { stage } = state;
      if (stages.at(-1)?.code !== stage)
        stages.push({ code: stage, label: lifecycle.stages[stage]?.label ?? stage, on: onDay as PlainDate });
    }
    return { kind, title: `${lifecycle.title} ${own.title}`, stages };
  });
}

/** How many rows the ledger has of this rehearsal, by who gave the command. */
export async function countCommands(database: Database, processes: readonly Process[]): Promise<Report['counts']['commands']> {
  const where = { processId: { in: processes.map(({ id }) => id) } };
  const [all, people, deadlines] = await Promise.all([
    database.command.count({ where }),
    database.command.count({ where: { ...where, personId: { not: null } } }),
    database.command.count({ where: { ...where, name: 'fall-due' } }),
  ]);
  return { people, deadlines, followUps: all - people - deadlines };
}

/** How long the search of Temporal may lag behind (milliseconds). */
const LAG = 5_000;
const POLL = 100;

/** State transitions of all runs of a road, the continued ones too. */
export async function countTransitions(temporal: Client, cycleId: ProcessId, processes: number): Promise<number> {
  const query = `${ATTRIBUTES.cycle.name} = '${cycleId}'`;
  let runs: { workflowId: string; runId: string }[] = [];
  for (let left = LAG; left > 0; left -= POLL) {
    runs = [];
    for await (const { workflowId, runId } of temporal.workflow.list({ query })) runs.push({ workflowId, runId });
    if (new Set(runs.map(({ workflowId }) => workflowId)).size >= processes) break;
    await sleep(POLL);
  }
  const described = await Promise.all(runs.map(({ workflowId, runId }) => temporal.workflow.getHandle(workflowId, runId).describe()));
  return described.reduce((sum, { raw }) => sum + Number(raw.workflowExecutionInfo?.stateTransitionCount ?? 0), 0);
}
