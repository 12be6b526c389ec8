import { describe, expect, test } from '@jest/globals';
import { availableActions, functionsOf, whyNot } from '../../domain/access.ts';
import type { PersonId } from '../../domain/ids.ts';
import { type Folded, type Lifecycle, SYSTEM } from '../../domain/lifecycle.ts';
import { actor, day, PARTIES, PEOPLE, smallPolicy } from '../support/lifecycle.ts';

/** Two stages and an end; `other` and `ghost` are named by a command, and no stage or command is called so. */
const LIFECYCLE: Lifecycle = {
  kind: 'referral',
  title: '借用登记',
  stages: {
    asked: { label: '待审批', waitsFor: 'purchaser' },
    lent: { label: '已借出', waitsFor: 'contractor' },
    done: { label: '已归还', waitsFor: 'date', ends: true },
  },
  commands: {
    ask: { label: '申请', stages: 'opening', by: ['contractor'], roles: ['clerk'], effect: '建立登记' },
    approve: { label: '批准', stages: ['asked'], by: ['purchaser'], roles: ['head'], notSamePersonAs: 'ask', effect: '借出' },
    check: { label: '核对', stages: ['asked', 'other'], by: ['purchaser'], roles: ['head'], notSamePersonAs: 'ghost', effect: '核对' },
    note: { label: '备注', stages: 'open', by: ['purchaser', 'contractor'], roles: ['clerk', 'head'], effect: '记一句话' },
    lapse: { label: '失效', stages: ['lent'], by: [], roles: [], effect: '到期失效' },
  },
  decide: () => [],
  evolve: (state) => state ?? { stage: 'asked', title: '', parties: PARTIES },
  duties: () => [],
  onDue: () => [],
  followUps: () => [],
};

const CLERK = actor('agency', 'clerk');
const at = (stage: string, doneBy: Record<string, string> = {}): Folded => ({
  own: { stage, title: '帐篷', parties: PARTIES },
  kit: { doneBy: doneBy as Record<string, PersonId>, fellDue: {}, openedOn: day('2026-01-05'), stageSince: day('2026-01-05') },
});
const refusal = (folded: Folded | undefined, command: string, who = PEOPLE.head, lifecycle = LIFECYCLE) =>
  whyNot(lifecycle, folded, command, who, PARTIES, smallPolicy({}));

describe('refused', () => {
  test('a command that does not exist, whatever an object inherits, with those that do', () => {
    for (const name of ['lose', 'constructor', 'toString']) {
      const allowedNow = ['批准', '核对', '备注'];
      expect(refusal(at('asked'), name)).toEqual({ refused: 'command.unknown', detail: `借用登记没有操作“${name}”`, allowedNow });
    }
    expect(refusal(undefined, 'lose')).toMatchObject({ allowedNow: ['申请'] });
    expect(refusal(at('done'), 'lose')).toMatchObject({ allowedNow: [] });
  });

  test('before it is open, and opening it twice', () => {
    expect(refusal(undefined, 'approve')).toMatchObject({ refused: 'object.not-found' });
    expect(refusal(at('asked'), 'ask', CLERK)).toMatchObject({ refused: 'process.exists', allowedNow: ['批准', '核对', '备注'] });
  });

  test('after the end', () => {
    expect(refusal(at('done'), 'note', CLERK)).toMatchObject({ refused: 'process.closed', detail: '借用登记已结束（已归还）' });
  });

  test('in another stage, told where it belongs', () => {
    expect(refusal(at('lent'), 'approve')).toMatchObject({
      refused: 'process.wrong-stage',
      detail: '当前环节是“已借出”，“批准”在待审批环节办理',
      allowedNow: ['备注'],
    });
    // A stage without a name is still told by its code.
    expect(refusal(at('unnamed'), 'check')).toMatchObject({ detail: '当前环节是“unnamed”，“核对”在待审批、other环节办理' });
  });

  test('to another organisation and to another role, told who may', () => {
    const whoMay = ['购买主体负责人'];
    expect(refusal(at('asked'), 'approve', actor('agency', 'head'))).toMatchObject({ refused: 'access.forbidden', whoMay });
    expect(refusal(at('asked'), 'approve', PEOPLE.clerk)).toMatchObject({ refused: 'access.forbidden', whoMay });
    expect(refusal(at('lent'), 'lapse')).toMatchObject({ refused: 'access.forbidden', detail: '“失效”由系统办理' });
  });

  test('to the person who did the earlier half', () => {
    const head = PEOPLE.head.personId ?? '';
    expect(refusal(at('asked', { ask: head }), 'approve')).toMatchObject({
      refused: 'access.same-person',
      detail: '“申请”与“批准”不能由同一人办理',
    });
    expect(refusal(at('asked', { ghost: head }), 'check')).toMatchObject({ detail: '“ghost”与“核对”不能由同一人办理' });
  });

  test('where the lifecycle itself has no place for it', () => {
    const blocked: Lifecycle = { ...LIFECYCLE, blocked: () => ({ refused: 'process.wrong-stage', detail: '已经记过' }) };
    expect(refusal(at('asked'), 'note', PEOPLE.head, blocked)).toMatchObject({ detail: '已经记过' });
  });

  test('where the lifecycle narrows who gives it', () => {
    const narrowed: Lifecycle = { ...LIFECYCLE, givers: (_, command) => (command === 'note' ? ['contractor'] : undefined) };
    expect(refusal(at('asked'), 'note', PEOPLE.head, narrowed)).toMatchObject({ refused: 'access.forbidden' });
    expect(refusal(at('asked'), 'note', CLERK, narrowed)).toBe(undefined);
    expect(refusal(at('asked'), 'approve', PEOPLE.head, narrowed)).toBe(undefined);
  });
});

describe('allowed', () => {
  test('to whom the table names, and to the system in every stage that allows it', () => {
    expect(refusal(undefined, 'ask', CLERK)).toBe(undefined);
    expect(refusal(at('asked', { ask: 'agency-clerk' }), 'approve')).toBe(undefined);
    expect(refusal(at('lent'), 'lapse', SYSTEM as typeof PEOPLE.head)).toBe(undefined);
  });

  test('offers exactly what would not be refused, and nothing of the system', () => {
    expect(availableActions(LIFECYCLE, at('asked'), PEOPLE.head, PARTIES).map(({ label }) => label)).toEqual(['批准', '核对', '备注']);
    expect(availableActions(LIFECYCLE, at('lent'), SYSTEM, PARTIES).map(({ label }) => label)).toEqual(['备注']);
    expect(availableActions(LIFECYCLE, undefined, CLERK, PARTIES)).toEqual([{ command: 'ask', label: '申请', effect: '建立登记' }]);
    expect(availableActions(LIFECYCLE, at('done'), PEOPLE.head, PARTIES)).toEqual([]);
  });
});

test('an organisation may fill several functions; the system fills none', () => {
  expect(functionsOf(PEOPLE.head, PARTIES)).toEqual(['purchaser', 'signatory', 'organiser', 'evaluator']);
  expect(functionsOf(SYSTEM, PARTIES)).toEqual([]);
});
