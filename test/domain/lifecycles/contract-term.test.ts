import { describe, expect, test } from '@jest/globals';
import { PEOPLE, STATIONS } from '../../support/lifecycle.ts';
import {
  ACCEPTED,
  ANNOUNCE,
  at,
  CHANGE,
  CONFIRM_COPY,
  CONFIRM_STAFFING,
  COPY,
  drafted,
  HAND_IN,
  RESUME,
  RULES,
  SIGN,
  STAFFING,
  SUCCESSION,
  SUSPEND,
  TERMINATE,
} from './contract-steps.ts';

describe('side tasks', () => {
  test('where the pack has no rule there is no duty and the act is refused', () => {
    const silent = at('active', {});
    expect(silent.duties().map(({ key }) => key)).toEqual(['contract.ends', 'contract.expiry-notice']);
    for (const step of [COPY, CONFIRM_COPY, ANNOUNCE, HAND_IN, STAFFING, CONFIRM_STAFFING, SUSPEND]) {
      expect(silent.give({ ...step, on: '2026-08-01' }).answer).toBe('policy.no-rule');
    }
  });

  test('filing is confirmed by the superior, after it was filed, each once', () => {
    const signed = at('signed');
    expect(signed.give(CONFIRM_COPY).answer).toBe('policy.condition-unmet');
    expect(signed.give(CONFIRM_STAFFING).answer).toBe('policy.condition-unmet');
    expect(signed.give({ ...COPY, by: PEOPLE.city }).answer).toBe('access.forbidden');
    expect(signed.give({ ...COPY, body: { ...COPY.body, filedOn: '2026-02-26' } }).answer).toBe('policy.out-of-order');
    expect(signed.give({ ...COPY, body: { ...COPY.body, filedOn: '2026-03-11' } }).answer).toBe('policy.date-in-future');
    for (const step of [COPY, ANNOUNCE, HAND_IN, STAFFING]) signed.must(step);
    expect(signed.give({ ...CONFIRM_COPY, by: PEOPLE.clerk }).answer).toBe('access.forbidden');
    expect(signed.give({ ...CONFIRM_COPY, body: { confirmedOn: '2026-03-09' } }).answer).toBe('policy.out-of-order');
    expect(signed.give({ ...CONFIRM_STAFFING, body: { confirmedOn: '2026-03-09' } }).answer).toBe('policy.out-of-order');
    for (const step of [CONFIRM_COPY, CONFIRM_STAFFING]) signed.must(step);
    for (const step of [COPY, CONFIRM_COPY, ANNOUNCE, HAND_IN, STAFFING, CONFIRM_STAFFING]) {
      expect(signed.give({ ...step, on: '2026-03-20' }).answer).toBe('process.already-done');
    }
    expect(signed.state).toMatchObject({ copyConfirmedOn: '2026-03-12', staffingConfirmedOn: '2026-03-12', announcedOn: '2026-03-02' });
  });

  test('the days of the duties: 15 working days for the copy, two for the announcement, the contractor five working days earlier', () => {
    const signed = at('signed');
    // signed on Friday 2026-02-27; 02-28 is a make-up Saturday
    expect(signed.duty('contract.copy-filed')).toMatchObject({ due: { due: '2026-03-19' }, command: 'file-copy' });
    expect(signed.duty('contract.announced')?.due?.due).toBe('2026-03-02');
    expect(signed.duty('contract.staffing-filed:contractor')).toMatchObject({
      owes: 'contractor',
      due: { due: '2026-03-12' },
      defaultId: 'Q-88/staffing',
    });
    signed.must(STAFFING);
    expect(signed.duty('contract.staffing-filed:contractor')?.met).toBe('2026-03-10');
    signed.must(HAND_IN);
    expect(signed.duty('contract.staffing-filed:contractor')?.met).toBe('2026-03-05');
    expect(signed.fallDue('contract.copy-filed', '2026-03-20').events).toEqual([]);
    signed.must({ ...COPY, on: '2026-03-25', body: { ...COPY.body, filedOn: '2026-03-25' } });
    expect(signed.duty('contract.copy-filed')).toMatchObject({ met: '2026-03-25', due: { due: '2026-03-19' } });
  });
});

describe('performance', () => {
  test('it takes effect on its day, and service begins when every station is accepted', () => {
    const contract = at('signed');
    expect(contract.duty('contract.starts')?.due?.due).toBe('2026-03-01');
    contract.must(ACCEPTED('station-a'));
    contract.fallDue('contract.starts', '2026-03-02');
    expect(contract.state.stage).toBe('effective');
    expect(contract.must(ACCEPTED('station-a')).events).toEqual([]);
    expect(contract.must(ACCEPTED('station-of-others')).events).toEqual([]);
    expect(contract.must(ACCEPTED('station-b')).events.map(({ type }) => type)).toEqual(['station-accepted', 'service-began']);
    expect(contract.fallDue('contract.starts', '2026-03-02').events).toEqual([]);
  });

  test('stations accepted before the day let service begin with it', () => {
    const contract = at('signed');
    for (const { station } of STATIONS) contract.must(ACCEPTED(station));
    contract.fallDue('contract.starts', '2026-03-02');
    expect(contract.state.stage).toBe('active');
  });

  test('a change keeps it active; a new amount is kept, no amount changes nothing', () => {
    const contract = at('active');
    expect(contract.give({ ...CHANGE, by: PEOPLE.clerk }).answer).toBe('access.forbidden');
    expect(contract.give({ ...CHANGE, on: '2026-05-31' }).answer).toBe('policy.date-in-future');
    contract.must(CHANGE);
    expect(contract.state).toMatchObject({ stage: 'active', amountYuan: 170_000 });
    const { amountYuan: _, ...body } = CHANGE.body as { amountYuan: number };
    contract.must({ ...CHANGE, body });
    expect(contract.state.amountYuan).toBe(170_000);
  });

  test('suspension is the head of the purchaser; it returns to where it was, or ends in dissolution', () => {
    const contract = at('active');
    expect(contract.give({ ...SUSPEND, by: PEOPLE.clerk }).answer).toBe('access.forbidden');
    expect(contract.give({ ...SUSPEND, body: { suspendedOn: '2026-02-28', reason: '偏离' } }).answer).toBe('policy.out-of-order');
    contract.must(SUSPEND);
    expect(contract.give({ ...RESUME, body: { resumedOn: '2026-05-31', reason: '合格' } }).answer).toBe('policy.out-of-order');
    contract.must(RESUME);
    expect(contract.state).toMatchObject({ stage: 'active', suspendedOn: null });
    contract.must(SUSPEND);
    expect(contract.duty('contract.expiry-notice')?.due?.due).toBe('2026-11-30');
    contract.fallDue('contract.expiry-notice', '2026-12-01');
    expect(contract.duty('contract.expiry-notice')).toBeUndefined();
    contract.must({ ...RESUME, on: '2026-12-02' });
    expect(contract.state.stage).toBe('expiring');
  });

  test('stations that were accepted during a suspension let service begin when it is lifted', () => {
    const contract = at('effective');
    contract.must(SUSPEND);
    for (const { station } of STATIONS) contract.must(ACCEPTED(station));
    expect(contract.must(RESUME).events.map(({ type }) => type)).toEqual(['contract-resumed', 'service-began']);
    const waiting = at('effective');
    waiting.must(SUSPEND);
    waiting.must(RESUME);
    expect(waiting.state.stage).toBe('effective');
  });

  test('dissolution tells the road, closes stations, report lines and the evaluation', () => {
    const rules = {
      ...RULES,
      'report.contractor': { kind: 'recurring', owes: 'contractor', every: 'month' },
      'evaluation.final': { kind: 'deadline', owes: 'upper' },
    } as const;
    const contract = at('active', rules);
    expect(contract.give({ ...TERMINATE, by: PEOPLE.clerk }).answer).toBe('access.forbidden');
    const { followUps } = contract.must(TERMINATE);
    expect(followUps.map(({ kind, command }) => `${kind} ${command}`)).toEqual([
      'purchase-cycle record-contract-ended',
      'onboarding record-contract-ended',
      'onboarding record-contract-ended',
      'report-line close',
      'evaluation close',
    ]);
    expect(
      at('active')
        .must(TERMINATE)
        .followUps.map(({ kind }) => kind),
    ).toEqual(['purchase-cycle', 'onboarding', 'onboarding']);
  });
});

describe('the end', () => {
  test('90 days before it nears its end, a shorter contract on its first day', () => {
    expect(at('active').duty('contract.expiry-notice')?.due?.due).toBe('2026-11-30');
    const short = drafted({});
    short.must({
      ...SIGN,
      body: { signedOn: '2026-02-27', effectiveOn: '2026-02-20', endsOn: '2026-04-30', clauses: [], forceMajeure: [], documents: [] },
    });
    expect(short.duty('contract.expiry-notice')?.due?.due).toBe('2026-02-20');
    expect(at('expiring').fallDue('contract.expiry-notice', '2026-12-02').events).toEqual([]);
  });

  test('known to be renewed, it closes on its last day and its stations go on', () => {
    const contract = at('expiring');
    contract.must(SUCCESSION);
    expect(contract.must(SUCCESSION).events).toEqual([]);
    expect(contract.state.stage).toBe('expiring');
    expect(contract.fallDue('contract.ends', '2027-03-01').followUps).toEqual([]);
    expect(contract.state.stage).toBe('renewed');
  });

  test('without a word from the road it waits; the word closes it and the stations', () => {
    const contract = at('expired');
    expect(
      contract
        .duties()
        .filter(({ met }) => !met)
        .map(({ key }) => key),
    ).toEqual(['contract.copy-filed', 'contract.announced', 'contract.staffing-filed', 'contract.staffing-filed:contractor']);
    const { followUps } = contract.must({ ...SUCCESSION, on: '2027-03-01', body: { outcome: 'not-renewed' } });
    expect(followUps).toMatchObject([
      { kind: 'onboarding', command: 'record-contract-ended', body: { endedOn: '2027-02-28' } },
      { kind: 'onboarding', command: 'record-contract-ended' },
    ]);
    expect(contract.state.stage).toBe('not-renewed');
  });

  test('the road may change its mind until the end; a draft has no succession', () => {
    const contract = at('expiring');
    contract.must(SUCCESSION);
    contract.must({ ...SUCCESSION, body: { outcome: 'completed' } });
    contract.fallDue('contract.ends', '2027-03-01');
    expect(contract.state.stage).toBe('completed');
    expect(drafted().must(SUCCESSION).events).toEqual([]);
  });
});
