import { describe, expect, test } from '@jest/globals';
import type { OrganisationFacts } from '../../../domain/lifecycle.ts';
import { type ProcurementState, procurement } from '../../../domain/lifecycles/procurement.ts';
import { procurementSchemas } from '../../../domain/schema/commands/procurement.ts';
import type { SlotName } from '../../../domain/slots.ts';
import {
  actor,
  checklist,
  organisationFacts,
  PARTIES,
  PEOPLE,
  Play,
  play,
  processId,
  type SmallRule,
  STATIONS,
  type Step,
  smallPolicy,
} from '../../support/lifecycle.ts';

const OPEN: Step = {
  command: 'open',
  on: '2026-01-20',
  body: {
    cycleId: 'road',
    title: '2026年社工站购买服务',
    parties: PARTIES,
    stations: STATIONS,
    planYear: 2026,
    startedOn: '2026-01-20',
    reason: 'first',
  },
};
const FIX_PLAN: Step = {
  command: 'fix-plan',
  on: '2026-01-22',
  by: PEOPLE.clerk,
  body: { fixedOn: '2026-01-22', contents: ['goals'], documents: [] },
};
const PUBLISH: Step = {
  command: 'publish',
  on: '2026-01-23',
  by: PEOPLE.clerk,
  body: { publishedOn: '2026-01-23', items: ['content', 'standards'], documents: [{ name: '采购公告' }] },
};
const CALL: Step = { command: 'call-tenders', on: '2026-01-24', by: PEOPLE.clerk, body: { opensOn: '2026-02-10', documents: [] } };
const OPEN_BIDS: Step = { command: 'open-bids', on: '2026-02-10', by: PEOPLE.clerk, body: { openedOn: '2026-02-10' } };
const AWARD_BODY = {
  contractor: 'agency',
  awardNoticeOn: '2026-02-12',
  amountYuan: 180_000.5,
  conditions: [],
  scope: [],
  ability: [],
  principles: [],
  documents: [],
};
const AWARD: Step = { command: 'award', on: '2026-02-12', by: PEOPLE.clerk, body: AWARD_BODY };
const FAIL: Step = { command: 'fail', on: '2026-02-11', by: PEOPLE.clerk, body: { failedOn: '2026-02-11', reason: '有效投标人不足三家' } };
const CANCEL: Step = { command: 'cancel', on: '2026-02-11', by: PEOPLE.head, body: { reason: '预算调整' } };
const SIGNED: Step = { command: 'record-contract-signed', on: '2026-03-01', body: { contractId: 'c6:contract', signedOn: '2026-03-01' } };
const UNSIGNED: Step = { command: 'record-contract-ended', on: '2026-03-01', body: { contractId: 'c6:contract', endedOn: '2026-03-01' } };

const RULES: Partial<Record<SlotName, SmallRule | SmallRule[]>> = {
  'procurement.plan-contents': checklist('goals'),
  'procurement.published-items': checklist('content', 'standards'),
};

function around(rules = RULES, facts: Partial<OrganisationFacts> = {}) {
  return { policy: smallPolicy(rules), schemas: procurementSchemas, organisations: [organisationFacts('agency', facts)] };
}

/** The road to each stage. */
const TO: Record<string, Step[]> = {
  planned: [OPEN],
  published: [OPEN, FIX_PLAN, PUBLISH],
  open: [OPEN, FIX_PLAN, PUBLISH, CALL],
  evaluating: [OPEN, FIX_PLAN, PUBLISH, CALL, OPEN_BIDS],
  'award-noticed': [OPEN, FIX_PLAN, PUBLISH, CALL, OPEN_BIDS, AWARD],
  contracted: [OPEN, FIX_PLAN, PUBLISH, CALL, OPEN_BIDS, AWARD, SIGNED],
  failed: [OPEN, FIX_PLAN, PUBLISH, FAIL],
  cancelled: [OPEN, CANCEL],
};

function at(stage: string, rules = RULES, facts: Partial<OrganisationFacts> = {}): Play<ProcurementState> {
  return play(procurement, around(rules, facts), TO[stage] ?? []);
}

describe('every stage, every command', () => {
  const steps = [FIX_PLAN, PUBLISH, CALL, OPEN_BIDS, AWARD, FAIL, CANCEL, SIGNED, UNSIGNED];
  const allowed: Record<string, string[]> = {
    planned: ['fix-plan', 'publish', 'cancel'],
    published: ['call-tenders', 'fail', 'cancel'],
    open: ['call-tenders', 'open-bids', 'fail', 'cancel'],
    evaluating: ['award', 'fail', 'cancel'],
    'award-noticed': [],
    contracted: [],
    failed: [],
    cancelled: [],
  };
  for (const stage of Object.keys(procurement.stages)) {
    for (const step of steps) {
      const isRecord = step.command.startsWith('record-');
      const ends = procurement.stages[stage]?.ends === true;
      const yes = isRecord ? !ends : allowed[stage]?.includes(step.command);
      test(`${stage}: ${step.command} is ${yes ? 'allowed' : 'refused'}`, () => {
        const before = at(stage);
        expect(before.state.stage).toBe(stage);
        const { answer } = before.give({ ...step, on: '2026-03-02' });
        const missingPlan = stage === 'planned' && step.command === 'publish';
        if (missingPlan) expect(answer).toBe('policy.document-missing');
        else expect(answer).toBe(yes ? 'accepted' : ends ? 'process.closed' : 'process.wrong-stage');
      });
    }
  }

  test('nothing but the opening is possible before the opening, and that once', () => {
    const none = new Play(procurement, around());
    expect(none.give(PUBLISH).answer).toBe('object.not-found');
    expect(procurement.decide(undefined, { name: 'cancel', body: { reason: '取消' } }, {} as never)).toMatchObject({
      refused: 'object.not-found',
    });
    expect(() => procurement.evolve(undefined, { type: 'procurement-cancelled', reason: '取消' })).toThrow(/before the opening/);
    expect(none.give({ ...OPEN, by: PEOPLE.clerk }).answer).toBe('access.forbidden');
    expect(none.give(OPEN).answer).toBe('accepted');
    expect(none.give(OPEN).answer).toBe('process.exists');
  });
});

describe('publication', () => {
  test('without a purchase plan, with an item missing, in the future or before the start, it is refused', () => {
    const planned = at('planned');
    expect(planned.give(PUBLISH).refusal).toMatchObject({ refused: 'policy.document-missing', detail: expect.stringContaining('TT-01') });
    expect(planned.give({ ...FIX_PLAN, body: { ...FIX_PLAN.body, contents: [] } }).refusal?.detail).toContain('条目goals');
    expect(planned.give({ ...FIX_PLAN, body: { ...FIX_PLAN.body, fixedOn: '2026-01-23' } }).answer).toBe('policy.date-in-future');
    planned.must(FIX_PLAN);
    expect(planned.give({ ...PUBLISH, body: { ...PUBLISH.body, items: ['content'] } }).refusal).toMatchObject({
      refused: 'policy.document-missing',
      detail: 'procurement.published-items缺少：条目standards（TT-02）',
      fields: [{ field: 'items', received: ['content'], allowed: ['content', 'standards'] }],
    });
    expect(planned.give({ ...PUBLISH, body: { ...PUBLISH.body, publishedOn: '2026-01-24' } }).answer).toBe('policy.date-in-future');
    expect(planned.give({ ...PUBLISH, body: { ...PUBLISH.body, publishedOn: '2026-01-19' } }).answer).toBe('policy.out-of-order');
    expect(planned.give({ ...PUBLISH, body: { ...PUBLISH.body, publishedOn: '2026-01-21' } }).answer).toBe('policy.out-of-order');
    expect(planned.give({ ...PUBLISH, by: PEOPLE.agency }).answer).toBe('access.forbidden');
    expect(planned.give({ ...PUBLISH, by: PEOPLE.stranger }).answer).toBe('access.forbidden');
    expect(planned.give({ ...PUBLISH, by: PEOPLE.viewer }).answer).toBe('access.forbidden');
    expect(planned.give(PUBLISH).answer).toBe('accepted');
  });

  test('where the flow begins with an application or a purchase plan, the plan comes first even without a list of its contents', () => {
    const flow = (...codes: string[]): SmallRule => ({ kind: 'flow', steps: codes.map((code) => ({ code, label: `步骤${code}` })) });
    const bare = { ...PUBLISH, body: { ...PUBLISH.body, items: [] } };
    for (const step of ['application', 'purchase-plan']) {
      const planned = at('planned', { 'procurement.flow': flow(step, 'procurement', 'contract') });
      expect(planned.give(bare).refusal).toMatchObject({
        refused: 'policy.document-missing',
        detail: '公开采购信息前须先确定购买方案（TT-01）',
      });
      planned.must({ ...FIX_PLAN, body: { ...FIX_PLAN.body, contents: [] } });
      expect(planned.give(bare).answer).toBe('accepted');
      expect(planned.give(bare).answer).toBe('process.wrong-stage');
    }
    expect(at('planned', { 'procurement.flow': flow('tender', 'public-notice') }).give(bare).answer).toBe('accepted');
    const both = { ...RULES, 'procurement.flow': flow('application') };
    expect(at('planned', both).give(PUBLISH).refusal?.detail).toBe(
      '公开采购信息前须先确定购买方案（TT-01）；公开采购信息前须先确定购买方案（TT-03）',
    );
  });

  test('a pack without these rules asks neither for a plan nor for items', () => {
    const planned = at('planned', {});
    expect(planned.give({ ...PUBLISH, body: { ...PUBLISH.body, items: [] } }).answer).toBe('accepted');
  });
});

describe('opening of bids', () => {
  test('the day may not lie before publication; bids are not opened before the day', () => {
    const published = at('published');
    expect(published.give({ ...CALL, body: { ...CALL.body, opensOn: '2026-01-22' } }).answer).toBe('policy.out-of-order');
    published.must(CALL);
    expect(published.give({ ...OPEN_BIDS, on: '2026-02-09', body: { openedOn: '2026-02-09' } }).answer).toBe('policy.out-of-order');
    expect(published.give({ ...OPEN_BIDS, on: '2026-02-09' }).answer).toBe('policy.date-in-future');
  });

  test('the agreed day is a duty of the organiser; when it passes, evaluation begins', () => {
    const open = at('open');
    expect(open.duty('procurement.opening:2026-02-10')).toMatchObject({
      owes: 'organiser',
      due: { due: '2026-02-10' },
      command: 'open-bids',
    });
    open.fallDue('procurement.opening:2026-02-10', '2026-02-11');
    expect(open.state).toMatchObject({ stage: 'evaluating', openedOn: '2026-02-10' });
    expect(open.duty('procurement.opening:2026-02-10')?.met).toBe('2026-02-10');
  });

  test('a new day is a new duty, and the old one falling due changes nothing', () => {
    const open = at('open');
    open.must({ ...CALL, body: { ...CALL.body, opensOn: '2026-02-20' } });
    expect(open.duties().map(({ key }) => key)).toEqual(['procurement.opening:2026-02-20']);
    open.fallDue('procurement.opening:2026-02-10', '2026-02-11');
    expect(open.state.stage).toBe('open');
    expect(at('planned').fallDue('procurement.opening:2026-02-10', '2026-02-11').events).toEqual([]);
  });
});

describe('award', () => {
  const awarded = (facts: Partial<OrganisationFacts>, body: object = {}, rules: typeof RULES = {}, by = PEOPLE.clerk) =>
    at('evaluating', { ...RULES, ...rules }, facts).give({ ...AWARD, by, body: { ...AWARD_BODY, ...body } });

  test('before publication it is refused, and the second award too', () => {
    expect(at('planned').give(AWARD).refusal).toMatchObject({
      refused: 'process.wrong-stage',
      allowedNow: expect.arrayContaining(['公开采购信息']),
    });
    expect(at('award-noticed').give(AWARD).answer).toBe('process.wrong-stage');
  });

  test('an unknown contractor, a notice in the future or before the bids were opened is refused', () => {
    expect(awarded({}, { contractor: 'nobody' }).answer).toBe('object.not-found');
    expect(awarded({}, { awardNoticeOn: '2026-02-13' }).answer).toBe('policy.date-in-future');
    expect(awarded({}, { awardNoticeOn: '2026-02-09' }).answer).toBe('policy.out-of-order');
  });

  test('bad money and bad text are refused by the schema', () => {
    expect(awarded({}, { amountYuan: -1 }).answer).toBe('request.invalid');
    expect(awarded({}, { amountYuan: 1.005 }).answer).toBe('request.invalid');
    expect(awarded({}, { documents: [{ name: 'a\u0000b' }] }).answer).toBe('request.invalid');
  });

  test('registration with civil affairs and the business scope are facts, not ticks', () => {
    const rules = { 'contractor.kind': checklist('registered-with-civil-affairs'), 'contractor.scope': checklist('social-work-in-scope') };
    const ticks = { conditions: ['registered-with-civil-affairs'], scope: ['social-work-in-scope'] };
    expect(awarded({ registeredWithCivilAffairs: false }, ticks, rules).answer).toBe('policy.condition-unmet');
    expect(awarded({ scopeIncludesSocialWork: false }, ticks, rules).refusal?.fields).toMatchObject([{ field: 'scope' }]);
    expect(awarded({}, {}, rules).answer).toBe('accepted');
  });

  test('one of several kinds is enough; a kind that registration does not show must be confirmed, and confirmation does not change the kind', () => {
    const kinds: SmallRule = {
      ...checklist(
        'registered-social-organisation',
        'exempted-social-organisation',
        'public-institution-class-two',
        'public-institution-productive',
        'enterprise-or-agency',
        'co-operative',
      ),
      atLeast: 1,
    };
    const rules = { 'contractor.kind': kinds };
    expect(awarded({ registeredWithCivilAffairs: false }, {}, rules).answer).toBe('policy.condition-unmet');
    expect(awarded({ registeredWithCivilAffairs: false }, { conditions: ['exempted-social-organisation'] }, rules).answer).toBe('accepted');
    expect(awarded({ kind: 'other' }, { conditions: ['exempted-social-organisation'] }, rules).answer).toBe('policy.condition-unmet');
    expect(awarded({ kind: 'public-institution' }, {}, rules).answer).toBe('policy.condition-unmet');
    expect(awarded({ kind: 'public-institution' }, { conditions: ['public-institution-class-two'] }, rules).answer).toBe('accepted');
    expect(awarded({ kind: 'enterprise' }, {}, rules).answer).toBe('accepted');
    expect(awarded({ kind: 'other' }, { conditions: ['co-operative'] }, rules).answer).toBe('accepted');
  });

  test('a contractor from outside needs its rating and the word that there is no local one', () => {
    const rules: typeof RULES = { 'contractor.outside': { kind: 'threshold', operator: '>=', value: 3, unit: 'grade' } };
    const none = { noLocalContractor: true };
    expect(awarded({ local: false, rating: 2 }, none, rules).refusal?.detail).toContain('应不低于3级，现为2级');
    expect(awarded({ local: false, rating: 3 }, {}, rules).answer).toBe('policy.condition-unmet');
    expect(awarded({ local: false, rating: 3 }, none, rules).answer).toBe('accepted');
    expect(awarded({ local: true, rating: 0 }, {}, rules).answer).toBe('accepted');
    expect(awarded({ local: false, rating: 0 }).answer).toBe('accepted');
  });

  test('violations exclude; ability and principles are confirmed; what binds in principle yields to the head with a reason', () => {
    expect(awarded({ violationRecord: true }, {}, { 'contractor.no-violation': { kind: 'prohibition', acts: [] } }).answer).toBe(
      'policy.condition-unmet',
    );
    expect(awarded({}, {}, { 'contractor.ability': checklist('team') }).answer).toBe('policy.document-missing');
    expect(awarded({}, { ability: ['team'] }, { 'contractor.ability': checklist('team') }).answer).toBe('accepted');
    const principles = { 'procurement.award-rule': [checklist('fair'), checklist('merit')] };
    expect(awarded({}, { principles: ['fair'] }, principles).refusal?.detail).toContain('条目merit');
    expect(awarded({}, { principles: ['fair', 'merit'] }, principles).answer).toBe('accepted');
    const soft: typeof RULES = { 'contractor.ability': { ...checklist('team'), binding: 'in-principle' } };
    const override = { override: { reason: '该机构已承诺三个月内组建团队' } };
    expect(awarded({}, {}, soft).answer).toBe('policy.override-needed');
    expect(awarded({}, override, soft).refusal).toMatchObject({ refused: 'policy.override-needed', whoMay: ['负责人'] });
    expect(awarded({}, override, soft, PEOPLE.head).events).toMatchObject([{ type: 'contractor-chosen', departures: ['TT-03'] }]);
    expect(awarded({}, {}, { 'contractor.ability': { ...checklist('team'), binding: 'target' } }).answer).toBe('accepted');
  });

  test('a banned way of deciding is refused until the organiser says of each that it was not gone', () => {
    const acts = [
      { code: 'lowest-price-only', label: '仅以价低者得' },
      { code: 'by-lot', label: '抽签' },
    ];
    const rules: typeof RULES = { 'procurement.award-ban': { kind: 'prohibition', acts } };
    expect(awarded({}, {}, rules).refusal).toMatchObject({ refused: 'policy.condition-unmet', fields: [{ field: 'avoided' }] });
    expect(awarded({}, { avoided: ['by-lot'] }, rules).refusal?.detail).toBe('procurement.award-ban：须核实没有仅以价低者得（TT-03）');
    expect(awarded({}, { avoided: ['by-lot', 'lowest-price-only'] }, rules).answer).toBe('accepted');
  });

  test('an earlier project that passed is asked for in principle: without one the head departs from it with a reason', () => {
    const past: SmallRule = { kind: 'threshold', operator: '>=', value: 1, unit: 'grade', binding: 'in-principle' };
    const rules: typeof RULES = { 'contractor.past-result': past };
    const override = { override: { reason: '本地新成立的机构，团队有项目经验' } };
    expect(awarded({}, {}, rules).answer).toBe('policy.override-needed');
    expect(awarded({}, { pastResult: 0 }, rules).refusal?.detail).toContain('应不低于1级，现为0级');
    expect(awarded({}, { pastResult: 0, ...override }, rules).answer).toBe('policy.override-needed');
    expect(awarded({}, { pastResult: 0, ...override }, rules, PEOPLE.head).events).toMatchObject([{ departures: ['TT-03'] }]);
    expect(awarded({}, { pastResult: 1 }, rules).answer).toBe('accepted');
    expect(awarded({}, { pastResult: 1 }, { 'contractor.past-result': { ...past, binding: 'mandatory' } }).answer).toBe('accepted');
  });

  test('what gives priority excludes nobody; registration shows it, a tick does not outweigh it, the rest is confirmed (Q-66)', () => {
    const priority: SmallRule = { ...checklist('rated-3a-or-above', 'party-organisation', 'local-team'), binding: 'optional' };
    const shown = (facts: Partial<OrganisationFacts>, ticks: string[] = []) =>
      awarded(facts, { priority: ticks }, { 'contractor.priority': priority }).events;
    expect(shown({ rating: 2, hasPartyOrganisation: false }, ['rated-3a-or-above'])).toMatchObject([{ priority: [] }]);
    expect(shown({ rating: 3 }, ['local-team'])).toMatchObject([{ priority: ['rated-3a-or-above', 'party-organisation', 'local-team'] }]);
    expect(awarded({}).events).toMatchObject([{ priority: [] }]);
  });

  test('the award opens a contract and tells the road; the winner becomes a party', () => {
    const evaluating = at('evaluating', RULES, {});
    const { followUps } = evaluating.must(AWARD);
    expect(followUps.map(({ kind, command, processId: to }) => `${kind} ${to} ${command}`)).toEqual([
      'purchase-cycle road record-award',
      'contract c6:contract open',
    ]);
    expect(followUps[0]?.body).toMatchObject({
      procurementId: 'this',
      contractor: 'agency',
      awardNoticeOn: '2026-02-12',
      amountYuan: 180_000.5,
    });
    expect(followUps[1]?.body).toMatchObject({ yearOfCycle: 1, cycleStartsOn: null, renewalOf: null, parties: { contractor: 'agency' } });
    expect(evaluating.state.parties.contractor).toBe('agency');
  });

  test('where the province organises, the county may not award', () => {
    const parties = { ...PARTIES, organiser: 'province' };
    const steps = TO.evaluating?.map((step) => ({
      ...step,
      ...(step.by && { by: PEOPLE.province }),
      body: { ...step.body, ...(step === OPEN && { parties }) },
    }));
    const evaluating = play(procurement, around(), steps ?? []);
    expect(evaluating.give(AWARD).refusal).toMatchObject({ refused: 'access.forbidden', whoMay: ['采购组织方经办人、负责人'] });
    expect(evaluating.give({ ...AWARD, by: PEOPLE.province }).answer).toBe('accepted');
    expect(
      play(procurement, around(), [{ ...OPEN, body: { ...OPEN.body, parties } }]).give({ ...CANCEL, by: actor('province', 'head') }).answer,
    ).toBe('accepted');
  });
});

describe('the end', () => {
  test('failing and cancelling tell the road; a failure is not dated into the future', () => {
    expect(at('open').give({ ...FAIL, on: '2026-02-10' }).answer).toBe('policy.date-in-future');
    expect(at('open').must(FAIL).followUps).toEqual([
      {
        kind: 'purchase-cycle',
        processId: processId('road'),
        command: 'record-procurement-failed',
        body: { procurementId: 'this', outcome: 'failed' },
      },
    ]);
    expect(at('open').must(CANCEL).followUps[0]?.body).toMatchObject({ outcome: 'cancelled' });
    expect(at('open').give({ ...CANCEL, by: PEOPLE.clerk }).answer).toBe('access.forbidden');
  });

  test('a contract that is signed ends it; one that is given up makes it fail; messages about other contracts do nothing', () => {
    const noticed = at('award-noticed');
    expect(noticed.must({ ...SIGNED, body: { ...SIGNED.body, contractId: 'other' } }).events).toEqual([]);
    expect(noticed.must({ ...UNSIGNED, body: { ...UNSIGNED.body, contractId: 'other' } }).events).toEqual([]);
    expect(noticed.must(SIGNED).followUps).toEqual([]);
    expect(noticed.state.stage).toBe('contracted');
    const given = at('award-noticed');
    expect(given.must(UNSIGNED).followUps).toMatchObject([{ command: 'record-procurement-failed', body: { outcome: 'failed' } }]);
    expect(given.state.stage).toBe('failed');
  });

  test('fixed steps of a roll-out are duties where the pack dates them', () => {
    const when = { by: '2026-02-28' } as never;
    const rules: typeof RULES = {
      'procurement.complete': { kind: 'deadline', owes: 'organiser', when },
      'procurement.publish': { kind: 'deadline', owes: 'organiser', when },
      'procurement.plan-ready': { kind: 'deadline', owes: 'organiser', when },
    };
    const keys = ['procurement.plan-ready', 'procurement.publish', 'procurement.complete'];
    const played = play(procurement, around(rules), TO['award-noticed'] ?? []);
    expect(keys.map((key) => played.duty(key)?.met)).toEqual(['2026-01-22', '2026-01-23', '2026-02-12']);
    expect(keys.map((key) => at('planned', rules).duty(key)?.due?.due)).toEqual(['2026-02-28', '2026-02-28', '2026-02-28']);
    expect(at('award-noticed').refold()).toEqual(at('award-noticed').folded);
  });
});
