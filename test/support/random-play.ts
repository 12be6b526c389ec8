import fc from 'fast-check';
import type { Actor, ProcessState } from '../../domain/lifecycle.ts';
import type { Play, Step } from './lifecycle.ts';

/** A random step: a command as proposed, or the falling due of the `index`-th duty that is owed; days pass in between. */
type Move = { afterDays: number; step?: Omit<Step, 'on'>; due?: number };

/** The bodies of a command, and who gives it when all is in order. */
export type Proposed = readonly [body: fc.Arbitrary<object>, ...by: Actor[]];

/** Random sequences of these commands, mostly by those who may give them, mixed with deadlines that pass. */
export function moves(commands: Record<string, Proposed>): fc.Arbitrary<Move[]> {
  const everybody = [...new Set(Object.values(commands).flatMap(([, ...by]) => by))];
  const given = Object.entries(commands).map(([command, [body, ...by]]) => {
    const who = fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...by) }, { weight: 1, arbitrary: fc.constantFrom(...everybody) });
    return fc.record({ command: fc.constant(command), body, by: who }).map((step) => ({ step }));
  });
  const due = fc.nat({ max: 8 }).map((index) => ({ due: index }));
  const move = fc.tuple(fc.nat({ max: 40 }), fc.oneof(...given, due)).map(([afterDays, what]): Move => ({ afterDays, ...what }));
  return fc.array(move, { minLength: 10, maxLength: 50, size: 'max' });
}

/**
 * Plays the moves from a day on: nothing throws, refusals carry codes, the state equals the fold of its journal, and both survive JSON.
 * Answers how many commands were accepted, so that a test sees that its moves are not all refused.
 */
export function playMoves<State extends ProcessState>(played: Play<State>, list: readonly Move[], from: string): number {
  let accepted = 0;
  let day = Date.parse(from);
  for (const { afterDays, step, due } of list) {
    day += afterDays * 86_400_000;
    const on = new Date(day).toISOString().slice(0, 10);
    if (step && played.give({ ...step, on }).answer === 'accepted') accepted += 1;
    const ended = played.lifecycle.stages[played.state.stage]?.ends;
    const owed = played.duties().filter((duty) => !duty.met && duty.due && duty.due.due < on);
    const falls = due === undefined || ended ? undefined : owed[due % Math.max(owed.length, 1)];
    if (falls) played.fallDue(falls.key, on);
  }
  const stored = JSON.parse(JSON.stringify(played.folded));
  expect(stored).toEqual(played.folded);
  expect(played.refold()).toEqual(played.folded);
  const journal = JSON.parse(JSON.stringify(played.journal));
  expect(journal).toEqual(played.journal);
  return accepted;
}
