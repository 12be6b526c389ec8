import { expect, test } from '@jest/globals';
import type { CommandId, PersonId } from '../../domain/ids.ts';
import { type Envelope, type Folded, fold, isOfKit, type Lifecycle, type ProcessEvent } from '../../domain/lifecycle.ts';
import { day, PARTIES } from '../support/lifecycle.ts';

/** Counts its own events in its title. */
const COUNTING: Lifecycle = {
  kind: 'referral',
  title: '计数',
  stages: { one: { label: '一', waitsFor: 'date' } },
  commands: {},
  decide: () => [],
  evolve: (state, event) => ({ stage: event.type === 'next' ? 'two' : 'one', title: `${state?.title ?? ''}|`, parties: PARTIES }),
  duties: () => [],
  onDue: () => [],
  followUps: () => [],
};

const envelope = (on: string, personId: string | null = null): Envelope => ({
  revision: 1,
  commandId: 'c' as CommandId,
  command: 'do',
  personId: personId as PersonId | null,
  on: day(on),
});
const folded = (event: ProcessEvent, on: string, before?: Folded) => fold(COUNTING, before, event, envelope(on));

test('an event of the lifecycle changes its own part; the kit notes who did it and since when the stage stands', () => {
  const first = fold(COUNTING, undefined, { type: 'opened' }, envelope('2026-01-05', 'p'));
  expect(first).toMatchObject({ own: { title: '|' }, kit: { doneBy: { do: 'p' }, openedOn: '2026-01-05', stageSince: '2026-01-05' } });
  expect(folded({ type: 'same' }, '2026-01-06', first)).toMatchObject({ own: { title: '||' }, kit: { stageSince: '2026-01-05' } });
  expect(folded({ type: 'next' }, '2026-01-07', first)).toMatchObject({ kit: { openedOn: '2026-01-05', stageSince: '2026-01-07' } });
});

test('events of the kit leave the own part alone', () => {
  const first = folded({ type: 'opened' }, '2026-01-05');
  const fell: ProcessEvent & { key: string } = { type: 'duty-fell-due', key: 'sign' };
  expect(folded(fell, '2026-02-01', first)).toEqual({ own: first.own, kit: { ...first.kit, fellDue: { sign: '2026-02-01' } } });
  expect(folded({ type: 'pack-moved' }, '2026-02-01', first)).toEqual(first);
  expect([fell, { type: 'pack-moved' }, { type: 'opened' }].map(isOfKit)).toEqual([true, true, false]);
});
