import { describe, expect, test } from '@jest/globals';
import { contract } from '../../../domain/lifecycles/contract.ts';
import { PEOPLE, Play, type SmallRule } from '../../support/lifecycle.ts';
import {
  ABANDON,
  ACCEPTED,
  ANNOUNCE,
  around,
  at,
  CHANGE,
  COPY,
  drafted,
  HAND_IN,
  OPEN,
  RENEWAL,
  RESUME,
  RULES,
  type Rules,
  SIGN,
  SIGN_BODY,
  STAFFING,
  SUCCESSION,
  SUSPEND,
  TERMINATE,
  WITHDRAWN,
} from './contract-steps.ts';

describe('every stage, every command', () => {
  const tasks = [COPY, ANNOUNCE, HAND_IN, STAFFING];
  const steps = [SIGN, ABANDON, ...tasks, CHANGE, SUSPEND, RESUME, TERMINATE, ACCEPTED('station-a'), SUCCESSION, WITHDRAWN];
  const late = ['file-copy', 'announce', 'hand-in-staffing', 'file-staffing'];
  const side = [...late, 'change', 'terminate'];
  const allowed: Record<string, string[]> = {
    drafting: ['sign', 'abandon'],
    signed: side,
    effective: [...side, 'suspend'],
    active: [...side, 'suspend'],
    expiring: [...side, 'suspend'],
    expired: late,
    suspended: [...late, 'resume', 'terminate'],
  };
  for (const stage of Object.keys(contract.stages)) {
    for (const step of steps) {
      const ends = contract.stages[stage]?.ends === true;
      const yes = step.command.startsWith('record-') ? !ends : allowed[stage]?.includes(step.command);
      test(`${stage}: ${step.command} is ${yes ? 'allowed' : 'refused'}`, () => {
        const before = at(stage);
        expect(before.state.stage).toBe(stage);
        const { answer } = before.give({ ...step, on: '2027-03-05' });
        expect(answer).toBe(yes ? 'accepted' : ends ? 'process.closed' : 'process.wrong-stage');
        expect(before.refold()).toEqual(before.folded);
      });
    }
  }

  test('before the opening there is nothing to sign', () => {
    expect(new Play(contract, around()).give(SIGN).answer).toBe('object.not-found');
    expect(contract.decide(undefined, { name: 'sign', body: SIGN_BODY as never }, {} as never)).toMatchObject({
      refused: 'object.not-found',
    });
    expect(() => contract.evolve(undefined, { type: 'contract-took-effect' })).toThrow(/before the opening/);
    expect(new Play(contract, around()).give({ ...OPEN, by: PEOPLE.clerk }).answer).toBe('access.forbidden');
    const nobody = { ...OPEN.body, parties: { purchaser: 'county', signatory: 'county' } };
    expect(new Play(contract, around()).give({ ...OPEN, body: nobody }).refusal).toMatchObject({
      refused: 'request.invalid',
      detail: '合同没有承接机构',
    });
  });
});

test('a renewal that a failed result takes back is given up while it is drafted, and the road is told; once signed it stands', () => {
  const draft = drafted(RULES, RENEWAL);
  expect(draft.give({ ...WITHDRAWN, by: PEOPLE.head }).answer).toBe('access.forbidden');
  const { followUps } = draft.must(WITHDRAWN);
  expect(followUps).toMatchObject([
    { kind: 'purchase-cycle', command: 'record-contract-ended', body: { contractId: 'this', endedOn: '2027-01-22' } },
  ]);
  expect(draft.state.stage).toBe('abandoned');
  expect(draft.give(WITHDRAWN).answer).toBe('process.closed');
  expect(at('signed').must(WITHDRAWN).events).toEqual([]);
});

describe('signing', () => {
  const sign = (changes: object, by = PEOPLE.clerk, rules = RULES) =>
    drafted(rules).give({ ...SIGN, by, body: { ...SIGN_BODY, ...changes } });

  test('by others than the signatory, before the award notice or in the future it is refused', () => {
    expect(sign({}, PEOPLE.agency).answer).toBe('access.forbidden');
    expect(sign({}, PEOPLE.viewer).answer).toBe('access.forbidden');
    expect(sign({}, PEOPLE.stranger).answer).toBe('access.forbidden');
    expect(sign({ signedOn: '2026-02-11' }).refusal).toMatchObject({ refused: 'policy.out-of-order', fields: [{ field: 'signedOn' }] });
    expect(sign({ signedOn: '2026-02-28' }).answer).toBe('policy.date-in-future');
    expect(sign({ signedOn: '2026-02-30' }).answer).toBe('request.invalid');
  });

  test('a missing mandatory clause is named, the force majeure clause too', () => {
    expect(sign({ clauses: ['content'] }).refusal).toMatchObject({
      refused: 'policy.document-missing',
      detail: 'contract.clauses缺少：条目term（TT-02）',
    });
    expect(sign({ forceMajeure: [] }).refusal?.detail).toContain('条目force-majeure');
    expect(sign({ clauses: ['content', 'term', 'else'] }).refusal).toMatchObject({
      refused: 'request.invalid',
      fields: [{ received: ['else'] }],
    });
  });

  test('days in the wrong order are refused', () => {
    expect(sign({ startsOn: '2026-02-28' }).refusal?.fields).toMatchObject([{ field: 'startsOn' }]);
    expect(sign({ endsOn: '2026-02-28' }).refusal?.fields).toMatchObject([{ field: 'endsOn' }]);
  });

  test('a term over the limit needs the head with a reason where it binds in principle, and is impossible where it is mandatory', () => {
    const override = { reason: '与年度预算衔接' };
    expect(sign({ endsOn: '2027-03-01' }).refusal).toMatchObject({
      refused: 'policy.override-needed',
      detail: expect.stringContaining('最晚至 2027-02-28'),
    });
    expect(sign({ endsOn: '2027-03-01', override }).answer).toBe('policy.override-needed');
    expect(sign({ endsOn: '2027-03-01', override }, PEOPLE.head).events).toMatchObject([
      { type: 'contract-signed', departures: ['TT-04'] },
    ]);
    const strict: Rules = { ...RULES, 'contract.term': { kind: 'threshold', operator: '<=', value: 1, unit: 'year' } };
    expect(sign({ endsOn: '2027-03-01', override }, PEOPLE.head, strict).answer).toBe('policy.condition-unmet');
    expect(sign({}, PEOPLE.clerk, strict).answer).toBe('accepted');
    expect(sign({ endsOn: '2030-12-31' }, PEOPLE.clerk, {}).answer).toBe('accepted');
  });

  test('a longer term that the texts allow needs two confirmations and a reason (Q-59), and ends at its own limit', () => {
    const rules: Rules = {
      'contract.term': { kind: 'threshold', operator: '<=', value: 1, unit: 'year' },
      'contract.term-extended': { kind: 'threshold', operator: '<=', value: 3, unit: 'year' },
    };
    const extension = { budgetAssured: true, contentFixed: true, reason: '服务内容稳定' };
    expect(sign({ endsOn: '2029-02-28' }, PEOPLE.clerk, rules).refusal?.detail).toContain('延长须确认');
    expect(sign({ endsOn: '2029-02-28', extension: { ...extension, contentFixed: false } }, PEOPLE.clerk, rules).answer).toBe(
      'policy.condition-unmet',
    );
    expect(sign({ endsOn: '2029-02-28', extension: { ...extension, reason: '' } }, PEOPLE.clerk, rules).answer).toBe('request.invalid');
    expect(sign({ endsOn: '2029-02-28', extension }, PEOPLE.clerk, rules).answer).toBe('accepted');
    expect(sign({ endsOn: '2029-03-01', extension }, PEOPLE.clerk, rules).answer).toBe('policy.condition-unmet');
  });

  test('on the last day it is in time; a day later it is accepted, marked late, and the duty shows it', () => {
    // HN-57: 30 days from 2026-02-12 end on a Saturday and roll to 2026-03-16
    const inTime = drafted();
    expect(inTime.duty('contract.sign')).toMatchObject({ due: { due: '2026-03-16' }, ruleId: 'TT-01', command: 'sign' });
    const body = { ...SIGN_BODY, effectiveOn: '2026-03-20' };
    inTime.must({ ...SIGN, on: '2026-03-16', body: { ...body, signedOn: '2026-03-16' } });
    expect(inTime.journal.map(({ event }) => event.type)).not.toContain('signed-late');
    const late = drafted();
    late.must({ ...SIGN, on: '2026-03-17', body: { ...body, signedOn: '2026-03-17' } });
    expect(late.journal.at(-1)?.event).toEqual({ type: 'signed-late', due: '2026-03-16', ruleId: 'TT-01' });
    expect(late.duty('contract.sign')).toMatchObject({ met: '2026-03-17', due: { due: '2026-03-16' } });
    expect(late.give(SIGN).answer).toBe('process.wrong-stage');
  });

  test('without a stated day it takes effect on signing (Q-02); effective before signed counts from signing (C-2)', () => {
    const plain = drafted();
    const { effectiveOn: _, ...unstated } = SIGN_BODY;
    plain.must({ ...SIGN, body: { ...unstated, endsOn: '2027-02-26' } });
    expect(plain.state).toMatchObject({ stage: 'effective', effectiveOn: '2026-02-27', startsOn: '2026-02-27' });
    const earlier = drafted({
      'contract.announced': {
        kind: 'deadline',
        owes: 'purchaser',
        when: { after: 'agreement-effective', term: { count: 2, unit: 'day' } },
      },
    });
    earlier.must({ ...SIGN, body: { ...SIGN_BODY, effectiveOn: '2026-02-20', endsOn: '2027-02-19' } });
    expect(earlier.duty('contract.announced')?.due?.strict).toBe('2026-03-01');
  });

  test('it opens set-ups, report lines and the evaluation as far as the pack knows them, and tells procurement and road', () => {
    const report = (owes: 'contractor' | 'town' | 'station'): SmallRule => ({ kind: 'recurring', owes, every: 'month' });
    const rules: Rules = {
      ...RULES,
      'report.contractor': report('contractor'),
      'report.town': report('town'),
      'report.statistics': report('station'),
      'evaluation.annual': { kind: 'recurring', owes: 'purchaser', every: 'year' },
    };
    const { followUps } = drafted(rules).must(SIGN);
    expect(followUps.map(({ kind, processId: to, command }) => `${kind} ${to} ${command}`)).toEqual([
      'procurement procurement record-contract-signed',
      'purchase-cycle road record-contract-signed',
      'onboarding c2:onboarding:station-a open',
      'onboarding c2:onboarding:station-b open',
      'report-line c2:report-line:contractor open',
      'report-line c2:report-line:town:town-a open',
      'report-line c2:report-line:town:town-b open',
      'report-line c2:report-line:statistics:station-a open',
      'report-line c2:report-line:statistics:station-b open',
      'evaluation c2:evaluation open',
    ]);
    expect(followUps[1]?.body).toMatchObject({
      contractId: 'this',
      startsOn: '2026-03-01',
      onboardings: ['c2:onboarding:station-a', 'c2:onboarding:station-b'],
    });
    expect(followUps[3]?.body).toMatchObject({
      station: 'station-b',
      parties: { station: 'station-b', town: 'town-b' },
      projectStartsOn: '2026-03-01',
    });
    expect(followUps[6]?.body).toMatchObject({ line: 'town', parties: { town: 'town-b' }, stations: [{ station: 'station-b' }] });
    expect(
      drafted({})
        .must(SIGN)
        .followUps.map(({ kind }) => kind),
    ).toEqual(['procurement', 'purchase-cycle', 'onboarding', 'onboarding']);
  });
});

describe('a renewal', () => {
  const signed = { ...SIGN_BODY, signedOn: '2027-02-10', effectiveOn: '2027-03-01', endsOn: '2028-02-29' };

  test('may not overlap the former contract and is to be signed by its end', () => {
    const renewal = drafted(RULES, RENEWAL);
    expect(renewal.duty('contract.sign')).toMatchObject({ label: '签订续签合同', due: { due: '2027-02-28' }, owes: 'signatory' });
    const overlapping = { ...signed, effectiveOn: '2027-02-28', endsOn: '2028-02-27' };
    expect(renewal.give({ ...SIGN, on: '2027-02-10', body: overlapping }).refusal?.detail).toContain('应在上一合同到期日 2027-02-28 之后');
    renewal.must({ ...SIGN, on: '2027-03-02', body: { ...signed, signedOn: '2027-03-02' } });
    expect(renewal.journal.map(({ event }) => event.type)).toContain('signed-late');
    expect(renewal.state.stage).toBe('active');
  });

  test('takes over the stations as they stand and opens no set-up', () => {
    const renewal = drafted(RULES, RENEWAL);
    const { followUps } = renewal.must({ ...SIGN, on: '2027-02-10', body: signed });
    expect(followUps.map(({ kind }) => kind)).toEqual(['purchase-cycle']);
    expect(renewal.state).toMatchObject({ stage: 'signed', onboardings: ['set-up-a', 'set-up-b'] });
    renewal.fallDue('contract.starts', '2027-03-02');
    expect(renewal.state.stage).toBe('active');
  });

  test('that is given up tells the road; a first contract that is given up tells its procurement', () => {
    const abandoned = { ...ABANDON, on: '2027-02-01', body: { ...ABANDON.body, abandonedOn: '2027-02-01' } };
    expect(drafted(RULES, RENEWAL).must(abandoned).followUps).toMatchObject([
      { kind: 'purchase-cycle', processId: 'road', command: 'record-contract-ended' },
    ]);
    expect(drafted().must(ABANDON).followUps).toMatchObject([
      { kind: 'procurement', processId: 'procurement', command: 'record-contract-ended' },
    ]);
    expect(drafted().give({ ...ABANDON, body: { ...ABANDON.body, abandonedOn: '2026-02-11' } }).answer).toBe('policy.out-of-order');
    const neither = { ...RENEWAL, previousEndsOn: null };
    expect(drafted(RULES, neither).duty('contract.sign')?.due).toBeUndefined();
  });
});
