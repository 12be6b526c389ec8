import fc from 'fast-check';
import { availableActions } from '../../../domain/access.ts';
import type { Context, Lifecycle } from '../../../domain/lifecycle.ts';
import { reportLine } from '../../../domain/lifecycles/report-line.ts';
import { evolve, type ReportLineState } from '../../../domain/lifecycles/report-line-state.ts';
import { type ReportLineName, reportLineSchemas } from '../../../domain/schema/commands/report-line.ts';
import { day, PARTIES, PEOPLE, Play, realPolicy, STATIONS, type Step, smallPolicy } from '../../support/lifecycle.ts';
import { moves, playMoves } from '../../support/random-play.ts';

const { agency, clerk, city, town, province, viewer, stranger } = PEOPLE;
const HN = realPolicy('hn');
const papers = [{ name: '工作报告' }];
const CONTRACT = { startsOn: '2025-03-01', endsOn: '2026-02-28' };

function openStep(line: ReportLineName, changes: object = {}): Step {
  const road = { cycleId: 'road', title: '2025年社工站', parties: PARTIES, stations: STATIONS, contractId: 'contract' };
  return { command: 'open', body: { ...road, line, ...CONTRACT, ...changes }, on: '2025-03-01' };
}

function opened(line: ReportLineName, policy = HN, changes: object = {}): Play<ReportLineState> {
  const played = new Play(reportLine, { policy, schemas: reportLineSchemas });
  played.must(openStep(line, changes));
  return played;
}

const submit = (period: string, on: string, by = agency, body: object = { documents: papers }): Step => ({
  command: 'submit',
  body: { period, ...body },
  by,
  on,
});
const accept = (period: string, on: string, by = clerk): Step => ({ command: 'accept', body: { period }, by, on });
const sendBack = (period: string, on: string, by = clerk): Step => ({ command: 'return', body: { period, reason: '请补充' }, by, on });
const keys = (played: Play<ReportLineState>) => played.duties().map(({ key }) => key);

describe('opening a line', () => {
  const allowed = { policy: HN, schemas: reportLineSchemas };

  test('a line that the pack does not know is refused', () => {
    expect(new Play(reportLine, allowed).give(openStep('town')).answer).toBe('policy.no-rule');
  });
  test('a contract that ends before it starts is refused, naming the field', () => {
    const { refusal } = new Play(reportLine, allowed).give(openStep('contractor', { endsOn: '2025-02-28' }));
    expect(refusal).toMatchObject({ refused: 'policy.out-of-order', fields: [{ field: 'endsOn' }] });
  });
  test('nobody but the system opens it', () => {
    expect(new Play(reportLine, allowed).give({ ...openStep('contractor'), by: PEOPLE.head }).answer).toBe('access.forbidden');
  });
  test('it knows who sends and who receives: the union of its reports, as far as the functions are filled', () => {
    expect(opened('contractor').state).toMatchObject({ stage: 'reporting', sender: 'contractor', receivers: ['purchaser', 'superior'] });
    expect(opened('county').state).toMatchObject({ sender: 'purchaser', receivers: ['superior', 'upper'] });
    const { upper: _, ...withoutProvince } = PARTIES;
    expect(opened('county', HN, { parties: withoutProvince }).state.receivers).toEqual(['superior']);
  });
  test('twice is refused', () => {
    expect(opened('contractor').give(openStep('contractor')).answer).toBe('process.exists');
  });
});

describe('the days of the reports', () => {
  test('periods open one after the other; mid-term and final report stand from the start', () => {
    const played = opened('contractor');
    expect(keys(played)).toEqual(['report:2025-03-31', 'report:2025-04-30', 'report:mid-term', 'report:final']);
    // 5 April 2025 is a Saturday of the Qingming holiday
    expect(played.duty('report:2025-03-31')).toMatchObject({ label: '2025年3月工作报告', owes: 'contractor', due: { due: '2025-04-07' } });
    // half-way is 2025-08-30, a Saturday; 3 September 2025 was an ordinary Wednesday
    expect(played.duty('report:mid-term')).toMatchObject({ trigger: { date: '2025-08-30' }, due: { due: '2025-09-12' } });
    expect(played.duty('report:final')?.due).toMatchObject({ strict: '2026-02-28', due: '2026-02-28' });
  });
  test('a missed period opens the next one and stays owed; falling due once more changes nothing', () => {
    const played = opened('contractor');
    expect(played.fallDue('report:2025-03-31', '2025-04-08').events).toEqual([{ type: 'period-passed', period: '2025-03-31' }]);
    expect(keys(played).slice(0, 3)).toEqual(['report:2025-03-31', 'report:2025-04-30', 'report:2025-05-31']);
    expect(played.fallDue('report:2025-03-31', '2025-04-09').events).toEqual([]);
    expect(played.fallDue('report:mid-term', '2025-09-13').events).toEqual([]);
    expect(played.fallDue('unknown', '2025-09-13').events).toEqual([]);
  });
  test('a submitted period opens the next one', () => {
    const played = opened('contractor');
    played.must(submit('2025-03-31', '2025-04-02'));
    expect(keys(played).slice(0, 3)).toEqual(['report:2025-03-31', 'report:2025-04-30', 'report:2025-05-31']);
    expect(played.duty('report:2025-03-31')?.met).toBe('2025-04-02');
  });
  test('the last report of the contractor is due five working days after the end (C-4); other lines keep their day', () => {
    const last = (line: ReportLineName, month: string) => {
      const played = opened(line);
      for (;;) {
        const open = played
          .duties()
          .find(({ key, met }) => key.startsWith('report:2') && !met && !played.state.passed.includes(key.slice(7)));
        if (!open || open.key === `report:${month}`) return played.duty(`report:${month}`);
        played.fallDue(open.key, '2026-01-01');
      }
    };
    expect(last('contractor', '2026-02-28')).toMatchObject({ defaultId: 'Q-19/last-report', due: { due: '2026-03-06' } });
    expect(last('county', '2026-02-28')).toMatchObject({ label: '2026年第1季度县级报告', due: { due: '2026-03-10' } });
  });
  test('labels say the period; a first period under ten days joins the next', () => {
    expect(
      opened('city')
        .duties()
        .map(({ label }) => label),
    ).toEqual(['2025年上半年市级报告', '2025年下半年市级报告']);
    expect(opened('county').duties()[0]?.label).toBe('2025年第1季度县级报告');
    const late = opened('contractor', HN, { startsOn: '2025-03-25', endsOn: '2026-03-24' });
    expect(keys(late)[0]).toBe('report:2025-04-30');
    const yearly = smallPolicy({
      'report.city': { kind: 'recurring', owes: 'superior', to: ['upper'], every: 'year', when: { yearly: '01-15' } },
    });
    expect(opened('city', yearly).state.receivers).toEqual(['upper']);
    expect(reportLine.duties(opened('city', yearly).state, yearly).map(({ label }) => label)).toEqual([
      '2025年度市级报告',
      '2026年度市级报告',
    ]);
  });
  test('without mid-term and final report in the pack there are none', () => {
    const policy = smallPolicy({
      'report.contractor': {
        kind: 'recurring',
        owes: 'contractor',
        to: ['purchaser'],
        every: 'half-year',
        default: 'Q-18/city-half-yearly',
      },
    });
    expect(keys(opened('contractor', policy))).toEqual(['report:2025-06-30', 'report:2025-12-31']);
    // a state kept under another pack owes nothing here
    expect(reportLine.duties(opened('contractor').state, smallPolicy({}))).toEqual([]);
  });
});

describe('handing in', () => {
  test('others than the sender are refused', () => {
    const played = opened('contractor');
    for (const by of [clerk, town, viewer, stranger])
      expect(played.give(submit('2025-03-31', '2025-04-01', by)).answer).toBe('access.forbidden');
    expect(opened('county').give(submit('2025-03-31', '2025-04-01', agency)).answer).toBe('access.forbidden');
  });
  test('not before the period has ended, not for a period that does not exist, not empty', () => {
    const played = opened('contractor');
    expect(played.give(submit('2025-03-31', '2025-03-31')).answer).toBe('policy.out-of-order');
    expect(played.give(submit('mid-term', '2025-08-29')).answer).toBe('policy.out-of-order');
    expect(played.give(submit('2025-03-30', '2025-04-01')).refusal).toMatchObject({
      refused: 'request.invalid',
      fields: [{ field: 'period' }],
    });
    expect(played.give(submit('2025-3-31', '2025-04-01')).answer).toBe('request.invalid');
    expect(played.give(submit('2025-03-31', '2025-04-01', agency, {})).answer).toBe('policy.document-missing');
    expect(played.give(submit('mid-term', '2025-09-01', agency, { nil: true })).answer).toBe('request.invalid');
  });
  test('a nil report needs no papers', () => {
    const played = opened('contractor');
    expect(played.must(submit('2025-03-31', '2025-04-01', agency, { nil: true })).events).toMatchObject([
      { type: 'report-submitted', nil: true, late: false },
    ]);
  });
  test('twice is refused', () => {
    const played = opened('contractor');
    played.must(submit('2025-03-31', '2025-04-01'));
    const { refusal } = played.give(submit('2025-03-31', '2025-04-02'));
    expect(refusal).toMatchObject({ refused: 'process.already-done', detail: '2025年3月工作报告已于 2025-04-01 报送' });
  });
  test('late is accepted and marked; the due day itself is in time', () => {
    expect(opened('contractor').must(submit('2025-03-31', '2025-04-07')).events).toMatchObject([{ late: false }]);
    expect(opened('contractor').must(submit('2025-03-31', '2025-04-08')).events).toMatchObject([{ late: true }]);
  });
});

describe('receiving', () => {
  test('nothing is accepted before it is submitted, nor by others', () => {
    const played = opened('contractor');
    expect(played.give(accept('2025-03-31', '2025-04-01')).answer).toBe('process.wrong-stage');
    played.must(submit('2025-03-31', '2025-04-01'));
    expect(played.give(accept('2025-04-30', '2025-04-01')).answer).toBe('process.wrong-stage');
    expect(played.give(accept('2025-03-30', '2025-04-01')).answer).toBe('request.invalid');
    for (const by of [town, agency, province]) expect(played.give(accept('2025-03-31', '2025-04-02', by)).answer).toBe('access.forbidden');
  });
  test('one submission goes to all receivers and is accepted when all have accepted it; lists name who is waited for', () => {
    const played = opened('contractor');
    played.must(submit('2025-03-31', '2025-04-01'));
    expect(played.state).toMatchObject({ stage: 'checking', parties: { receiver: 'county' } });
    played.must(accept('2025-03-31', '2025-04-02'));
    expect(played.state).toMatchObject({ stage: 'checking', parties: { receiver: 'city' } });
    expect(played.give(accept('2025-03-31', '2025-04-02')).answer).toBe('process.already-done');
    played.must(accept('2025-03-31', '2025-04-03', city));
    expect(played.state.stage).toBe('reporting');
    expect(played.state.reports['2025-03-31']?.status).toBe('accepted');
  });
  test('an organisation that fills two functions accepts once for both', () => {
    const played = opened('contractor', HN, { parties: { ...PARTIES, superior: 'county' } });
    played.must(submit('2025-03-31', '2025-04-01'));
    expect(played.must(accept('2025-03-31', '2025-04-02')).events).toMatchObject([{ by: ['purchaser', 'superior'] }]);
    expect(played.state.stage).toBe('reporting');
  });
  test('only the receivers of that very report accept it', () => {
    const policy = smallPolicy({
      'report.contractor': { kind: 'recurring', every: 'month', default: 'Q-18/contractor-monthly', owes: 'contractor', to: ['purchaser'] },
      'report.mid-term': { kind: 'deadline', default: 'Q-20/mid-term', owes: 'contractor', to: ['superior'] },
    });
    const played = opened('contractor', policy);
    played.must(submit('mid-term', '2025-09-01'));
    expect(played.give(accept('mid-term', '2025-09-02')).refusal).toMatchObject({ refused: 'access.forbidden', whoMay: ['上级民政部门'] });
    expect(played.must(accept('mid-term', '2025-09-02', city)).answer).toBe('accepted');
  });
  test('a report without a receiver is filed as it comes in', () => {
    const policy = smallPolicy({
      'report.monitoring': { kind: 'recurring', owes: 'purchaser', every: 'quarter', default: 'Q-18/monitoring' },
    });
    const played = opened('monitoring', policy);
    played.must(submit('2025-03-31', '2025-04-01', clerk));
    expect(played.state).toMatchObject({ stage: 'reporting', reports: { '2025-03-31': { status: 'accepted' } } });
  });
});

describe('sending back', () => {
  test('not before it is submitted, and only by a receiver that has not accepted it', () => {
    const played = opened('contractor');
    expect(played.give(sendBack('2025-03-31', '2025-04-01')).answer).toBe('process.wrong-stage');
    played.must(submit('2025-03-31', '2025-04-01'));
    expect(played.give(sendBack('2025-04-30', '2025-04-01')).answer).toBe('process.wrong-stage');
    played.must(accept('2025-03-31', '2025-04-02'));
    expect(played.give(sendBack('2025-03-31', '2025-04-02')).answer).toBe('process.already-done');
  });
  test('reopens the report with five working days, and all receivers begin anew', () => {
    const played = opened('contractor');
    played.must(submit('2025-03-31', '2025-04-01'));
    played.must(submit('2025-04-30', '2025-05-06'));
    played.must(accept('2025-03-31', '2025-05-06'));
    played.must(sendBack('2025-03-31', '2025-05-07', city));
    expect(played.give(accept('2025-03-31', '2025-05-07', city)).answer).toBe('process.wrong-stage');
    const again = played.duty('report:2025-03-31:return-1');
    expect(again).toMatchObject({ label: '2025年3月工作报告（退回重报）', defaultId: 'Q-07/report-returned', due: { due: '2025-05-14' } });
    expect(played.fallDue('report:2025-03-31:return-1', '2025-05-15').events).toEqual([]);
    played.must(submit('2025-03-31', '2025-05-12'));
    expect(played.duty('report:2025-03-31:return-1')?.met).toBe('2025-05-12');
    played.must(sendBack('2025-03-31', '2025-05-13'));
    played.must(submit('2025-03-31', '2025-05-14'));
    expect(played.state.reports['2025-03-31']).toMatchObject({
      status: 'submitted',
      submittedOn: '2025-04-01',
      acceptedBy: [],
      returns: [{ answeredOn: '2025-05-12' }, { answeredOn: '2025-05-14' }],
    });
  });
});

test('what is offered is what is allowed: each line to its own sender and receivers', () => {
  const policy = HN;
  const offered = (line: ReportLineName, by: typeof clerk) => {
    const played = opened(line, policy);
    const sender = { contractor: agency, county: clerk, city }[line as 'contractor' | 'county' | 'city'];
    const period = played.duties()[0]?.key.slice(7) ?? '';
    played.must(submit(period, '2025-07-01', sender));
    return availableActions(reportLine as Lifecycle, played.folded, by, played.state.parties, policy).map(({ command }) => command);
  };
  expect(offered('contractor', clerk)).toEqual(['accept', 'return']);
  expect(offered('contractor', agency)).toEqual(['submit']);
  expect(offered('county', clerk)).toEqual(['submit']);
  expect(offered('county', city)).toEqual(['accept', 'return']);
  expect(offered('city', province)).toEqual(['accept', 'return']);
  expect(offered('city', town)).toEqual([]);
});

describe('the end of a line', () => {
  test('comes with the acceptance of the last report', () => {
    const played = opened('contractor', realPolicy('lf'), { startsOn: '2025-03-01', endsOn: '2025-05-31' });
    for (const [period, on] of [
      ['2025-03-31', '2025-04-01'],
      ['mid-term', '2025-04-20'],
      ['2025-04-30', '2025-05-06'],
      ['final', '2025-05-30'],
      ['2025-05-31', '2025-06-03'],
    ] as const) {
      const trail = period === 'final' ? ['filing', 'news', 'progress-brief', 'experience'] : [];
      played.must(submit(period, on, agency, { documents: papers, trail }));
      expect(played.state.stage).toBe('checking');
      played.must(accept(period, on));
    }
    expect(played.state.stage).toBe('completed');
    expect(played.give(submit('2025-05-31', '2025-06-04')).answer).toBe('process.closed');
  });
  test('a line without receivers ends with its last submission', () => {
    const policy = smallPolicy({ 'report.monitoring': { kind: 'recurring', owes: 'purchaser', every: 'year', when: { yearly: '12-31' } } });
    const played = opened('monitoring', policy, { startsOn: '2025-01-01', endsOn: '2025-12-31' });
    expect(played.must(submit('2025-12-31', '2026-01-05', clerk)).events.at(-1)).toEqual({ type: 'line-completed' });
  });
  test('a contract that is terminated closes it, and the system alone does so', () => {
    const played = opened('contractor');
    const close: Step = { command: 'close', body: { closedOn: '2025-06-30' }, on: '2025-06-30' };
    expect(played.give({ ...close, by: PEOPLE.head }).answer).toBe('access.forbidden');
    played.must(close);
    expect(played.state.stage).toBe('terminated');
    expect(played.give(close).answer).toBe('process.closed');
  });
});

test('every command in every stage is decided without a throw, as the table of stages says', () => {
  for (const stage of Object.keys(reportLine.stages)) {
    for (const [command, rule] of Object.entries(reportLine.commands)) {
      const played = opened('contractor');
      if (stage === 'checking') played.must(submit('2025-03-31', '2025-04-01'));
      if (stage === 'completed')
        played.folded = played.folded && { ...played.folded, own: evolve(played.state, { type: 'line-completed' }) };
      if (stage === 'terminated') played.must({ command: 'close', body: { closedOn: '2025-06-30' }, on: '2025-06-30' });
      expect(played.state.stage).toBe(stage);
      const bodies: Record<string, object | undefined> = { open: openStep('contractor').body, close: { closedOn: '2025-06-30' } };
      const body = bodies[command] ?? (command === 'return' ? sendBack : command === 'accept' ? accept : submit)('2025-03-31', '').body;
      const { answer } = played.give({ command, body: body ?? {}, by: command === 'submit' ? agency : PEOPLE.system, on: '2025-07-01' });
      const ended = stage === 'completed' || stage === 'terminated';
      if (command === 'open') expect(answer).toBe('process.exists');
      else if (ended) expect(answer).toBe('process.closed');
      else if (rule.stages !== 'open' && !rule.stages.includes(stage)) expect(answer).toBe('process.wrong-stage');
      else expect(['process.closed', 'process.wrong-stage']).not.toContain(answer);
    }
  }
});

test('a record that cannot be is a defect, not a state', () => {
  const close = { name: 'close', body: { closedOn: day('2025-06-30') } } as const;
  expect(reportLine.decide(undefined, close, {} as Context)).toMatchObject({ refused: 'object.not-found' });
  expect(() => reportLine.decide(opened('contractor').state, { name: 'other' } as never, {} as Context)).toThrow('unexpected value');
  expect(() => evolve(undefined, { type: 'line-completed' })).toThrow('before the opening');
  expect(() =>
    evolve(opened('contractor').state, { type: 'report-accepted', period: '2025-03-31', by: ['purchaser'], on: day('2025-04-01') }),
  ).toThrow('no report');
  expect(() => evolve(opened('contractor').state, { type: 'other' } as never)).toThrow('unexpected value');
});

test('random sequences never throw; the state is the fold of its journal', () => {
  const period = fc.constantFrom('2025-03-31', '2025-04-30', '2025-05-31', 'mid-term', 'final', '2026-02-28', '2025-01-01');
  const list = moves({
    submit: [fc.record({ period, nil: fc.boolean(), documents: fc.constantFrom([], papers) }), agency],
    accept: [fc.record({ period }), clerk, city],
    return: [fc.record({ period, reason: fc.constant('请补充') }), clerk, city],
  });
  let accepted = 0;
  const property = fc.property(list, (one) => {
    accepted += playMoves(opened('contractor'), one, '2025-03-20');
  });
  fc.assert(property, { numRuns: 100 });
  expect(accepted).toBeGreaterThan(100);
});
