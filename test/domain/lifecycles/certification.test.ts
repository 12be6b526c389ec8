import fc from 'fast-check';
import type { Context } from '../../../domain/lifecycle.ts';
import { certification } from '../../../domain/lifecycles/certification.ts';
import { type CertificationState, evolve, stages } from '../../../domain/lifecycles/certification-state.ts';
import type { Policy } from '../../../domain/policy.ts';
import { certificationSchemas } from '../../../domain/schema/commands/certification.ts';
import {
  checklist,
  day,
  PARTIES,
  PEOPLE,
  Play,
  processId,
  realPolicy,
  type Step,
  smallPolicy,
  workerFacts,
} from '../../support/lifecycle.ts';
import { moves, playMoves } from '../../support/random-play.ts';

const HN = realPolicy('hn');
const LF = realPolicy('lf');
const YZ = realPolicy('yz');
const { agency, agencyHead, clerk, head, town } = PEOPLE;
const papers = [{ name: '证书' }];
const { contractor, purchaser, superior } = PARTIES;

const openStep: Step = {
  command: 'open',
  body: {
    cycleId: 'road',
    parties: { contractor, purchaser, superior },
    workerId: 'w1',
    projectStartsOn: '2024-03-01',
    firstDayInPost: '2024-06-03',
  },
  on: '2024-06-03',
};
const prepare = (on = '2024-07-01', startedOn = on): Step => ({ command: 'start-preparing', body: { startedOn }, by: agency, on });
const prove = (on: string, body: object = {}): Step => ({
  command: 'submit-proof',
  body: { kind: 'certificate', issuedOn: '2025-08-20', documents: papers, ...body },
  by: agency,
  on,
});
const check = (on: string): Step => ({ command: 'confirm-proof', by: clerk, on });
const sendBack = (on: string): Step => ({ command: 'return-proof', body: { reason: '与登记不符' }, by: clerk, on });
const register = (on: string, body: object = {}): Step => ({
  command: 'record-registration',
  body: { registeredOn: on, documents: papers, ...body },
  by: agency,
  on,
});
const conclude = (on: string, decision: string): Step => ({
  command: 'conclude-review',
  body: { decision, decidedOn: on, reason: '经研究' },
  by: agencyHead,
  on,
});
const leave = (on: string, leftOn = on): Step => ({ command: 'record-departure', body: { leftOn }, by: agency, on });

function opened(policy: Policy, facts = workerFacts('w1')): Play<CertificationState> {
  const played = new Play(certification, { policy, schemas: certificationSchemas, workers: [facts] });
  played.must(openStep);
  return played;
}

function played(policy: Policy, ...steps: Step[]): Play<CertificationState> {
  const process = opened(policy);
  for (const step of steps) process.must(step);
  return process;
}

const missing = (ifMissed?: 'flag' | 'breach' | 'replace' | 'dismissal-review') =>
  smallPolicy({
    'certificate.obtain': {
      kind: 'deadline',
      owes: 'station',
      when: { after: 'recruited', term: { count: 2, unit: 'year' } },
      ...(ifMissed && { ifMissed }),
    },
  });

describe('the clock', () => {
  test('is opened by the system only, once for each worker: a new cycle does not restart it', () => {
    const fresh = new Play(certification, {
      policy: HN,
      schemas: certificationSchemas,
      workers: [workerFacts('w1', { certificationId: processId('earlier') })],
    });
    expect(fresh.give({ ...openStep, by: agency }).answer).toBe('access.forbidden');
    expect(fresh.give(openStep).answer).toBe('process.already-done');
    expect(opened(HN, workerFacts('w1', { certificationId: processId('this') })).state.stage).toBe('not-certified');
    expect(opened(HN).give(openStep).answer).toBe('process.exists');
  });
  test('asks for the facts of the worker, and of nobody for other commands', () => {
    expect(certification.needs?.({ name: 'open', body: certificationSchemas.open.parse(openStep.body) }, undefined)).toEqual({
      workers: ['w1'],
    });
    expect(certification.needs?.({ name: 'confirm-proof', body: {} }, undefined)).toEqual({});
  });
  test('starts where the pack says: project (HN), first day in post (LF), recruitment', () => {
    expect(opened(HN).duty('certificate.obtain')).toMatchObject({ owes: 'contractor', due: { strict: '2026-03-01' } });
    expect(opened(LF).duty('certificate.obtain')?.due?.strict).toBe('2027-06-03');
    expect(opened(LF).duty('certificate.register')?.due?.strict).toBe('2027-06-03');
    const recruited = (labourContractOn: string | null) =>
      opened(missing(), workerFacts('w1', { labourContractOn: labourContractOn === null ? null : day(labourContractOn) })).duty(
        'certificate.obtain',
      )?.due?.strict;
    expect(recruited('2024-05-20')).toBe('2026-05-20');
    expect(recruited(null)).toBe('2026-06-03');
  });
  test('a pack without the rule owes nothing; a worker without facts is taken as recruited on the first day', () => {
    expect(opened(smallPolicy({})).duties()).toEqual([]);
    expect(played(smallPolicy({}), prove('2025-09-01'), check('2025-09-02')).state.stage).toBe('compliant');
    const unknown = new Play(certification, { policy: HN, schemas: certificationSchemas });
    unknown.must(openStep);
    expect(unknown.state.recruitedOn).toBe('2024-06-03');
  });
  test('of a project worker is that of the clause on project workers, which leads to a review of the post (YZ-24)', () => {
    const process = new Play(certification, { policy: YZ, schemas: certificationSchemas, workers: [workerFacts('w1')] });
    process.must({ ...openStep, body: { ...openStep.body, post: 'project-worker' } });
    expect(process.state.title).toBe('项目社工持证（2024-06到岗）');
    expect(process.duty('certificate.project-worker')).toMatchObject({ ruleId: 'YZ-24', due: { strict: '2026-06-03' } });
    expect(process.duty('certificate.obtain')).toBeUndefined();
    process.fallDue('certificate.project-worker', '2026-06-04');
    expect(process.state.stage).toBe('replacement-review');
    expect(process.must(prove('2026-06-10', { issuedOn: '2026-06-08' })).answer).toBe('accepted');
    expect(process.must(check('2026-06-11')).events).toContainEqual({ type: 'certified', on: '2026-06-08', late: true });
  });
  test('of a station worker who was there before the stations starts with them (YZ-20, C-6)', () => {
    const process = new Play(certification, { policy: YZ, schemas: certificationSchemas, workers: [workerFacts('w1')] });
    process.must({
      ...openStep,
      on: '2021-09-06',
      body: { ...openStep.body, projectStartsOn: '2021-09-01', firstDayInPost: '2020-05-06' },
    });
    expect(process.duty('certificate.obtain')).toMatchObject({ ruleId: 'YZ-20', due: { strict: '2023-09-01' } });
  });
  test('titles and events hold no personal data', () => {
    expect(opened(HN).state.title).toBe('驻站社工持证（2024-06到岗）');
    expect(JSON.stringify(played(HN, prove('2025-09-01')).journal)).not.toContain('证书');
  });
});

describe('proof', () => {
  test('is refused to others, for the future, of a kind that does not count, without papers', () => {
    const process = opened(HN);
    for (const by of [clerk, town]) expect(process.give({ ...prove('2025-09-01'), by }).answer).toBe('access.forbidden');
    expect(process.give(prove('2025-08-19')).answer).toBe('policy.date-in-future');
    expect(process.give(prove('2025-09-01', { kind: 'driving-licence' })).refusal).toMatchObject({
      refused: 'policy.condition-unmet',
      detail: expect.stringContaining('HN-46'),
    });
    expect(process.give(prove('2025-09-01', { documents: [] })).answer).toBe('policy.document-missing');
    expect(process.give(prove('2025-09-01', { kind: 'degree', provisional: true })).answer).toBe('request.invalid');
    expect(opened(LF).give(prove('2025-09-01', { kind: 'degree' })).refusal?.detail).toContain('职业资格证书');
  });
  test('training hours count from the organisers of the pack only (HN-47)', () => {
    const hours = (organiser?: string) =>
      opened(HN).give(prove('2025-09-01', { kind: 'training-hours', ...(organiser && { organiser }) })).answer;
    expect([hours(), hours('somebody'), hours('civil-affairs')]).toEqual(['policy.condition-unmet', 'policy.condition-unmet', 'accepted']);
    const anyone = smallPolicy({ 'certificate.counts': { ...checklist('training-hours'), atLeast: 1 } });
    expect(opened(anyone).give(prove('2025-09-01', { kind: 'training-hours' })).answer).toBe('accepted');
  });
  test('an old degree counts: no term is counted from its day', () => {
    const process = played(HN, prove('2025-09-01', { kind: 'degree', issuedOn: '2009-06-30' }), check('2025-09-02'));
    expect(process.state).toMatchObject({ stage: 'compliant', obtainedOn: '2009-06-30' });
  });
  test('counts from its own day while it is checked; sent back, the duty is open again', () => {
    const process = played(HN, prepare(), prove('2025-09-01'));
    expect(process.state.stage).toBe('checking');
    expect(process.duty('certificate.obtain')?.met).toBe('2025-08-20');
    process.must(sendBack('2025-09-02'));
    expect(process.state.stage).toBe('preparing');
    expect(process.duty('certificate.obtain')?.met).toBeUndefined();
    expect(played(HN, prove('2025-09-01'), sendBack('2025-09-02')).state.stage).toBe('not-certified');
  });
  test('is checked by the purchaser, and ends the process where no registration is asked for', () => {
    const process = played(HN, prove('2025-09-01'));
    expect(process.give({ ...check('2025-09-02'), by: agency }).answer).toBe('access.forbidden');
    expect(process.must(check('2025-09-02')).events).toEqual([
      { type: 'proof-accepted' },
      { type: 'certified', on: '2025-08-20', late: false },
      { type: 'complied' },
    ]);
    expect(process.give(prove('2025-09-03')).answer).toBe('process.closed');
  });
  test('a published result stands in until the certificate comes (Q-39), once', () => {
    const process = played(HN, prove('2025-09-01', { provisional: true }), check('2025-09-02'));
    expect(process.state).toMatchObject({ stage: 'provisional', obtainedOn: null });
    expect(process.duty('certificate.obtain')?.met).toBe('2025-08-20');
    expect(process.give(prove('2025-10-01', { provisional: true })).answer).toBe('process.already-done');
    process.must(prove('2025-10-20', { issuedOn: '2025-10-15' }));
    process.must(check('2025-10-21'));
    expect(process.state).toMatchObject({ stage: 'compliant', obtainedOn: '2025-10-15' });
  });
  test('where a pack needs several proofs together, the last day counts (Q-36)', () => {
    const both = smallPolicy({
      'certificate.obtain': { kind: 'deadline', owes: 'contractor', when: { after: 'project-starts', term: { count: 2, unit: 'year' } } },
      'certificate.counts': checklist('certificate', 'training-hours'),
    });
    const process = played(both, prove('2025-09-01', { kind: 'training-hours' }), check('2025-09-01'));
    expect(process.state.stage).toBe('not-certified');
    expect(process.duty('certificate.obtain')?.met).toBeUndefined();
    process.must(prove('2025-12-01', { issuedOn: '2025-11-20' }));
    process.must(check('2025-12-02'));
    expect(process.state).toMatchObject({ stage: 'compliant', obtainedOn: '2025-11-20' });
  });
  test('dated after the deadline it is accepted and marked late; dated before it, it is in time whenever it is shown', () => {
    const late = (issuedOn: string) => played(HN, prove('2026-03-20', { issuedOn }), check('2026-03-21')).journal.map(({ event }) => event);
    expect(late('2026-03-10')).toContainEqual({ type: 'certified', on: '2026-03-10', late: true });
    expect(late('2026-03-02')).toContainEqual({ type: 'certified', on: '2026-03-02', late: false });
  });
});

describe('registration (LF)', () => {
  const certified = () => played(LF, prove('2025-09-01'), check('2025-09-02'));

  test('is refused where no pack asks for it, before the certificate, before its day, without papers', () => {
    const flagged = (policy: Policy) => {
      const process = opened(policy);
      process.fallDue('certificate.obtain', '2027-06-05');
      return process;
    };
    expect(flagged(HN).give(register('2027-06-06')).answer).toBe('policy.no-rule');
    expect(flagged(LF).give(register('2027-06-06')).answer).toBe('policy.condition-unmet');
    expect(certified().give(register('2025-09-10', { registeredOn: '2025-08-19' })).answer).toBe('policy.out-of-order');
    expect(certified().give(register('2025-09-10', { documents: [] })).answer).toBe('policy.document-missing');
  });
  test('is recorded, checked or sent back, and completes compliance', () => {
    const process = certified();
    expect(process.state.stage).toBe('certified');
    process.must(register('2025-09-10'));
    expect(process.duty('certificate.register')?.met).toBe('2025-09-10');
    process.must(sendBack('2025-09-11'));
    expect(process.state).toMatchObject({ stage: 'certified', registeredOn: null });
    process.must(register('2025-09-12'));
    process.must({ command: 'confirm-registration', by: head, on: '2025-09-13' });
    expect(process.state.stage).toBe('compliant');
  });
  test('missed, it flags the worker; late it is accepted and marked', () => {
    const process = certified();
    process.fallDue('certificate.register', '2027-06-04');
    expect(process.state.stage).toBe('flagged');
    expect(process.give(prove('2027-06-05')).answer).toBe('process.already-done');
    expect(process.must(register('2027-06-07')).events).toMatchObject([{ late: true }]);
    process.must(sendBack('2027-06-08'));
    expect(process.state.stage).toBe('flagged');
  });
});

describe('a missed deadline', () => {
  test.each([
    [undefined, 'flagged'],
    ['flag', 'flagged'],
    ['breach', 'flagged'],
    ['replace', 'replacement-review'],
    ['dismissal-review', 'dismissal-review'],
  ] as const)('%s leads to %s and ends no employment', (ifMissed, stage) => {
    const process = opened(missing(ifMissed));
    process.fallDue('certificate.obtain', '2026-03-03');
    expect(process.state.stage).toBe(stage);
    expect(stages[process.state.stage]).not.toHaveProperty('ends');
    process.must(prove('2026-04-01'));
    process.must(check('2026-04-02'));
    expect(process.state.stage).toBe('compliant');
  });
  test('leaves what the purchaser is checking where it is', () => {
    const process = played(HN, prove('2026-02-27'));
    process.fallDue('certificate.obtain', '2026-03-03');
    expect(process.state).toMatchObject({ stage: 'checking', overdue: 'flagged' });
    process.must(sendBack('2026-03-04'));
    expect(process.state.stage).toBe('flagged');
  });
  test('is reviewed by the head of the contractor: kept, moved, or gone by the decision of the employer', () => {
    const reviewing = () => {
      const process = opened(missing('dismissal-review'));
      process.fallDue('certificate.obtain', '2026-03-03');
      return process;
    };
    expect(reviewing().give({ ...conclude('2026-03-10', 'kept'), by: agency }).answer).toBe('access.forbidden');
    expect(
      reviewing().give({ ...conclude('2026-03-10', 'kept'), body: { decision: 'kept', decidedOn: '2026-03-11', reason: '经研究' } }).answer,
    ).toBe('policy.date-in-future');
    const kept = reviewing();
    kept.must(conclude('2026-03-10', 'kept'));
    expect(kept.state.stage).toBe('flagged');
    expect(kept.give(conclude('2026-03-11', 'moved')).answer).toBe('process.wrong-stage');
    for (const decision of ['moved', 'employment-ended']) {
      const gone = reviewing();
      gone.must(conclude('2026-03-10', decision));
      expect(gone.state.stage).toBe('left');
    }
  });
});

test('preparation is recorded once; a worker who leaves closes the process', () => {
  expect(opened(HN).give(prepare('2024-07-01', '2024-07-02')).answer).toBe('policy.date-in-future');
  const process = played(HN, prepare());
  expect(process.give(prepare()).answer).toBe('process.wrong-stage');
  expect(process.give(leave('2024-08-01', '2024-06-02')).answer).toBe('policy.out-of-order');
  process.must(leave('2024-08-01'));
  expect(process.state.stage).toBe('left');
  expect(process.give(leave('2024-08-02')).answer).toBe('process.closed');
});

const STEPS: Step[] = [
  openStep,
  prepare(),
  prove('2026-09-01'),
  check(''),
  sendBack(''),
  register('2027-07-01'),
  { command: 'confirm-registration', on: '' },
  conclude('2027-07-01', 'kept'),
  leave('2027-07-01'),
];
const PATHS: Record<CertificationState['stage'], (process: Play<CertificationState>) => void> = {
  'not-certified': () => undefined,
  preparing: (process) => process.must(prepare()),
  checking: (process) => process.must(prove('2025-09-01')),
  provisional: (process) => [prove('2025-09-01', { provisional: true }), check('2025-09-02')].forEach((step) => process.must(step)),
  certified: (process) => [prove('2025-09-01'), check('2025-09-02')].forEach((step) => process.must(step)),
  registered: (process) => [prove('2025-09-01'), check('2025-09-02'), register('2025-09-03')].forEach((step) => process.must(step)),
  flagged: (process) => process.fallDue('certificate.obtain', '2027-06-04'),
  'replacement-review': (process) => process.fallDue('certificate.obtain', '2027-06-04'),
  'dismissal-review': (process) => process.fallDue('certificate.obtain', '2027-06-04'),
  compliant: (process) =>
    [
      prove('2025-09-01'),
      check('2025-09-02'),
      register('2025-09-03'),
      { command: 'confirm-registration', by: clerk, on: '2025-09-03' },
    ].forEach((step) => process.must(step)),
  left: (process) => process.must(leave('2025-01-01')),
};
const CONSEQUENCE: Partial<Record<string, 'replace' | 'dismissal-review'>> = {
  'replacement-review': 'replace',
  'dismissal-review': 'dismissal-review',
};

test('every command in every stage is decided as the table of stages says', () => {
  for (const stage of Object.keys(PATHS) as CertificationState['stage'][]) {
    for (const step of STEPS) {
      const consequence = CONSEQUENCE[stage];
      const process = opened(consequence ? missing(consequence) : LF);
      PATHS[stage](process);
      expect(process.state.stage).toBe(stage);
      const rule = certification.commands[step.command];
      const { answer } = process.give({ ...step, by: PEOPLE.system, on: '2027-07-01' });
      if (step.command === 'open') expect(answer).toBe('process.exists');
      else if ('ends' in stages[stage]) expect(answer).toBe('process.closed');
      else if (rule?.stages !== 'open' && !rule?.stages.includes(stage)) expect(answer).toBe('process.wrong-stage');
      else expect(['process.closed', 'process.wrong-stage']).not.toContain(answer);
    }
  }
});

test('a record that cannot be is a defect; without a process there is nothing to decide', () => {
  expect(() => evolve(undefined, { type: 'complied' })).toThrow('before the opening');
  const { state } = opened(HN);
  expect(() => evolve(state, { type: 'other' } as never)).toThrow('unexpected value');
  expect(evolve(state, { type: 'proof-accepted' }).accepted).toEqual([]);
  expect(certification.decide(undefined, { name: 'confirm-proof', body: {} }, {} as Context)).toMatchObject({
    refused: 'object.not-found',
  });
  expect(() => certification.decide(state, { name: 'other' } as never, { policy: HN } as Context)).toThrow('unexpected value');
});

test('random sequences never throw; the state is the fold of its journal', () => {
  const days = fc.integer({ min: 0, max: 1200 }).map((n) => new Date(Date.UTC(2024, 5, 1 + n)).toISOString().slice(0, 10));
  const list = moves({
    'start-preparing': [fc.record({ startedOn: days }), agency],
    'submit-proof': [
      fc.record({
        kind: fc.constantFrom('certificate', 'degree'),
        issuedOn: days,
        provisional: fc.boolean(),
        documents: fc.constant(papers),
      }),
      agency,
    ],
    'confirm-proof': [fc.constant({}), clerk, head],
    'return-proof': [fc.constant({ reason: '不符' }), clerk],
    'record-registration': [fc.record({ registeredOn: days, documents: fc.constant(papers) }), agency],
    'conclude-review': [
      fc.record({ decision: fc.constantFrom('kept', 'moved'), decidedOn: days, reason: fc.constant('经研究') }),
      agencyHead,
    ],
  });
  let accepted = 0;
  const property = fc.property(list, fc.constantFrom(LF, HN, missing('replace')), (one, policy) => {
    accepted += playMoves(opened(policy), one, '2025-06-01');
  });
  fc.assert(property, { numRuns: 100 });
  expect(accepted).toBeGreaterThan(100);
});
