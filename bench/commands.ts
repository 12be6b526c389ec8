import { loadPacks } from '../policies/load.ts';
import { COUNTY, loginsOf, PACK, referralOpening, referralSteps, roadOpening, roadSteps, type Step } from '../test/support/faults-ways.ts';
import { today } from '../test/support/referral.ts';
import type { Bare } from './bare/bare.ts';
import { type Person, signIn } from './http.ts';
import { type Comparison, median, timed } from './measure.ts';
import type { Product } from './product.ts';

const ROUNDS = 5;
/** Processes of a round; before the first, so many rounds that are not counted. */
const PROCESSES = 6;
const WARM_UP = 2;

/** A process to be walked through: how it is opened, and the commands that are measured. */
export interface Way {
  name: string;
  kind: 'referral' | 'purchase-cycle';
  path: string;
  opening: Step;
  steps: Step[];
}

/** A referral to its end, which no rule of the pack gives a day; and a plan that is filed, each step of which opens and closes duties and moves the timer. */
export function ways(): Way[] {
  return [
    {
      name: 'referral',
      kind: 'referral',
      path: '/api/referrals',
      opening: referralOpening(COUNTY, 'GA-2026-001'),
      steps: referralSteps(COUNTY, false),
    },
    {
      name: 'plan of a road',
      kind: 'purchase-cycle',
      path: '/api/purchase-cycles',
      opening: roadOpening(COUNTY, Number(today().slice(0, 4))),
      // The next step would open another process, whose work would be counted to the bare workflow.
      steps: roadSteps(loadPacks().policy(PACK), COUNTY).slice(0, 3),
    },
  ];
}

/** What one way showed. */
export interface CommandsMeasured {
  time: Comparison;
  /** State transitions of the server for each command, and for each bare update. */
  transitions: { ours: number; theirs: number };
  /** The workflows that were run, for the replay. */
  workflowIds: { ours: string[]; theirs: string[] };
}

interface Round {
  ours: number[];
  theirs: number[];
  transitions: { ours: number; theirs: number };
  workflowIds: { ours: string[]; theirs: string[] };
}

/** Commands of the API beside bare updates, in turn, one at a time. */
export async function measureCommands(product: Product, bare: Bare, way: Way): Promise<CommandsMeasured> {
  const people = new Map<string, Person>();
  for (const login of loginsOf(COUNTY)) people.set(login, await signIn(product.url, login));
  const rounds: Round[] = [];
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) rounds.push(await runRound(product, bare, way, people));
  const counted = rounds.slice(WARM_UP);
  return {
    time: { ours: counted.map(({ ours }) => median(ours)), theirs: counted.map(({ theirs }) => median(theirs)) },
    transitions: { ours: mean(counted.map((one) => one.transitions.ours)), theirs: mean(counted.map((one) => one.transitions.theirs)) },
    workflowIds: {
      ours: counted.flatMap((one) => one.workflowIds.ours),
      theirs: counted.flatMap((one) => one.workflowIds.theirs),
    },
  };
}

async function runRound(product: Product, bare: Bare, way: Way, people: ReadonlyMap<string, Person>): Promise<Round> {
  const round: Round = { ours: [], theirs: [], transitions: { ours: 0, theirs: 0 }, workflowIds: { ours: [], theirs: [] } };
  for (let one = 0; one < PROCESSES; one += 1) {
    const opened = await personOf(people, way.opening).give(way.path, way.opening.body);
    const id = opened.process?.id ?? '';
    const ours = `${way.kind}-${id}`;
    const theirs = await bare.open(way.steps.length + 1);
    const before = [await transitionsOf(product, ours), await transitionsOf(product, theirs)];
    let revision = opened.process?.revision;
    for (const [at, step] of way.steps.entries()) {
      const command = async () => {
        const page = await personOf(people, step).give(`/api/processes/${id}/commands/${step.name}`, step.body, revision);
        revision = page.process?.revision;
      };
      const update = () => bare.update(theirs);
      if (at % 2 === 0) round.ours.push(await timed(command));
      round.theirs.push(await timed(update));
      if (at % 2 === 1) round.ours.push(await timed(command));
    }
    const after = [await transitionsOf(product, ours), await transitionsOf(product, theirs)];
    round.transitions.ours += difference(before[0], after[0]) / (PROCESSES * way.steps.length);
    round.transitions.theirs += difference(before[1], after[1]) / (PROCESSES * way.steps.length);
    round.workflowIds.ours.push(ours);
    round.workflowIds.theirs.push(theirs);
  }
  return round;
}

function personOf(people: ReadonlyMap<string, Person>, { login }: Step): Person {
  const person = people.get(login);
  if (!person) throw new Error(`${login} is not signed in`);
  return person;
}

/** The server's own count. */
async function transitionsOf({ temporal }: Product, workflowId: string): Promise<number> {
  const { raw } = await temporal.workflow.getHandle(workflowId).describe();
  return Number(raw.workflowExecutionInfo?.stateTransitionCount ?? 0);
}

function difference(before: number | undefined, after: number | undefined): number {
  return (after ?? 0) - (before ?? 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
