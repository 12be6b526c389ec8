import fc from 'fast-check';
import { availableActions } from '../../../domain/access.ts';
import type { OrganisationId } from '../../../domain/ids.ts';
import type { Context, Lifecycle } from '../../../domain/lifecycle.ts';
import { referral } from '../../../domain/lifecycles/referral.ts';
import { evolve, type ReferralState, stages } from '../../../domain/lifecycles/referral-state.ts';
import { referralSchemas } from '../../../domain/schema/commands/referral.ts';
import { actor, PEOPLE, Play, realPolicy, type Step, smallPolicy } from '../../support/lifecycle.ts';
import { moves, playMoves } from '../../support/random-play.ts';

const sender = actor('station-a', 'worker');
const receiver = actor('station-b', 'worker');
const papers = [{ name: '同意书' }];
const SILENT = smallPolicy({});
const NM = realPolicy('nm');

const parties = { sender: 'station-a' as OrganisationId, receiver: 'station-b' as OrganisationId };
const openStep: Step = {
  command: 'open',
  body: {
    parties,
    receiver: 'station-b',
    caseReference: 'GA-2026-017',
    minor: false,
    condition: '需要专业心理辅导',
    reason: '超出本站服务能力',
  },
  by: sender,
  on: '2026-03-02',
};
const consent = (body: object = {}): Step => ({
  command: 'record-consent',
  body: { consentedOn: '2026-03-03', givenBy: 'client', documents: papers, ...body },
  by: sender,
  on: '2026-03-03',
});
const request = (requestedOn = '2026-03-04', documents = [{ name: '转介申请表' }]): Step => ({
  command: 'request',
  body: { requestedOn, documents },
  by: sender,
  on: '2026-03-04',
});
const accept = (acceptedOn = '2026-03-05'): Step => ({ command: 'accept', body: { acceptedOn }, by: receiver, on: '2026-03-05' });
const transfer = (transferredOn = '2026-03-06'): Step => ({
  command: 'transfer-file',
  body: { transferredOn, method: 'in-person', files: papers },
  by: sender,
  on: '2026-03-06',
});
const confirm = (startedOn = '2026-03-09'): Step => ({ command: 'confirm-service', body: { startedOn }, by: receiver, on: '2026-03-09' });
const feedback = (on = '2026-03-10'): Step => ({ command: 'give-feedback', body: { feedback: '已接案' }, by: receiver, on });
const close = (on = '2026-03-31'): Step => ({ command: 'close', body: { result: '已衔接' }, by: sender, on });
const decline = (on = '2026-03-09', body: object = {}): Step => ({
  command: 'decline',
  body: { declinedOn: on, reason: '人手不足', ...body },
  by: receiver,
  on,
});
const withdraw = (on = '2026-03-09'): Step => ({ command: 'withdraw', body: { reason: '服务对象改变意愿' }, by: sender, on });

const ROAD = [openStep, consent(), request(), accept(), transfer(), confirm(), close()];

function played(policy: typeof NM, ...steps: Step[]): Play<ReferralState> {
  const process = new Play(referral, { policy, schemas: referralSchemas });
  for (const step of steps) process.must(step);
  return process;
}

/** The road up to (and with) the `n`-th step. */
const after = (n: number, policy = SILENT) => played(policy, ...ROAD.slice(0, n));

describe('proposing', () => {
  test('is for the sender alone, and to another than oneself', () => {
    for (const by of [receiver, PEOPLE.clerk]) expect(played(SILENT).give({ ...openStep, by }).answer).toBe('access.forbidden');
    const toItself = played(SILENT).give({ ...openStep, body: { ...openStep.body, receiver: 'station-a' } });
    expect(toItself.refusal).toMatchObject({ refused: 'request.invalid', fields: [{ field: 'receiver' }] });
  });
  test('names no person: the case reference is letters, digits and hyphens; free text stays out of the events', () => {
    expect(played(SILENT).give({ ...openStep, body: { ...openStep.body, caseReference: '张某' } }).answer).toBe('request.invalid');
    const process = after(7);
    expect(process.state.title).toBe('转介 GA-2026-017');
    expect(JSON.stringify(process.journal)).not.toMatch(/心理|能力|同意书|已衔接/);
  });
  test('twice is refused', () => {
    expect(after(1).give(openStep).answer).toBe('process.exists');
  });
});

describe('consent', () => {
  test('comes before the request', () => {
    expect(after(1).give(request()).answer).toBe('process.wrong-stage');
  });
  test('is in writing, by the guardian of a minor, and not dated ahead', () => {
    expect(after(1).give(consent({ documents: [] })).answer).toBe('policy.document-missing');
    expect(after(1).give(consent({ consentedOn: '2026-03-04' })).answer).toBe('policy.date-in-future');
    const minor = () => played(SILENT, { ...openStep, body: { ...openStep.body, minor: true } });
    expect(minor().give(consent()).refusal).toMatchObject({ refused: 'policy.condition-unmet', fields: [{ field: 'givenBy' }] });
    expect(minor().give(consent({ givenBy: 'guardian' })).answer).toBe('accepted');
    expect(after(1).give(consent({ givenBy: 'guardian' })).answer).toBe('accepted');
  });
  test('twice is refused', () => {
    expect(after(2).give(consent()).answer).toBe('process.wrong-stage');
  });
});

describe('each step', () => {
  test('belongs to one side', () => {
    for (const [index, step] of ROAD.slice(1).entries()) {
      const other = step.by === sender ? receiver : sender;
      for (const by of [other, PEOPLE.viewer]) expect(after(index + 1).give({ ...step, by }).answer).toBe('access.forbidden');
    }
  });
  test('lies on or after the one before it', () => {
    expect(after(2).give(request('2026-03-02')).answer).toBe('policy.out-of-order');
    expect(after(3).give(accept('2026-03-03')).answer).toBe('policy.out-of-order');
    expect(after(3).give({ ...accept('2026-03-06'), on: '2026-03-05' }).answer).toBe('policy.date-in-future');
    expect(after(4).give(transfer('2026-03-04')).answer).toBe('policy.out-of-order');
    expect(after(4).give({ ...transfer(), body: { ...transfer().body, files: [] } }).answer).toBe('request.invalid');
    expect(after(5).give(confirm('2026-03-05')).answer).toBe('policy.out-of-order');
    expect(after(3).give(decline('2026-03-09', { declinedOn: '2026-03-03' })).answer).toBe('policy.out-of-order');
  });
  test('goes with the papers of the procedure where a mechanism prescribes one (NM-31)', () => {
    const requested = (policy: typeof NM, body: object) => {
      const process = played(policy, openStep, consent());
      return process.give({ ...request(), body: { requestedOn: '2026-03-04', ...body } });
    };
    for (const body of [{}, { documents: [] }])
      expect(requested(NM, body).refusal).toMatchObject({
        refused: 'policy.document-missing',
        detail: '请按转介机制的申请程序附申请材料（NM-31）',
        fields: [{ field: 'documents' }],
      });
    expect(requested(NM, { documents: [{ name: '转介申请表' }] }).answer).toBe('accepted');
    const steps = [{ code: 'condition', label: '转介发生的条件' }];
    const silent = [SILENT, smallPolicy({ 'referral.mechanism': { kind: 'flow', steps } })];
    for (const policy of silent) expect(requested(policy, {}).answer).toBe('accepted');
    const all = [...steps, { code: 'application', label: '申请程序' }];
    const soft = smallPolicy({ 'referral.mechanism': { kind: 'flow', steps: all, binding: 'optional' } });
    expect(requested(soft, {}).answer).toBe('accepted');
  });
});

describe('continuity', () => {
  test('the sender cannot close before the receiver has confirmed that its service has begun', () => {
    for (const n of [1, 2, 3, 4, 5]) expect(after(n).give(close()).answer).toBe('process.wrong-stage');
    expect(after(6).give(close()).answer).toBe('accepted');
    expect(after(7).state.stage).toBe('closed');
    expect(after(7).give(close()).answer).toBe('process.closed');
  });
  test('once the receiver has accepted, the sender cannot withdraw', () => {
    for (const n of [4, 5, 6]) expect(after(n).give(withdraw()).answer).toBe('process.wrong-stage');
    for (const n of [1, 2, 3]) {
      const process = after(n);
      process.must(withdraw());
      expect(process.state.stage).toBe('withdrawn');
    }
  });
});

describe('declining', () => {
  test('is for the receiver, once there is a request, and not once its service has begun', () => {
    for (const n of [1, 2, 6]) expect(after(n).give(decline()).answer).toBe('process.wrong-stage');
    expect(after(3).give({ ...decline(), by: sender }).answer).toBe('access.forbidden');
    const process = after(3);
    process.must(decline());
    expect(process.state.stage).toBe('declined');
    expect(process.give(decline()).answer).toBe('process.closed');
    expect(after(4).give(decline()).answer).toBe('accepted');
  });
  test('with the file in hand, it gives the file back first', () => {
    expect(after(5).give(decline()).refusal).toMatchObject({ refused: 'policy.condition-unmet', fields: [{ field: 'fileReturnedOn' }] });
    expect(after(5).give(decline('2026-03-09', { fileReturnedOn: '2026-03-05' })).answer).toBe('policy.out-of-order');
    expect(after(5).give(decline('2026-03-09', { fileReturnedOn: '2026-03-09' })).answer).toBe('accepted');
  });
});

describe('feedback', () => {
  test('is owed by the receiver ten working days from the acceptance, where the pack has the rule (NM-31)', () => {
    expect(after(3, NM).duties()).toEqual([]);
    expect(after(4, NM).duty('referral.feedback')).toMatchObject({ owes: 'receiver', ruleId: 'NM-31', due: { due: '2026-03-19' } });
    expect(after(4).duties()).toEqual([]);
    expect(referral.onDue(after(4, NM).state, 'referral.feedback', {} as Context)).toEqual([]);
  });
  test('before the acceptance there is none; the file is not closed without it where it is owed', () => {
    expect(after(3, NM).give(feedback()).answer).toBe('process.wrong-stage');
    expect(after(6, NM).give(close()).refusal).toMatchObject({
      refused: 'policy.condition-unmet',
      detail: expect.stringContaining('NM-31'),
    });
    const process = after(6, NM);
    process.must(feedback());
    expect(process.duty('referral.feedback')?.met).toBe('2026-03-10');
    expect(process.give(close()).answer).toBe('accepted');
  });
  test('twice is refused; late is accepted and marked', () => {
    const process = after(4, NM);
    expect(process.must(feedback('2026-03-19')).events).toMatchObject([{ late: false }]);
    expect(process.give(feedback('2026-03-19')).answer).toBe('process.already-done');
    expect(after(4, NM).must(feedback('2026-03-20')).events).toMatchObject([{ late: true }]);
    expect(after(4).must(feedback('2026-12-31')).events).toMatchObject([{ late: false }]);
  });
  test('is not offered twice, nor a close that is refused', () => {
    const process = after(6, NM);
    const offered = (by: typeof sender) =>
      availableActions(referral as Lifecycle, process.folded, by, process.state.parties, NM).map(({ command }) => command);
    expect([offered(sender), offered(receiver)]).toEqual([[], ['give-feedback']]);
    process.must(feedback());
    expect([offered(sender), offered(receiver)]).toEqual([['close'], []]);
  });
});

test('every command in every stage is decided as the table of stages says', () => {
  const reached: Record<ReferralState['stage'], () => Play<ReferralState>> = {
    proposed: () => after(1),
    consented: () => after(2),
    requested: () => after(3),
    accepted: () => after(4),
    'file-transferred': () => after(5),
    confirmed: () => after(6),
    closed: () => after(7),
    declined: () => played(SILENT, ...ROAD.slice(0, 3), decline()),
    withdrawn: () => played(SILENT, openStep, withdraw()),
  };
  const steps = [...ROAD, feedback(), decline('2026-03-31', { fileReturnedOn: '2026-03-31' }), withdraw()];
  for (const stage of Object.keys(reached) as ReferralState['stage'][]) {
    for (const step of steps) {
      const process = reached[stage]();
      expect(process.state.stage).toBe(stage);
      const { answer } = process.give({ ...step, on: '2026-03-31' });
      const rule = referral.commands[step.command];
      if (step.command === 'open') expect(answer).toBe('process.exists');
      else if ('ends' in stages[stage]) expect(answer).toBe('process.closed');
      else expect(answer).toBe(rule?.stages.includes(stage) ? 'accepted' : 'process.wrong-stage');
    }
  }
});

test('a record that cannot be is a defect; without a process there is nothing to decide', () => {
  expect(() => evolve(undefined, { type: 'referral-closed', on: '2026-03-31' } as never)).toThrow('before the opening');
  expect(() => evolve(after(1).state, { type: 'other' } as never)).toThrow('unexpected value');
  expect(referral.decide(undefined, { name: 'close', body: { result: '无' } }, {} as Context)).toMatchObject({
    refused: 'object.not-found',
  });
  expect(() => referral.decide(after(1).state, { name: 'other' } as never, { policy: SILENT } as Context)).toThrow('unexpected value');
  expect(referral.followUps({ type: 'referral-closed' } as never, after(7).state, {} as Context)).toEqual([]);
});

test('random sequences never throw; the state is the fold of its journal', () => {
  const days = fc.integer({ min: 0, max: 200 }).map((n) => new Date(Date.UTC(2026, 2, 1 + n)).toISOString().slice(0, 10));
  const text = fc.constant('略');
  const list = moves({
    'record-consent': [
      fc.record({ consentedOn: days, givenBy: fc.constantFrom('client', 'guardian'), documents: fc.constant(papers) }),
      sender,
    ],
    request: [fc.record({ requestedOn: days, documents: fc.constant([{ name: '转介申请表' }]) }), sender],
    accept: [fc.record({ acceptedOn: days }), receiver],
    'transfer-file': [fc.record({ transferredOn: days, method: fc.constant('sealed-mail'), files: fc.constant(papers) }), sender],
    'confirm-service': [fc.record({ startedOn: days }), receiver],
    'give-feedback': [fc.record({ feedback: text }), receiver],
    close: [fc.record({ result: text }), sender],
  });
  let accepted = 0;
  const property = fc.property(list, fc.constantFrom(NM, SILENT), (one, policy) => {
    accepted += playMoves(after(1, policy), one, '2026-03-10');
  });
  fc.assert(property, { numRuns: 150 });
  expect(accepted).toBeGreaterThan(100);
});
