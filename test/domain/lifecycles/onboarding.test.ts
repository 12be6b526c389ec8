import { describe, expect, test } from '@jest/globals';
import type { WorkerFacts } from '../../../domain/lifecycle.ts';
import { onboarding } from '../../../domain/lifecycles/onboarding.ts';
import { actor, checklist, PARTIES, PEOPLE, Play, play, processId, type SmallRule, workerFacts } from '../../support/lifecycle.ts';
import {
  ACCEPT,
  ADOPT,
  around,
  at,
  CLOSE,
  EQUIP,
  HANG,
  LEFT,
  OPEN,
  opened,
  PLACE,
  RULES,
  type Rules,
  SITE,
  STAGES,
  TASKS,
  TRAIN,
  WORK,
} from './onboarding-steps.ts';

describe('every stage, every command', () => {
  const all = [SITE, EQUIP, PLACE('w3'), LEFT('w1', '2026-04-01'), TRAIN, ADOPT, HANG, ACCEPT, WORK('needs-survey'), CLOSE];
  const done: Record<string, string> = {
    equipping: 'choose-site',
    staffing: 'equip',
    'adopting-systems': 'train-workers',
    'hanging-signage': 'adopt-systems',
  };
  for (const stage of Object.keys(onboarding.stages)) {
    for (const step of all) {
      test(`${stage}: ${step.command}`, () => {
        const played = at(stage);
        expect(played.state.stage).toBe(stage);
        const order = STAGES.indexOf(stage);
        const task = TASKS.findIndex(({ command }) => command === step.command);
        const { answer } = played.give({ ...step, on: '2027-03-05' });
        if (stage === 'closed') expect(answer).toBe('process.closed');
        else if (step.command === 'place-worker' || step.command.startsWith('record-')) expect(answer).toBe('accepted');
        else if (step.command === 'worker-left') expect(answer).toBe(order >= 0 && order < 3 ? 'policy.condition-unmet' : 'accepted');
        else if (step.command === 'do-first-work') expect(answer).toBe(stage === 'first-work' ? 'accepted' : 'process.wrong-stage');
        else if (order < 0) expect(answer).toBe('process.wrong-stage');
        else if (step.command === 'accept') expect(answer).toBe(stage === 'accepting' ? 'accepted' : 'policy.document-missing');
        else expect(answer).toBe(task < order ? 'process.already-done' : 'accepted');
        expect(done[stage] === step.command && answer !== 'process.already-done').toBe(false);
        expect(played.refold()).toEqual(played.folded);
      });
    }
  }

  test('only the signature of a contract opens a set-up', () => {
    const none = new Play(onboarding, around());
    expect(none.give({ ...OPEN, by: PEOPLE.clerk }).answer).toBe('access.forbidden');
    expect(none.give(SITE).answer).toBe('object.not-found');
    expect(onboarding.decide(undefined, { name: 'accept', body: ACCEPT.body as never }, {} as never)).toMatchObject({
      refused: 'object.not-found',
    });
    expect(() => onboarding.evolve(undefined, { type: 'vacancy-became-breach', since: '2026-03-01' as never })).toThrow(
      /before the opening/,
    );
  });
});

describe('site, equipment, systems, signage', () => {
  test('what is missing is named; the office needs its twelve square metres', () => {
    const set = opened();
    expect(set.give({ ...SITE, by: PEOPLE.agency }).answer).toBe('access.forbidden');
    expect(set.give({ ...SITE, body: { ...SITE.body, hosts: [] } }).refusal?.detail).toContain('至少具备1项');
    expect(set.give({ ...SITE, body: { ...SITE.body, hosts: ['bathhouse'] } }).answer).toBe('request.invalid');
    expect(set.give({ ...SITE, body: { ...SITE.body, chosenOn: '2026-03-03' } }).answer).toBe('policy.date-in-future');
    expect(set.give({ ...EQUIP, body: { ...EQUIP.body, equipment: ['computer'] } }).refusal?.detail).toContain('条目printer');
    expect(set.give({ ...EQUIP, body: { ...EQUIP.body, rooms: [] } }).refusal?.detail).toContain('条目activity-space');
    expect(set.give({ ...EQUIP, body: { ...EQUIP.body, equippedOn: '2026-03-06' } }).answer).toBe('policy.date-in-future');
    expect(set.give({ ...EQUIP, body: { ...EQUIP.body, officeSquareMetres: 11.99 } }).answer).toBe('policy.override-needed');
    const override = { reason: '旧址面积受限，已另配活动用房' };
    const head = actor('town-a', 'head');
    expect(set.give({ ...EQUIP, by: head, body: { ...EQUIP.body, officeSquareMetres: 11.99, override } }).events).toMatchObject([
      { departures: ['TT-06'] },
    ]);
    expect(set.give({ ...TRAIN, body: { ...TRAIN.body, items: [] } }).answer).toBe('policy.document-missing');
    expect(set.give({ ...TRAIN, body: { ...TRAIN.body, trainedOn: '2026-02-26' } }).answer).toBe('policy.out-of-order');
    expect(set.give({ ...ADOPT, body: { ...ADOPT.body, systems: ['finance'] } }).refusal?.detail).toContain('条目archive');
    expect(set.give({ ...ADOPT, body: { ...ADOPT.body, systems: ['finance', 'archive', 'else'] } }).answer).toBe('request.invalid');
    expect(set.give({ ...ADOPT, body: { ...ADOPT.body, commitments: [] } }).answer).toBe('policy.document-missing');
    expect(set.give({ ...HANG, body: { ...HANG.body, signage: [] } }).answer).toBe('policy.document-missing');
  });

  test('the order of the tasks is free, and acceptance waits for all of them', () => {
    const set = opened();
    for (const step of [HANG, ADOPT, TRAIN, EQUIP]) set.must(step);
    expect(set.state.stage).toBe('choosing-site');
    expect(set.give(ACCEPT).refusal?.detail).toBe('尚未完成：确定站址、社工到岗，不能验收');
    for (const step of [SITE, PLACE('w1'), PLACE('w2')]) set.must(step);
    expect(set.state.stage).toBe('accepting');
    expect(set.duty('onboarding.complete')).toMatchObject({ met: '2026-03-13', due: { due: '2026-03-27' } });
    expect(set.give({ ...ACCEPT, by: PEOPLE.agency }).answer).toBe('access.forbidden');
    expect(set.give({ ...ACCEPT, body: { ...ACCEPT.body, acceptedOn: '2026-03-12' } }).answer).toBe('policy.out-of-order');
    expect(set.must(ACCEPT).followUps).toEqual([
      {
        kind: 'contract',
        processId: processId('contract-1'),
        command: 'record-onboarding-accepted',
        body: { station: 'station-a', acceptedOn: '2026-03-20' },
      },
    ]);
    expect(set.give(ACCEPT).answer).toBe('process.wrong-stage');
  });

  test('a pack that asks for workers only knows no other task; its set-up goes from placing to acceptance to running', () => {
    const silent: Rules = {
      'onboarding.staffed': {
        kind: 'deadline',
        owes: 'contractor',
        when: { after: 'agreement-effective', term: { count: 15, unit: 'working-day' } },
      },
    };
    const set = opened(silent);
    expect(set.state).toMatchObject({ stage: 'staffing', minimumStaff: 1, asked: ['staff'] });
    expect(set.duty('onboarding.staffed')).toMatchObject({ trigger: { event: 'agreement-effective', date: '2026-03-01' } });
    for (const step of [SITE, EQUIP, TRAIN, ADOPT, HANG]) expect(set.give(step).answer).toBe('policy.no-rule');
    set.must(PLACE('w1'));
    set.must(ACCEPT);
    expect(set.state.stage).toBe('operating');
    expect(opened({}).state).toMatchObject({ stage: 'accepting', minimumStaff: 0 });
    const late = play(onboarding, around(silent), [{ ...OPEN, body: { ...OPEN.body, effectiveOn: '2026-02-20' } }]);
    expect(late.duty('onboarding.staffed')?.trigger?.date).toBe('2026-02-27');
  });

  test('late set-up is accepted, and the duties show by how much', () => {
    const set = opened();
    for (const step of [
      SITE,
      EQUIP,
      PLACE('w1'),
      PLACE('w2', '2026-03-20'),
      TRAIN,
      ADOPT,
      { ...HANG, on: '2026-04-01', body: { ...HANG.body, hungOn: '2026-04-01' } },
    ])
      set.must(step);
    expect(set.duty('onboarding.staffed')).toMatchObject({ met: '2026-03-20', due: { due: '2026-03-19' } });
    expect(set.duty('onboarding.complete')).toMatchObject({ met: '2026-04-01', due: { due: '2026-03-27' } });
  });

  test('the acceptance list of the pack is a gate of its own', () => {
    const set = opened({ 'onboarding.acceptance': checklist('venue', 'staff') });
    expect(set.give({ ...ACCEPT, body: { ...ACCEPT.body, items: ['venue'] } }).refusal?.detail).toContain('条目staff');
    expect(set.give({ ...ACCEPT, body: { ...ACCEPT.body, items: ['venue', 'staff'] } }).answer).toBe('accepted');
  });
});

describe('workers', () => {
  const placed = (facts: Partial<WorkerFacts>, rules: Rules, body: object = {}, by = PEOPLE.agency) => {
    const step = PLACE('w1');
    return opened(rules, [workerFacts('w1', facts)]).give({ ...step, by, body: { ...step.body, ...body } });
  };

  test('unknown, twice, before the contract or in the future they are refused', () => {
    const set = opened();
    expect(set.give(PLACE('nobody')).answer).toBe('object.not-found');
    expect(set.give({ ...PLACE('w1'), by: PEOPLE.clerk }).answer).toBe('access.forbidden');
    expect(set.give(PLACE('w1', '2026-02-26')).answer).toBe('policy.out-of-order');
    expect(set.give({ ...PLACE('w1'), on: '2026-03-08' }).answer).toBe('policy.date-in-future');
    set.must(PLACE('w1'));
    expect(set.give(PLACE('w1')).answer).toBe('process.already-done');
  });

  test('age is that on the day of the labour contract, the limit included; neither age nor degree is ever said', () => {
    const rules: Rules = {
      'staff.age': { kind: 'threshold', operator: '<=', value: 45, unit: 'year', binding: 'in-principle' },
      'staff.education': { kind: 'threshold', operator: '>=', value: 2, unit: 'grade' },
    };
    const birthDate = '1980-03-02' as never;
    expect(placed({ birthDate, labourContractOn: '2026-03-01' as never }, rules).answer).toBe('accepted');
    expect(placed({ birthDate, labourContractOn: '2026-03-02' as never }, rules).refusal).toMatchObject({
      refused: 'policy.override-needed',
      detail: '该人员不符合年龄要求（TT-01）',
      whoMay: ['负责人'],
    });
    expect(placed({ birthDate: '1980-03-09' as never, labourContractOn: null }, rules).answer).toBe('policy.override-needed');
    const override = { reason: '当地人才短缺，岗位急需' };
    expect(placed({ birthDate }, rules, { override }, PEOPLE.agencyHead).answer).toBe('accepted');
    expect(placed({ education: 1 }, rules, { override }, PEOPLE.agencyHead).refusal).toMatchObject({
      refused: 'policy.condition-unmet',
      detail: '该人员不符合学历要求（TT-02）',
    });
  });

  test('the employer and the labour contract are facts; what no fact shows is ticked', () => {
    const rules: Rules = {
      'staff.employment': checklist('labour-contract', 'insurance'),
      'staff.counted': { ...checklist('contractor-employee', 'town-staff'), atLeast: 1 },
    };
    const insurance = { employment: ['insurance'] };
    expect(placed({}, rules).answer).toBe('policy.document-missing');
    expect(placed({}, rules, insurance).answer).toBe('accepted');
    expect(placed({ labourContractOn: null }, rules, { employment: ['labour-contract', 'insurance'] }).answer).toBe(
      'policy.document-missing',
    );
    expect(placed({ labourContractOn: '2026-03-10' as never }, rules, insurance).answer).toBe('policy.document-missing');
    expect(placed({ employerId: null }, rules, insurance).answer).toBe('policy.condition-unmet');
    expect(placed({ employerId: 'other' as never }, rules, { ...insurance, counted: ['contractor-employee'] }).answer).toBe(
      'policy.condition-unmet',
    );
    expect(placed({ employerId: 'town-a' as never }, rules, { ...insurance, counted: ['town-staff'] }).answer).toBe('accepted');
  });

  test('a manager needs the qualification at once; a worker without it has a certification opened', () => {
    const rules: Rules = {
      'staff.manager-qualification': checklist('qualification'),
      'certificate.obtain': { kind: 'deadline', owes: 'contractor', when: { after: 'project-starts', term: { count: 2, unit: 'year' } } },
      'certificate.counts': { ...checklist('degree', 'certificate', 'training-hours'), atLeast: 1 },
    };
    expect(placed({}, rules, { post: 'manager' }).refusal?.detail).toContain('项目主管应具备专业资质');
    expect(placed({ socialWorkDegree: true }, rules, { post: 'manager' }).answer).toBe('accepted');
    expect(placed({ socialWorkDegree: true }, rules).followUps).toEqual([]);
    expect(placed({ certificateOn: '2020-05-01' as never }, rules).followUps).toEqual([]);
    expect(placed({ certificationId: processId('running') }, rules).followUps).toEqual([]);
    expect(placed({ firstDayInPost: '2025-09-01' as never }, rules).followUps).toEqual([
      {
        kind: 'certification',
        processId: 'c2:certification',
        command: 'open',
        body: { cycleId: 'road', parties: PARTIES, workerId: 'w1', projectStartsOn: '2026-03-01', firstDayInPost: '2025-09-01' },
      },
    ]);
    expect(placed({}, rules).followUps[0]?.body).toMatchObject({ firstDayInPost: '2026-03-09' });
    const { 'certificate.counts': _, ...plain } = rules;
    expect(placed({ socialWorkDegree: true }, plain).followUps).toHaveLength(1);
    expect(placed({ certificateOn: '2020-05-01' as never }, plain).followUps).toEqual([]);
    const register: Rules = { ...plain, 'certificate.register': { kind: 'deadline', owes: 'station' } };
    expect(placed({ certificateOn: '2020-05-01' as never }, register).followUps).toHaveLength(1);
    expect(placed({}, {}).followUps).toEqual([]);
  });

  test('with too few of them the station is accepted only where the rule binds in principle, and never with none', () => {
    const soft: Rules = { 'staff.minimum': { kind: 'threshold', operator: '>=', value: 2, unit: 'person', binding: 'in-principle' } };
    const accept = { ...ACCEPT, by: PEOPLE.head, body: { ...ACCEPT.body, override: { reason: '第二名社工下月到岗' } } };
    const set = opened(soft);
    expect(set.give(accept).answer).toBe('policy.document-missing');
    set.must(PLACE('w1'));
    expect(set.give(ACCEPT).answer).toBe('policy.override-needed');
    set.must(accept);
    expect(set.state).toMatchObject({ minimumStaff: 1, doneOn: { staff: '2026-03-20' }, stage: 'operating' });
    const strict = opened({ 'staff.minimum': { kind: 'threshold', operator: '>=', value: 2, unit: 'person' } });
    strict.must(PLACE('w1'));
    expect(strict.give(accept).refusal?.detail).toContain('应不低于2人，现为1人');
  });
});

describe('afterwards', () => {
  test('survey, plan and service come in this order, each once', () => {
    const set = at('first-work');
    expect(set.give(WORK('service-plan')).refusal).toMatchObject({
      refused: 'policy.out-of-order',
      detail: '须按顺序完成：步骤needs-survey、步骤service-plan、步骤service',
    });
    expect(set.give(WORK('needs-survey', '2026-03-19')).answer).toBe('policy.out-of-order');
    set.must(WORK('needs-survey'));
    expect(set.give(WORK('needs-survey')).refusal?.detail).toBe('该步骤已经登记');
    expect(set.give(WORK('service-plan', '2026-03-31')).answer).toBe('policy.out-of-order');
    set.must(WORK('service-plan'));
    set.must(WORK('service'));
    expect(set.state.stage).toBe('operating');
  });

  test('who leaves opens a vacancy of thirty days; who comes fills it; what outlasts it is a breach', () => {
    const set = at('operating');
    expect(set.give(LEFT('w3', '2026-05-06')).answer).toBe('policy.condition-unmet');
    expect(set.give(LEFT('w1', '2026-03-08')).answer).toBe('policy.out-of-order');
    set.must(PLACE('w3', '2026-05-01'));
    set.must(LEFT('w1', '2026-05-06'));
    expect(set.state.vacancies).toEqual([]);
    set.must(LEFT('w2', '2026-05-07'));
    expect(set.duty('staff.vacancy:1')).toMatchObject({ due: { strict: '2026-06-06', due: '2026-06-08' }, command: 'place-worker' });
    set.must(LEFT('w3', '2026-05-08'));
    expect(set.state.vacancies).toHaveLength(1);
    expect(set.fallDue('staff.vacancy:1', '2026-06-09').events).toEqual([{ type: 'vacancy-became-breach', since: '2026-05-07' }]);
    set.must(PLACE('w1', '2026-06-10'));
    set.must(PLACE('w2', '2026-06-10'));
    expect(set.duty('staff.vacancy:1')).toMatchObject({ met: '2026-06-10', due: { due: '2026-06-08' } });
    set.must(LEFT('w1', '2026-07-01'));
    expect(set.state.vacancies).toMatchObject([{ breach: true }, { since: '2026-07-01', breach: false }]);
    set.must(PLACE('w3', '2026-07-02'));
    expect(set.fallDue('staff.vacancy:2', '2026-08-01').events).toEqual([]);
    expect(set.fallDue('onboarding.complete', '2026-08-01').events).toEqual([]);
    set.must(LEFT('w3', '2026-09-01'));
    set.fallDue('staff.vacancy:3', '2026-10-09');
    expect(set.state.vacancies.map(({ breach }) => breach)).toEqual([true, false, true]);
    const { ifMissed: _, ...flagged } = RULES['staff.vacancy'] as { ifMissed: string };
    const mild = play(onboarding, around({ ...RULES, 'staff.vacancy': flagged as SmallRule }), [OPEN, ...TASKS, LEFT('w1', '2026-04-01')]);
    expect(mild.fallDue('staff.vacancy:1', '2026-05-06').events).toEqual([]);
  });

  test('the end of the contract closes the station', () => {
    const set = at('operating');
    set.must(CLOSE);
    expect(set.state.stage).toBe('closed');
    expect(JSON.parse(JSON.stringify(set.folded))).toEqual(set.folded);
  });
});
