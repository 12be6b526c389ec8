import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { z } from 'zod';
import { availableActions } from '../../../domain/access.ts';
import { ERRORS } from '../../../domain/errors.ts';
import { PROCESS_KINDS, type ProcessKind } from '../../../domain/ids.ts';
import { type Actor, type ProcessState, SYSTEM } from '../../../domain/lifecycle.ts';
import { LIFECYCLES } from '../../../domain/registry.ts';
import { COMMAND_SCHEMAS } from '../../../domain/schema/registry.ts';
import { addDays, earliest } from '../../../domain/time.ts';
import { bodyFor, Tape } from '../../support/bodies.ts';
import { actor, day, organisationFacts, PEOPLE, Play, realPolicy, smallPolicy, workerFacts } from '../../support/lifecycle.ts';

/* What holds for every lifecycle, whatever is done to it, in whatever order, with whatever body. */

const POLICIES = [...['hn', 'lf', 'gz', 'yz'].map(realPolicy), smallPolicy({})];
const ACTORS: Actor[] = [...Object.values(PEOPLE), actor('station-a', 'worker'), actor('county', 'head', 'second'), SYSTEM];
const LAST_DAY = day('2030-12-31');
const IDS = ['agency', 'county', 'station-a', 'station-b', 'town-a', 'town-b', 'third-party', 'w1', 'w2', 'w3'];
const FACTS = {
  organisations: [organisationFacts('agency'), organisationFacts('third-party', { local: false, rating: 2 })],
  workers: [workerFacts('w1'), workerFacts('w2', { socialWorkDegree: true }), workerFacts('w3', { education: 1 })],
};

/** Ids of processes and persons that the state has come to hold. */
function idsIn(state: unknown): string[] {
  return [...new Set(JSON.stringify(state).match(/(?<=")c\d+:[a-z:-]+(?=")/g) ?? [])];
}

/** Lets the tape choose: a policy, then commands by people, the system and the clock. */
function improvise(kind: ProcessKind, numbers: number[]): Play<ProcessState> {
  const tape = new Tape(numbers);
  const policy = POLICIES[tape.below(POLICIES.length)] ?? smallPolicy({});
  const schemas: Record<string, z.ZodType> = COMMAND_SCHEMAS[kind];
  const play = new Play<ProcessState>(LIFECYCLES[kind], { policy, schemas, ...FACTS });
  let today = day('2026-01-05');
  while (!tape.ended) {
    today = earliest(addDays(today, [0, 0, 1, 7, 30, 120][tape.below(6)] ?? 0), LAST_DAY);
    const owed = play.folded ? play.duties().filter(({ met, due }) => !met && due && due.due < today) : [];
    if (owed.length > 0 && tape.below(3) === 0) {
      play.fallDue(tape.pick(owed)?.key ?? '', today);
      continue;
    }
    const found = idsIn(play.folded ?? {});
    const ids = found.length > 0 && tape.below(4) > 0 ? [...IDS, ...found, ...found, ...found] : IDS;
    const { by, command } = next(play, tape);
    const body = bodyFor(schemas[command] as z.ZodType, tape, { policy, today, ids });
    const before = play.folded;
    const outcome = play.give({
      command,
      by,
      on: today,
      body: body as object,
    });
    if (outcome.refusal) {
      expect(play.folded).toBe(before);
      expect(Object.keys(ERRORS)).toContain(outcome.refusal.refused);
    }
    for (const followUp of outcome.followUps) {
      const target: Record<string, z.ZodType> = COMMAND_SCHEMAS[followUp.kind];
      expect({ ...followUp, problems: target[followUp.command]?.safeParse(JSON.parse(JSON.stringify(followUp.body))).error }).toEqual({
        ...followUp,
        problems: undefined,
      });
      expect(LIFECYCLES[followUp.kind].commands[followUp.command]?.by).toEqual([]);
    }
  }
  return play;
}

/** Commands that end a process or lead nowhere; chosen like the others, hardly any play would get far. */
const RARE = ['end', 'cancel', 'fail', 'abandon', 'terminate', 'withdraw', 'close', 'record-departure', 'record-contract-ended', 'decline'];

/** Mostly what is possible now by whom it is possible; now and then anything by anybody. */
function next({ lifecycle, folded, around }: Play<ProcessState>, tape: Tape): { by: Actor; command: string } {
  const names = Object.keys(around.schemas);
  if (!folded && tape.below(8) > 0) return { by: openerOf(lifecycle.kind), command: 'open' };
  const anything = { by: tape.pick(ACTORS) ?? SYSTEM, command: tape.pick(names) ?? 'open' };
  if (!folded || tape.below(8) === 0) return anything;
  const byPeople = ACTORS.filter(({ role }) => role !== 'system').flatMap((by) =>
    availableActions(lifecycle, folded, by, folded.own.parties, around.policy).map(({ command }) => ({ by, command })),
  );
  const bySystem = names.filter((name) => lifecycle.commands[name]?.by.length === 0).map((command) => ({ by: SYSTEM, command }));
  const possible = [...byPeople, ...bySystem].filter(({ command }) => !RARE.includes(command) || tape.below(30) === 0);
  return tape.pick(possible) ?? anything;
}

function openerOf(kind: ProcessKind): Actor {
  const by = LIFECYCLES[kind].commands.open?.by ?? [];
  if (by.length === 0) return SYSTEM;
  return by.includes('purchaser') ? PEOPLE.clerk : actor('station-a', 'worker');
}

describe.each(PROCESS_KINDS)('%s', (kind) => {
  const lifecycle = LIFECYCLES[kind];

  test('never throws; the state is the fold of its events, survives JSON, and owes each duty once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9_999 }), { minLength: 40, maxLength: 500, size: 'max' }), (numbers) => {
        const play = improvise(kind, numbers);
        if (!play.folded) return;
        expect(play.refold()).toEqual(play.folded);
        expect(JSON.parse(JSON.stringify(play.folded))).toEqual(play.folded);
        expect(JSON.parse(JSON.stringify(play.journal))).toEqual(play.journal);
        const keys = lifecycle.duties(play.state, play.around.policy).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        expect(Object.keys(lifecycle.stages)).toContain(play.state.stage);
      }),
      { numRuns: 30 },
    );
  });

  test('every command has a schema, words and somebody who gives it; every stage says who is waited for', () => {
    expect(Object.keys(lifecycle.commands).sort()).toEqual(Object.keys(COMMAND_SCHEMAS[kind]).sort());
    for (const [name, rule] of Object.entries(lifecycle.commands)) {
      const stages = typeof rule.stages === 'string' ? [] : rule.stages;
      expect(stages.filter((stage) => !Object.hasOwn(lifecycle.stages, stage))).toEqual([]);
      expect(rule.label).toMatch(/\p{Script=Han}/u);
      expect(rule.effect).toMatch(/\p{Script=Han}/u);
      expect([name, rule.by.length > 0]).toEqual([name, rule.roles.length > 0]);
      if (rule.notSamePersonAs) expect(Object.keys(lifecycle.commands)).toContain(rule.notSamePersonAs);
    }
    expect(lifecycle.commands.open?.stages).toBe('opening');
    expect(lifecycle.kind).toBe(kind);
  });

  test('a command or an event that does not exist is a defect, not a decision', () => {
    const opened = new Play<ProcessState>(lifecycle, { policy: POLICIES[0] ?? smallPolicy({}), schemas: COMMAND_SCHEMAS[kind], ...FACTS });
    for (let seed = 1; !opened.folded && seed < 200; seed += 1) {
      const tape = new Tape(Array.from({ length: 400 }, (_, index) => (index * seed * 7_919) % 9_973));
      const body = bodyFor((COMMAND_SCHEMAS[kind] as Record<string, z.ZodType>).open as z.ZodType, tape, {
        policy: opened.around.policy,
        today: '2026-01-05',
        ids: IDS,
      });
      opened.give({ command: 'open', by: openerOf(kind), on: '2026-01-05', body: body as object });
    }
    const context = { policy: opened.around.policy, today: day('2026-01-05'), facts: { organisations: {}, workers: {} } } as never;
    expect(() => lifecycle.decide(opened.state, { name: 'no-such-command', body: {} }, context)).toThrow(/internal.error/);
    expect(() => lifecycle.evolve(opened.state, { type: 'no-such-event' })).toThrow(/internal.error/);
    expect(lifecycle.followUps({ type: 'no-such-event' }, opened.state, context)).toEqual([]);
  });
});
