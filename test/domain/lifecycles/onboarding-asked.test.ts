import { describe, expect, test } from '@jest/globals';
import type { WorkerFacts } from '../../../domain/lifecycle.ts';
import { checklist, PEOPLE, realPolicy, type SmallRule, workerFacts } from '../../support/lifecycle.ts';
import { ACCEPT, EQUIP, HANG, LEFT, opened, PLACE, type Rules } from './onboarding-steps.ts';

/* What the pack asks beyond the first lists of a set-up: safety, plates, and the people of the station. */

const bound = (rule: SmallRule, binding: NonNullable<SmallRule['binding']>): SmallRule => ({ ...rule, binding });
const person = (operator: '>=' | '<=', value: number): SmallRule => ({ kind: 'threshold', operator, value, unit: 'person' });

describe('the site', () => {
  test('is safe before it is equipped; a pack that asks for nothing else asks for this', () => {
    const rules: Rules = { 'venue.safety': checklist('fire', 'hygiene') };
    const set = opened(rules);
    expect(set.state.asked).toEqual(['equipment']);
    expect(set.give(EQUIP).refusal).toMatchObject({ refused: 'policy.document-missing', fields: [{ field: 'safety' }] });
    expect(set.give({ ...EQUIP, body: { ...EQUIP.body, safety: ['fire'] } }).refusal?.detail).toContain('条目hygiene');
    expect(set.give({ ...EQUIP, body: { ...EQUIP.body, safety: ['fire', 'hygiene', 'else'] } }).answer).toBe('request.invalid');
    set.must({ ...EQUIP, body: { ...EQUIP.body, safety: ['fire', 'hygiene'] } });
    expect(set.give(EQUIP).answer).toBe('process.already-done');
    expect(opened({ 'venue.safety': bound(checklist('fire'), 'reported') }).give(EQUIP).answer).toBe('accepted');
  });
});

describe('the plates', () => {
  const side = (operator: '>=' | '<=', value: number, base: string): SmallRule => ({
    kind: 'threshold',
    operator,
    value,
    unit: 'centimetre',
    base,
  });
  const size: Rules = { 'venue.signage-size': [side('>=', 70, '宽'), side('<=', 70, '宽'), side('>=', 50, '高'), side('<=', 50, '高')] };
  const hang = (rules: Rules, body: object) => opened(rules).give({ ...HANG, body: { ...HANG.body, ...body } });

  test('have the size of the clause, to the centimetre (Q-48)', () => {
    expect(opened(size).state.asked).toEqual(['signage']);
    expect(hang(size, {}).refusal?.detail).toContain('标牌宽：应不低于70厘米，未填写');
    expect(hang(size, { widthCentimetres: 50, heightCentimetres: 70 }).refusal?.fields?.map(({ field }) => field)).toEqual([
      'widthCentimetres',
      'heightCentimetres',
    ]);
    expect(hang(size, { widthCentimetres: 70.1, heightCentimetres: 50 }).refusal?.detail).toContain('应不超过70厘米');
    expect(hang(size, { widthCentimetres: 70, heightCentimetres: 50 }).answer).toBe('accepted');
    expect(hang({ 'venue.signage': checklist('outdoor') }, {}).answer).toBe('accepted');
  });
  test('of the rooms in the villages read as the clause says', () => {
    const rules: Rules = { 'venue.room-signage': checklist('logo', 'text') };
    expect(opened(rules).state.asked).toEqual(['signage']);
    expect(hang(rules, { roomSignage: ['logo'] }).refusal).toMatchObject({
      refused: 'policy.document-missing',
      fields: [{ field: 'roomSignage' }],
    });
    expect(hang(rules, {}).answer).toBe('policy.document-missing');
    expect(hang(rules, { roomSignage: ['logo', 'text'] }).answer).toBe('accepted');
    expect(hang({ 'venue.room-signage': bound(checklist('logo'), 'reported') }, {}).answer).toBe('accepted');
  });
});

describe('who is placed', () => {
  const placed = (rules: Rules, body: object = {}) => opened(rules).give({ ...PLACE('w1'), body: { ...PLACE('w1').body, ...body } });

  test('is recruited in the open, and has a file', () => {
    const rules: Rules = { 'staff.recruitment': checklist('plan', 'open'), 'staff.personnel-files': checklist('file') };
    expect(placed(rules).refusal?.fields?.map(({ field }) => field)).toEqual(['recruitment', 'personnelFiles']);
    expect(placed(rules, { recruitment: ['plan', 'open'] }).refusal?.detail).toContain('条目file');
    expect(placed(rules, { recruitment: ['plan'], personnelFiles: ['file'] }).refusal?.detail).toContain('条目open');
    expect(placed(rules, { recruitment: ['plan', 'open'], personnelFiles: ['file'] }).answer).toBe('accepted');
  });
  test('comes in one of the two ways of ZL-60', () => {
    const rule = realPolicy('zl').rule('staff.recruitment');
    const rules: Rules = rule ? { 'staff.recruitment': { ...rule } } : {};
    expect(placed(rules).answer).toBe('policy.document-missing');
    expect(placed(rules, { recruitment: ['station-staff'] }).answer).toBe('accepted');
  });
  test('may have what gives precedence or not; it is kept with the placement', () => {
    const rules: Rules = { 'staff.preference': bound({ ...checklist('degree', 'local'), atLeast: 0 }, 'optional') };
    expect(placed(rules).answer).toBe('accepted');
    expect(placed(rules, { preference: ['local'] }).events).toMatchObject([{ preference: ['local'] }]);
  });
  test('is not one more than the clause allows; who leaves makes room', () => {
    const set = opened({ 'staff.minimum': person('>=', 1), 'staff.maximum': person('<=', 2) });
    for (const id of ['w1', 'w2']) set.must(PLACE(id));
    expect(set.give(PLACE('w3')).refusal).toMatchObject({
      refused: 'policy.condition-unmet',
      detail: expect.stringContaining('应不超过2人，现为3人'),
    });
    set.must(LEFT('w1', '2026-03-10'));
    set.must(PLACE('w3', '2026-03-11'));
  });
});

describe('acceptance', () => {
  const rules: Rules = {
    'staff.posts': [checklist('head'), checklist('deputy')],
    'staff.dedicated': checklist('full-time'),
    'staff.supervisor': checklist('supervisor'),
  };
  const accept = (asked: Rules, body: object = {}, by = PEOPLE.clerk) =>
    opened(asked).give({ ...ACCEPT, by, body: { ...ACCEPT.body, ...body } });
  const all = { posts: ['head', 'deputy'], dedicated: ['full-time'], supervisor: ['supervisor'] };

  test('asks for posts, full-time staff and supervision, each by its own clause', () => {
    expect(accept(rules).refusal).toMatchObject({
      refused: 'policy.document-missing',
      fields: [{ field: 'posts' }, { field: 'posts' }, { field: 'dedicated' }, { field: 'supervisor' }],
    });
    for (const field of Object.keys(all)) expect(accept(rules, { ...all, [field]: [] }).answer).toBe('policy.document-missing');
    expect(accept(rules, { ...all, posts: ['head', 'deputy', 'third'] }).answer).toBe('request.invalid');
    expect(accept(rules, all).answer).toBe('accepted');
  });
  test('does not ask for what a report only tells of', () => {
    const reported: Rules = {
      'staff.posts': [bound(checklist('head'), 'reported')],
      'staff.dedicated': bound(checklist('full-time'), 'reported'),
      'staff.supervisor': bound(checklist('supervisor'), 'reported'),
    };
    expect(accept(reported).answer).toBe('accepted');
  });
  test('in principle only, the head departs from it with a reason', () => {
    const soft: Rules = { 'staff.supervisor': bound(checklist('supervisor'), 'in-principle') };
    const override = { reason: '督导下月到位' };
    expect(accept(soft, { override }).answer).toBe('policy.override-needed');
    expect(accept(soft, { override }, PEOPLE.head).events).toMatchObject([{ departures: ['TT-01'] }]);
  });
});

describe('a project worker', () => {
  const clock = (ifMissed: 'flag' | 'replace'): SmallRule => ({
    kind: 'deadline',
    owes: 'station',
    when: { after: 'first-day-in-post', term: { count: 2, unit: 'year' } },
    ifMissed,
  });
  const followed = (rules: Rules, post: string, facts: Partial<WorkerFacts> = {}) =>
    opened(rules, [workerFacts('w1', facts)]).must({ ...PLACE('w1'), body: { ...PLACE('w1').body, post } }).followUps;

  test('is followed by the clause on project workers, a station worker by that on all', () => {
    const both: Rules = { 'certificate.obtain': clock('flag'), 'certificate.project-worker': clock('replace') };
    expect(followed(both, 'project-worker')).toMatchObject([{ command: 'open', body: { post: 'project-worker' } }]);
    expect(followed(both, 'worker')[0]?.body).not.toHaveProperty('post');
    expect(followed({ 'certificate.obtain': clock('flag') }, 'project-worker')[0]?.body).not.toHaveProperty('post');
    expect(followed({ 'certificate.project-worker': clock('replace') }, 'worker')).toEqual([]);
    expect(followed(both, 'project-worker', { certificateOn: '2020-05-01' as never })).toEqual([]);
  });
});
