import { type CommandAnswer, type CommandRequest, RefusedError } from '../api/commands.ts';
import { newProcessId, prepareRoad } from '../api/openings.ts';
import { CatalogueError, type ErrorCode } from '../domain/errors.ts';
import type { PlainDate, ProcessId } from '../domain/ids.ts';
import type { Policy } from '../domain/policy.ts';
import { LIFECYCLES } from '../domain/registry.ts';
import { addMonths, yearOf } from '../domain/time.ts';
import type { Bench } from './bench.ts';
import type { Cast } from './cast.ts';
import { type Act, actsIn, dueNow, nextDay } from './choose.ts';
import type { Clock } from './clock.ts';
import { fill } from './fill.ts';
import { firstContractOf, goalOf, isReached } from './goal.ts';
import type { Options } from './options.ts';
import { ofKind, type Process, readProcesses } from './snapshot.ts';
import type { Setting } from './wish.ts';

/** What one walk goes over. */
export interface Walk {
  bench: Bench;
  cast: Cast;
  clock: Clock;
  policy: Policy;
  options: Pick<Options, 'from' | 'scenario'>;
  /** Told of every day on which something happens. */
  onDay(day: PlainDate): void;
  signal?: AbortSignal | undefined;
}

/** A road that is not done so long after its contract has ended will not be done. */
const MONTHS_OF_GRACE = 3;
/** From the first plan to the end of a contract of one year. */
const LONGEST_MONTHS = 30;

/** Walks the whole year, until it is over and the road stands where the policy leads. */
export async function walkYear(walk: Walk): Promise<string[]> {
  const goal = goalOf(walk.policy, walk.options.scenario);
  return await walkUntil(walk, (processes) => isReached(processes, goal));
}

/**
 * Opens the road and gives every command whose day has come; when there is none it moves the clock to the next day on which something happens.
 * Returns what went wrong on the way, in words; nothing if the road arrived where it should.
 */
export async function walkUntil(walk: Walk, isThere: (processes: readonly Process[]) => boolean): Promise<string[]> {
  const { bench, cast, clock, options, signal } = walk;
  await clock.moveTo(options.from);
  await openRoad(walk);
  let given = 0;
  for (;;) {
    if (signal?.aborted) throw new Error('演练已中止');
    await clock.settle();
    const processes = await readProcesses(bench.apiDatabase, cast.clockId);
    if (isThere(processes)) return [];
    const today = await clock.today();
    const acts = actsIn(processes, settingOf(walk, processes, today));
    const now = dueNow(acts, today);
    if (now.length > 0) {
      const answers = await Promise.all(now.map((act) => give(act, walk, today, (given += 1))));
      const problems = answers.filter((problem) => problem !== undefined);
      if (problems.length > 0) return problems;
      continue;
    }
    const next = nextDay(acts, processes, today);
    if (next === undefined) return ['没有任何一方还有事可做，也没有期限将至'];
    if (next > lastDay(processes, options.from)) return [`到 ${next} 仍未走到政策规定的结果`];
    walk.onDay(next);
    await clock.moveTo(next);
  }
}

function settingOf({ bench, cast, policy, options }: Walk, processes: readonly Process[], today: PlainDate): Setting {
  const calendar = bench.calendars.calendarFor(policy.pack.region);
  const [road] = ofKind(processes, 'purchase-cycle');
  return { today, calendar, policy, scenario: options.scenario, cast, processes, road };
}

function lastDay(processes: readonly Process[], from: PlainDate): PlainDate {
  const endsOn = firstContractOf(processes)?.own.endsOn;
  return endsOn ? addMonths(endsOn, MONTHS_OF_GRACE) : addMonths(from, LONGEST_MONTHS);
}

/** The clerk of the purchaser starts the purchase cycle; who fills which function is found as the API finds it. */
async function openRoad({ bench, cast, policy, options }: Walk): Promise<void> {
  const actor = cast.members.find(({ organisationId, role }) => organisationId === cast.purchaser && role === 'clerk');
  if (!actor) throw new Error('the purchaser has no clerk');
  const { parties, opening } = await prepareRoad(
    cast.stations,
    { actor, packId: policy.pack.id, today: options.from },
    { database: bench.apiDatabase, packs: bench.packs },
  );
  const { from } = options;
  const planYear = yearOf(from);
  // Who starts after the day of the annual plan starts a programme in mid-year.
  const midYear = from > `${planYear}-01-31` ? { programmeStartsOn: from } : {};
  const known = { title: `${planYear}年乡镇社工站购买服务（演练）`, planYear, stations: cast.stations, parties, ...midYear };
  const body = fill('purchase-cycle', 'open', { policy, today: from, known });
  const request = { kind: 'purchase-cycle', processId: newProcessId(), name: 'open', body, actor, opening } as const;
  const problem = await submit({ ...request, idempotencyKey: `${cast.run}-open` }, bench);
  if (problem) throw new Error(problem.words);
}

/** Gives one command; a problem in words, or nothing. Somebody else's change in between is no problem: the process is looked at again. */
async function give(
  { process, wish, by }: Act,
  { bench, cast, policy }: Walk,
  today: PlainDate,
  number: number,
): Promise<string | undefined> {
  const { kind, id, revision } = process;
  const body = fill(kind, wish.command, { policy, today, known: wish.known ?? {} });
  const request = { kind, processId: id as ProcessId, name: wish.command, body, actor: by, expectedRevision: revision };
  const problem = await submit({ ...request, idempotencyKey: `${cast.run}-${number}` }, bench);
  return problem === undefined || problem.code === 'object.stale' ? undefined : `${today} ${problem.words}`;
}

interface Problem {
  code: ErrorCode | 'pending';
  words: string;
}

async function submit(request: CommandRequest, { commands }: Bench): Promise<Problem | undefined> {
  const { title, commands: rules } = LIFECYCLES[request.kind];
  const what = `${title}“${rules[request.name]?.label ?? request.name}”`;
  let answer: CommandAnswer;
  try {
    answer = await commands.submit(request);
  } catch (failure) {
    if (!(failure instanceof CatalogueError)) throw failure;
    return { code: failure.code, words: `${what}未被接受：${failure.detail}` };
  }
  switch (answer.outcome) {
    case 'accepted':
      return undefined;
    case 'refused':
      return { code: answer.refusal.refused, words: `${what}未被接受：${new RefusedError(answer.refusal).detail}` };
    case 'failed':
      return { code: answer.code, words: `${what}处理时出现故障` };
    case 'pending':
      return { code: 'pending', words: `${what}没有得到答复：执行流程的 worker 没有运行或来不及` };
  }
}
