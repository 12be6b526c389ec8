import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import type { OrganisationId, PlainDate } from '../../domain/ids.ts';
import { addDays } from '../../domain/time.ts';
import { loadPacks } from '../../policies/load.ts';
import { createClock } from '../../rehearsal/clock.ts';
import { rebuild } from '../../temporal/rebuild.ts';
import { MORNING_SCHEDULE } from '../../temporal/schedule.ts';
import { checkRecord } from './faults-check.ts';
import { type Answered, type Clients, createClients } from './faults-clients.ts';
import { checkEngine } from './faults-engine.ts';
import type { Finding } from './faults-judge.ts';
import { type Load, startLoad } from './faults-load.ts';
import type { Part } from './faults-part.ts';
import type { FaultStack } from './faults-stack.ts';
import { COUNTY, loginsOf, PACK, REHEARSAL, roadOpening } from './faults-ways.ts';
import { replayAll, workflowBundle } from './kit.ts';
import { today } from './referral.ts';

/** How long and how hard. Counts are spread evenly over the time, each at a random moment of its share. */
export interface FaultPlan {
  seconds: number;
  /** Kills of each sort: worker, API, Temporal server, PostgreSQL. */
  kills: number;
  /** Of these, kills of all four at one moment. */
  together: number;
  freezes: number;
  rebuilds: number;
  salvos: number;
  /** Days of the rehearsal: its clock moves past the next due day, and the morning sweep runs. */
  days: number;
  referrals: number;
  roads: number;
  mostCommands: number;
}

/** What happened, and what the checker found. */
export interface FaultReport {
  /** How long the faults, the last answers, the settling and the check took (seconds). */
  took: number[];
  kills: Record<'worker' | 'api' | 'temporal' | 'postgres', number>;
  /** Workers that died between commit and answer. */
  forcedDeaths: number;
  /** Other ends that nobody asked for. */
  crashes: string[];
  accepted: number;
  refused: number;
  retries: number;
  unanswered: number;
  walked: number;
  rebuilt: number;
  fellDue: number;
  reminders: number;
  replayed: number;
  answers: readonly Answered[];
  salvos: Answered[][];
  unexplained: readonly Answered[];
  defects: readonly string[];
  findings: Finding[];
}

/** How long answers and the settling of everything may take after the last fault (milliseconds). */
const PATIENCE = 150_000;
/** Roads of next year: those of the rehearsal fall due while everything dies, the others wait with a timer. */
const WAITING_ROADS = 5;

/** Load and faults at once; then everything is let settle and checked. */
export async function runFaults(stack: FaultStack, plan: FaultPlan): Promise<FaultReport> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const clients = createClients(stack.urls);
  await clients.signIn([...loginsOf(COUNTY), `${REHEARSAL.logins}-clerk`]);
  const year = Number(today().slice(0, 4));
  const waiting = [COUNTY, REHEARSAL].flatMap((place) =>
    Array.from({ length: WAITING_ROADS }, () => clients.give(roadOpening(place, year + 1))),
  );
  const { referrals, roads, mostCommands: most } = plan;
  const load = startLoad(clients, { policy: loadPacks().policy(PACK), place: COUNTY, referrals, roads, most });
  const salvos: Answered[][] = [];
  const laps = [performance.now()];
  try {
    const causing = cause(stack, plan, load, salvos);
    const rebuilt = await within(plan.seconds * 1_000 + PATIENCE, causing, () => 'not every fault could be caused');
    laps.push(performance.now());
    await within(PATIENCE, Promise.all([load.end(), ...waiting]), () => `${clients.waiting.size} commands have no answer`);
    laps.push(performance.now());
    await settle(stack);
    laps.push(performance.now());
    const found = await report(stack, clients, load, salvos, rebuilt);
    laps.push(performance.now());
    return { ...found, took: laps.slice(1).map((lap, index) => Math.round((lap - (laps[index] ?? 0)) / 1_000)) };
  } finally {
    // Whatever failed, nobody goes on asking a stack that is about to be stopped.
    clients.giveUp();
  }
}

/** All faults of the plan, side by side; returns how many runs were rebuilt. */
async function cause(stack: FaultStack, plan: FaultPlan, load: Load, salvos: Answered[][]): Promise<number> {
  const { seconds, kills, together } = plan;
  const { workers, apis, temporal, postgres } = stack;
  const alone = kills - together;
  let rebuilt = 0;
  await Promise.all([
    spread(alone, seconds, (index) => kill(at(workers, index))),
    spread(alone, seconds, (index) => kill(at(apis, index))),
    spread(alone, seconds, () => kill(temporal)),
    spread(alone, seconds, () => kill(postgres)),
    spread(together, seconds, async (index) => {
      await Promise.all([postgres, temporal, at(workers, index), at(apis, index)].map(kill));
    }),
    // Longer and shorter than the ten seconds after which the database takes the locks of a silent session away.
    spread(plan.freezes, seconds, (index) => at(workers, index).freeze(index % 2 === 0 ? 3_000 : 12_000)),
    spread(plan.rebuilds, seconds, () =>
      rebuildSome(stack, () => {
        rebuilt += 1;
      }),
    ),
    spread(plan.salvos, seconds, async () => void salvos.push(await load.salvo())),
    spread(plan.days, seconds, () => untilDone(() => nextDay(stack))),
  ]);
  return rebuilt;
}

function at(parts: readonly Part[], index: number): Part {
  const part = parts[index % parts.length];
  if (!part) throw new Error('there is no such part');
  return part;
}

async function kill(part: Part): Promise<void> {
  await part.kill();
  await part.ready();
}

/** Runs of some open processes are started anew while commands come in. */
async function rebuildSome({ database, client: temporal, taskQueue }: FaultStack, count: () => void): Promise<void> {
  try {
    const open = await database.$queryRaw<{ id: string }[]>`SELECT id FROM process WHERE NOT ended ORDER BY random() LIMIT 12`;
    for (const { id: processId } of open) {
      await rebuild({ database, temporal, taskQueue }, { processId });
      count();
    }
  } catch {
    // What it needs is down; there will be other rebuilds.
  }
}

/** The clock of the rehearsal goes to the day after the next due day, or by a day if nothing more falls due, and it is morning. */
async function nextDay({ database, client }: FaultStack): Promise<void> {
  const clockId = REHEARSAL.logins as OrganisationId;
  const clock = createClock(database, client, clockId);
  const open = await database.process.findFirst({ where: { clockId }, orderBy: { nextDue: { sort: 'asc', nulls: 'last' } } });
  if (!open) throw new Error('nothing is open yet in the rehearsal');
  await clock.moveTo(addDays((open.nextDue as PlainDate | null) ?? (await clock.today()), 1));
  await client.schedule.getHandle(MORNING_SCHEDULE).trigger();
}

/** So many times, each at a random moment of its share of the time. */
async function spread(count: number, seconds: number, work: (index: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const share = (seconds * 1_000) / count;
  for (let index = 0; index < count; index += 1) {
    await sleep(Math.max(0, share * (index + Math.random()) - (performance.now() - began)));
    await work(index);
  }
}

async function untilDone(work: () => Promise<unknown>): Promise<void> {
  const patient = AbortSignal.timeout(PATIENCE);
  for (;;) {
    try {
      await work();
      return;
    } catch (failure) {
      // The part that it needs is down.
      if (patient.aborted) throw failure;
      await sleep(500);
    }
  }
}

async function within<Result>(milliseconds: number, work: Promise<Result>, why: () => string): Promise<Result> {
  const over = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: over.signal }).then(() => {
    throw new Error(`${why()} after ${milliseconds / 1000} s`);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    over.abort();
    late.catch(() => undefined);
  }
}

/** Waits until every row is decided and delivered and what falls due is recorded; whatever is not is found by the checker. */
async function settle(stack: FaultStack): Promise<void> {
  const { database, client } = stack;
  const patient = AbortSignal.timeout(PATIENCE);
  const open = () => database.command.count({ where: { OR: [{ deliveredAt: null }, { outcome: null }] } });
  while (!patient.aborted && (await open()) > 0) await sleep(500);
  await createClock(database, client, REHEARSAL.logins as OrganisationId)
    .settle()
    .catch(() => undefined);
  // The last run to complete may have to wait for a worker.
  while (!patient.aborted && (await checkEngine(database, client)).length > 0) await sleep(2_000);
}

async function report(stack: FaultStack, clients: Clients, load: Load, salvos: Answered[][], rebuilt: number) {
  const { database, client, taskQueue, workers, apis, temporal, postgres } = stack;
  const findings = [...(await checkRecord(database, clients.answers)), ...(await checkEngine(database, client))];
  const replayed = await replayAll(client, taskQueue, await workflowBundle());
  const sum = (parts: readonly Part[]) => parts.reduce((total, part) => total + part.kills, 0);
  const deaths = [...workers, ...apis, temporal, postgres].flatMap((part) => part.deaths.map((how) => ({ part, how })));
  const isForced = ({ part, how }: (typeof deaths)[number]) => workers.includes(part) && how === 'signal SIGKILL';
  return {
    kills: { worker: sum(workers), api: sum(apis), temporal: temporal.kills, postgres: postgres.kills },
    forcedDeaths: deaths.filter(isForced).length,
    crashes: deaths.filter((death) => !isForced(death)).map(({ part, how }) => `${part.name}: ${how}`),
    accepted: clients.answers.filter(({ outcome }) => outcome === 'accepted').length,
    refused: clients.answers.filter(({ outcome }) => outcome === 'refused').length,
    retries: clients.retries,
    unanswered: clients.waiting.size,
    walked: load.walked,
    rebuilt,
    fellDue: await database.command.count({ where: { name: 'fall-due' } }),
    reminders: await database.reminder.count(),
    replayed,
    answers: clients.answers,
    salvos,
    unexplained: load.unexplained,
    defects: clients.defects,
    findings,
  };
}

/** The report as a person reads it; findings are left to the assertions. */
export function inWords(report: FaultReport): string {
  const { took, kills, answers, salvos, unexplained, defects, findings, crashes, ...counts } = report;
  const lines = {
    ...kills,
    ...counts,
    salvos: salvos.length,
    crashes: crashes.length,
    unexplained: unexplained.length,
    defects: defects.length,
    findings: findings.length,
  };
  return Object.entries(lines)
    .map(([name, count]) => `  ${name.padEnd(14)} ${count}`)
    .join('\n');
}
