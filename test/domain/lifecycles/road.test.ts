import { describe, expect, test } from '@jest/globals';
import type { OrganisationFacts } from '../../../domain/lifecycle.ts';
import type { SlotName } from '../../../domain/slots.ts';
import { actor, organisationFacts, PARTIES, PEOPLE, realPolicy, STATIONS, workerFacts } from '../../support/lifecycle.ts';
import { World } from '../../support/world.ts';

/* One purchase cycle over the real packs, all processes together: what each asks of the others must be understood and accepted. */

const WORKERS = ['w1', 'w2', 'w3', 'w4'];
const DOCUMENTS = [{ name: '材料' }];

/** A road in one pack, with the people who act on it. */
class Road {
  readonly world: World;
  readonly organiser: ReturnType<typeof actor>;
  private readonly parties: object;

  constructor(packId: string, organiser: 'county' | 'province' = 'county', facts: Partial<OrganisationFacts> = {}) {
    this.organiser = actor(organiser, 'head');
    const { contractor: _contractor, station: _station, town: _town, ...parties } = { ...PARTIES, organiser };
    this.parties = parties;
    const organisations = [organisationFacts('agency', facts), organisationFacts('third-party', { kind: 'enterprise' })];
    this.world = new World(realPolicy(packId), { organisations, workers: WORKERS.map((id) => workerFacts(id)) });
  }

  /** Every item of the checklists in a slot. */
  all(slot: SlotName): string[] {
    return this.world.policy.rules(slot).flatMap((rule) => (rule.kind === 'checklist' ? rule.items.map(({ code }) => code) : []));
  }

  stage(kind: Parameters<World['of']>[0], index = -1): string | undefined {
    return this.world.of(kind).at(index)?.play.state.stage;
  }

  id(kind: Parameters<World['of']>[0], index = -1): string {
    return this.world.of(kind).at(index)?.id ?? '';
  }

  plan(): void {
    const { world } = this;
    const stations = STATIONS.map(({ station }) => station);
    const opening = { title: '2026年社工站购买服务', planYear: 2026, stations: STATIONS, parties: this.parties, amountBudgetYuan: 200_000 };
    world.must('purchase-cycle', 'road', { command: 'open', on: '2026-01-05', by: PEOPLE.clerk, body: opening });
    const lists = { contents: this.all('plan.contents'), programme: this.all('plan.programme'), stationPlans: stations };
    const plan = { preparedOn: '2026-01-15', ...lists, documents: DOCUMENTS };
    world.must('purchase-cycle', 'road', { command: 'prepare-plan', on: '2026-01-15', by: PEOPLE.clerk, body: plan });
    world.must('purchase-cycle', 'road', {
      command: 'approve-plan',
      on: '2026-01-16',
      by: PEOPLE.head,
      body: { approvedOn: '2026-01-16' },
    });
    world.must('purchase-cycle', 'road', { command: 'file-plan', on: '2026-01-20', by: PEOPLE.city, body: { filedOn: '2026-01-20' } });
    world.must('purchase-cycle', 'road', {
      command: 'start-procurement',
      on: '2026-01-21',
      by: PEOPLE.clerk,
      body: { startedOn: '2026-01-21' },
    });
  }

  /** From the purchase plan to the award notice of 2026-02-12, a year later in a later cycle. */
  procure(year = 2026): void {
    const { world, organiser: by } = this;
    const id = this.id('procurement');
    const on = (day: string) => `${year}-${day}`;
    const fixed = { fixedOn: on('01-22'), contents: this.all('procurement.plan-contents'), documents: DOCUMENTS };
    world.must('procurement', id, { command: 'fix-plan', on: on('01-22'), by, body: fixed });
    const published = { publishedOn: on('01-23'), items: this.all('procurement.published-items'), documents: DOCUMENTS };
    world.must('procurement', id, { command: 'publish', on: on('01-23'), by, body: published });
    world.must('procurement', id, { command: 'call-tenders', on: on('01-23'), by, body: { opensOn: on('02-10'), documents: [] } });
    world.until(on('02-12'));
    world.must('procurement', id, { command: 'award', on: on('02-12'), by, body: this.award(on('02-12')) });
  }

  award(awardNoticeOn: string): object {
    const claims = {
      conditions: this.all('contractor.kind'),
      scope: this.all('contractor.scope'),
      ability: this.all('contractor.ability'),
    };
    return {
      contractor: 'agency',
      awardNoticeOn,
      amountYuan: 180_000,
      ...claims,
      principles: this.all('procurement.award-rule'),
      documents: [],
    };
  }

  sign(signedOn: string, effectiveOn: string, endsOn: string): void {
    const clauses = { clauses: this.all('contract.clauses'), forceMajeure: this.all('contract.force-majeure-clause') };
    const body = { signedOn, effectiveOn, endsOn, ...clauses, documents: DOCUMENTS };
    this.world.must('contract', this.id('contract'), { command: 'sign', on: signedOn, by: PEOPLE.clerk, body });
  }

  /** Everything that the pack asks of the two stations. */
  setUp(): void {
    const { world } = this;
    for (const [index, { id, play }] of world.of('onboarding').entries()) {
      const town = actor(`town-${'ab'[index]}`, 'clerk');
      const give = (command: string, on: string, by: ReturnType<typeof actor>, body: object) =>
        world.give('onboarding', id, { command, on, by, body });
      const answers = [
        give('choose-site', '2026-03-02', town, { chosenOn: '2026-03-02', hosts: this.all('venue.hosts'), modes: this.all('venue.mode') }),
        give('equip', '2026-03-03', town, {
          equippedOn: '2026-03-03',
          equipment: this.all('venue.equipment'),
          rooms: this.all('venue.rooms'),
          officeSquareMetres: 12,
          safety: this.all('venue.safety'),
        }),
        ...[0, 1].map((offset) => give('place-worker', '2026-03-09', PEOPLE.agency, this.placement(WORKERS[index * 2 + offset] ?? ''))),
        give('adopt-systems', '2026-03-12', PEOPLE.agency, {
          adoptedOn: '2026-03-12',
          systems: this.all('venue.systems'),
          processes: this.all('venue.processes'),
          commitments: this.all('venue.commitments'),
          documents: DOCUMENTS,
        }),
        give('hang-signage', '2026-03-13', PEOPLE.agency, {
          hungOn: '2026-03-13',
          signage: this.all('venue.signage'),
          roomSignage: this.all('venue.room-signage'),
        }),
        give('accept', '2026-03-20', PEOPLE.clerk, {
          acceptedOn: '2026-03-20',
          items: this.all('onboarding.acceptance'),
          posts: this.all('staff.posts'),
          dedicated: this.all('staff.dedicated'),
          supervisor: this.all('staff.supervisor'),
        }),
      ];
      expect(answers.map(({ answer }) => answer).filter((answer) => answer !== 'policy.no-rule' && answer !== 'accepted')).toEqual([]);
      expect(play.state.stage).toBe('first-work');
    }
  }

  placement(workerId: string): object {
    const placed = { workerId, placedOn: '2026-03-09', post: 'worker' };
    const ticks = { recruitment: this.all('staff.recruitment'), personnelFiles: this.all('staff.personnel-files') };
    return { ...placed, ...ticks, employment: this.all('staff.employment'), counted: this.all('staff.counted') };
  }

  /** The year's evaluation, by a third party where one is asked for. */
  evaluate(grade: string): void {
    const { world } = this;
    const id = this.id('evaluation');
    const by = PEOPLE.clerk;
    const thirdParty = world.policy.rule('evaluation.third-party') ? { evaluator: 'third-party' } : {};
    world.must('evaluation', id, { command: 'arrange', on: '2026-11-02', by, body: { plannedOn: '2026-11-10', ...thirdParty } });
    const times = world.policy.rule('evaluation.annual')?.times ?? 1;
    for (let round = 1; round <= times; round += 1) {
      const components = world.policy.rule('evaluation.components')?.steps.map(({ code }) => ({ code, score: 80 })) ?? [];
      const scores = STATIONS.map(({ station }) => ({ station, components, total: 80 }));
      world.must('evaluation', id, {
        command: 'record-scores',
        on: `2026-11-1${round}`,
        by,
        body: { round, evaluatedOn: `2026-11-1${round}`, scores },
      });
    }
    world.give('evaluation', id, {
      command: 'record-joint-evaluation',
      on: '2026-11-20',
      by,
      body: { evaluatedOn: '2026-11-20', opinion: '良好' },
    });
    world.must('evaluation', id, { command: 'grade', on: '2026-11-21', by, body: { grade, score: 80, conclusion: '按标准评定' } });
    world.must('evaluation', id, {
      command: 'confirm-result',
      on: '2026-11-23',
      by: PEOPLE.head,
      body: { uses: this.all('evaluation.use') },
    });
  }
}

function road(...[packId, organiser]: ConstructorParameters<typeof Road>): Road {
  const made = new Road(packId, organiser);
  made.plan();
  made.procure();
  made.sign('2026-02-27', '2026-03-01', '2027-02-28');
  made.world.until('2026-03-02');
  made.setUp();
  return made;
}

describe.each(['hn', 'lf'])('%s: a year and its renewal', (packId) => {
  test('a pass renews the contract, and the second year runs on the same stations', () => {
    const made = road(packId);
    const { world } = made;
    expect(made.stage('contract')).toBe('active');
    made.evaluate('合格');
    expect(made.stage('purchase-cycle')).toBe('renewing');
    world.must('purchase-cycle', 'road', {
      command: 'renew',
      on: '2027-01-20',
      by: PEOPLE.head,
      body: { decidedOn: '2027-01-20', amountYuan: 190_000 },
    });
    made.sign('2027-02-10', '2027-03-01', '2028-02-29');
    world.until('2027-03-02');
    expect(world.of('contract').map(({ play }) => play.state.stage)).toEqual(['renewed', 'active']);
    expect(world.of('onboarding').map(({ play }) => play.state.stage)).toEqual(['first-work', 'first-work']);
    expect(made.stage('purchase-cycle')).toBe('performing');
    const lines = world.of('contract').map(({ id }) => world.of('report-line').filter((line) => line.id.startsWith(id)).length);
    expect(lines[0]).toBeGreaterThan(1);
    expect(lines[1]).toBe(lines[0]);
    expect(world.undelivered).toEqual([]);
  });

  test('a failure opens a new procurement by itself, whose contract begins a new cycle', () => {
    const made = road(packId);
    made.evaluate('不合格');
    expect(made.stage('purchase-cycle')).toBe('procuring');
    expect(made.world.of('procurement')).toHaveLength(2);
    made.procure(2027);
    made.sign('2027-02-26', '2027-03-01', '2028-02-29');
    made.world.until('2027-03-02');
    expect(made.world.of('contract').map(({ play }) => play.state.stage)).toEqual(['not-renewed', 'effective']);
    expect(made.world.of('onboarding').map(({ play }) => play.state.stage)).toEqual([
      'closed',
      'closed',
      expect.any(String),
      expect.any(String),
    ]);
    expect(made.world.undelivered).toEqual([]);
  });

  test('a pass that the review turns into a failure takes the drafted renewal back, and procurement opens', () => {
    const made = road(packId);
    const { world } = made;
    made.evaluate('合格');
    const decided = { decidedOn: '2026-11-24', amountYuan: 190_000 };
    world.must('purchase-cycle', 'road', { command: 'renew', on: '2026-11-24', by: PEOPLE.head, body: decided });
    const evaluation = made.id('evaluation');
    world.must('evaluation', evaluation, {
      command: 'request-review',
      on: '2026-11-24',
      by: PEOPLE.agency,
      body: { reason: '一个站点漏评' },
    });
    const answer = { outcome: 'changed', grade: '不合格', score: 50, reason: '补评后不合格' };
    world.must('evaluation', evaluation, { command: 'answer-review', on: '2026-11-26', by: PEOPLE.head, body: answer });
    expect(world.of('contract').map(({ play }) => play.state.stage)).toEqual(['active', 'abandoned']);
    expect([made.stage('purchase-cycle'), made.stage('procurement')]).toEqual(['procuring', 'planned']);
    expect(world.undelivered).toEqual([]);
  });

  test('without any decision it lapses on the last day, and its stations close', () => {
    const made = road(packId);
    made.world.until('2027-03-02');
    expect([made.stage('purchase-cycle'), made.stage('contract'), made.stage('onboarding')]).toEqual(['lapsed', 'not-renewed', 'closed']);
    expect(made.world.undelivered).toEqual([]);
  });

  test('the certification of every worker without a qualification is opened', () => {
    expect(road(packId).world.of('certification')).toHaveLength(4);
  });
});

test('gz: the province procures, the county signs; without a renewal rule the road is concluded', () => {
  const made = road('gz', 'province');
  const parties = made.world.of('procurement')[0]?.play.state.parties;
  expect(parties).toMatchObject({ organiser: 'province', signatory: 'county' });
  expect(made.world.of('contract')[0]?.play.duty('contract.sign')?.due).toBeUndefined();
  // GZ-17: fifteen working days from signing on 2026-02-27
  expect(made.world.of('onboarding')[0]?.play.duty('onboarding.staffed')).toMatchObject({
    ruleId: 'GZ-17',
    met: '2026-03-09',
    due: { due: '2026-03-19' },
  });
  made.world.until('2027-03-02');
  expect([made.stage('purchase-cycle'), made.stage('contract'), made.stage('onboarding')]).toEqual(['concluded', 'completed', 'closed']);
  expect(made.world.undelivered).toEqual([]);
});

describe('contractors that the real packs exclude', () => {
  const awarded = (
    packId: string,
    facts: Partial<OrganisationFacts>,
    organiser: 'county' | 'province' = 'county',
    changes: object = {},
  ) => {
    const made = new Road(packId, organiser, facts);
    made.plan();
    expect(() => made.procure()).toThrow(/policy\.condition-unmet/);
    const body = { ...made.award('2026-02-12'), ...changes };
    return made.world.give('procurement', made.id('procurement'), { command: 'award', on: '2026-02-12', by: made.organiser, body });
  };

  test('hn: not registered, without social work in its scope, or from outside below 3A', () => {
    expect(awarded('hn', { registeredWithCivilAffairs: false }).refusal?.detail).toContain('HN-32');
    expect(awarded('hn', { scopeIncludesSocialWork: false }).refusal?.detail).toContain('HN-32');
    expect(awarded('hn', { local: false, rating: 2 }, 'county', { noLocalContractor: true }).refusal?.detail).toContain('HN-33');
    expect(awarded('hn', { local: false, rating: 3 }, 'county', { noLocalContractor: true }).answer).toBe('accepted');
  });

  test('lf: a body of no kind that the text names; gz: not registered with civil affairs', () => {
    expect(awarded('lf', { kind: 'other' }).refusal?.detail).toContain('LF-49');
    expect(awarded('gz', { registeredWithCivilAffairs: false }, 'province').refusal?.detail).toContain('GZ-12');
  });
});
