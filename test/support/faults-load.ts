import { setTimeout as sleep } from 'node:timers/promises';
import type { Policy } from '../../domain/policy.ts';
import type { Answered, Clients, Seen } from './faults-clients.ts';
import {
  awardedProcurement,
  cancelledProcurement,
  type Place,
  referralOpening,
  referralSteps,
  roadOpening,
  roadSteps,
  type Step,
} from './faults-ways.ts';
import { today } from './referral.ts';

/** People at work: each walks one process after the other until the load ends. */
export interface Load {
  /** Refusals that nobody can explain: the client was alone on its process and did everything in order. */
  readonly unexplained: Answered[];
  /** How many processes were walked to where their way ends. */
  readonly walked: number;
  /** Fifty commands at once to one process; returns their outcomes. */
  salvo(): Promise<Answered[]>;
  /** Nobody begins anything more; resolves when everybody has the answer to the last command. */
  end(): Promise<void>;
}

/** How many people walk which way at once. */
export interface LoadPlan {
  policy: Policy;
  place: Place;
  referrals: number;
  roads: number;
  /** Commands after which nobody begins another process. */
  most: number;
}

const SALVO = 50;
let cases = 0;

/** Starts the load; every walker goes on after any outage. */
export function startLoad(clients: Clients, { policy, place, referrals, roads, most }: LoadPlan): Load {
  const unexplained: Answered[] = [];
  let ending = false;
  let walked = 0;

  const over = () => ending || clients.answers.length >= most;

  /** One step on a process that nobody else touches. */
  async function must(step: Step, on?: Seen): Promise<Seen | undefined> {
    const answered = await clients.give(step, on);
    if (answered.outcome !== 'accepted' || !answered.processId) {
      unexplained.push(answered);
      return undefined;
    }
    return { processId: answered.processId, revision: answered.revision };
  }

  async function walkReferral(): Promise<void> {
    cases += 1;
    let seen = await must(referralOpening(place, `GA-${cases}`));
    for (const step of referralSteps(place, cases % 4 === 0)) {
      if (!seen || ending) return;
      seen = await must(step, seen);
    }
    walked += 1;
  }

  /** The road also hears from its procurements and of what falls due, so that its revision is read before each step, and again if it has moved on. */
  async function onRoad(step: Step, processId: string, stage: string): Promise<void> {
    for (;;) {
      const page = await clients.read(step.login, `/api/processes/${processId}`);
      if (page.stage !== stage) {
        if (ending) return;
        await sleep(300);
        continue;
      }
      const answered = await clients.give(step, { processId, revision: page.revision ?? 0 });
      if (answered.code === 'object.stale') continue;
      if (answered.outcome !== 'accepted') unexplained.push(answered);
      return;
    }
  }

  /** The child that a follow-up opens. */
  async function child(road: string, kind: string, number: number): Promise<Seen | undefined> {
    const path = `/api/processes?cycleId=${road}&kind=${kind}`;
    for (;;) {
      const { items = [] } = await clients.read(`${place.logins}-clerk`, path);
      const [newest] = items;
      if (newest && items.length === number) return { processId: newest.id, revision: newest.revision };
      if (ending) return undefined;
      await sleep(300);
    }
  }

  async function walkProcurement(road: string, number: number, steps: Step[]): Promise<boolean> {
    let seen = await child(road, 'procurement', number);
    for (const step of steps) {
      if (!seen || ending) return false;
      seen = await must(step, seen);
    }
    return seen !== undefined;
  }

  async function walkRoad(): Promise<void> {
    const opened = await must(roadOpening(place, Number(today().slice(0, 4))));
    if (!opened) return;
    const { processId } = opened;
    const stages = ['planning', 'reviewing', 'filing', 'planned'];
    for (const [index, step] of roadSteps(policy, place).entries()) {
      if (!ending) await onRoad(step, processId, stages[index] ?? '');
    }
    if (!(await walkProcurement(processId, 1, cancelledProcurement(policy, place)))) return;
    const again = roadSteps(policy, place).at(-1);
    if (again) await onRoad(again, processId, 'planned');
    if (!(await walkProcurement(processId, 2, awardedProcurement(policy, place)))) return;
    await child(processId, 'contract', 1);
    walked += 1;
  }

  async function walker(walk: () => Promise<void>): Promise<void> {
    while (!over()) await walk();
  }

  async function salvo(): Promise<Answered[]> {
    const [consent] = referralSteps(place, false);
    cases += 1;
    const seen = await must(referralOpening(place, `GA-${cases}`));
    if (!seen || !consent) return [];
    return await Promise.all(Array.from({ length: SALVO }, () => clients.give(consent, seen)));
  }

  const walkers = Promise.all([
    ...Array.from({ length: referrals }, () => walker(walkReferral)),
    ...Array.from({ length: roads }, () => walker(walkRoad)),
  ]);
  return {
    unexplained,
    get walked() {
      return walked;
    },
    salvo,
    async end() {
      ending = true;
      await walkers;
    },
  };
}
