import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainDate } from '../../domain/ids.ts';
import { checkAll } from '../../rehearsal/check.ts';
import { goalOf } from '../../rehearsal/goal.ts';
import type { Scenario } from '../../rehearsal/options.ts';
import { rehearse } from '../../rehearsal/rehearse.ts';
import type { Report } from '../../rehearsal/report.ts';
import { ofKind, type Process, readProcesses } from '../../rehearsal/snapshot.ts';
import { type Kit, startKit } from '../support/kit.ts';
import { benchOf, CLOSING, linesOf, stagesOf, YEAR } from './support.ts';

let kit: Kit;
let passed: Report;
let failed: Report;
let lapsed: Report;

beforeAll(async () => {
  kit = await startKit();
  const year = (scenario: Scenario) => rehearse(benchOf(kit), { pack: 'hn', from: '2026-01-05' as PlainDate, scenario });
  [passed, failed, lapsed] = await Promise.all([year('pass'), year('fail'), year('lapse')]);
}, YEAR);
afterAll(() => kit.close(), CLOSING);

describe('a year that passes and is renewed', () => {
  test('arrives where the policy leads', () => {
    expect(passed.problems).toEqual([]);
    expect(stagesOf(passed, 'purchase-cycle')).toEqual([
      [
        '2026-01-05 planning',
        '2026-01-16 reviewing',
        '2026-01-20 filing',
        '2026-01-23 planned',
        '2026-01-27 procuring',
        '2026-02-26 contracting',
        '2026-03-11 performing',
        '2027-02-04 renewing',
        '2027-02-11 contracting',
        '2027-02-25 performing',
      ],
    ]);
    expect(stagesOf(passed, 'contract').map((stages) => stages.at(-1)?.slice(11))).toEqual(['renewed', 'active']);
  });

  // Worked out by hand from the counting page and the State Council's notice for 2026; "*" = provisional, for nobody knows 2027 yet.
  test('every duty of the year has the day that the counting page gives it', () => {
    const year = linesOf(passed, ['in-time', 'late']);
    expect(year).toEqual(
      expect.arrayContaining([
        // 01-31 is a Saturday: a default of ours rolls
        '2026-02-02 编制2026年度计划 · HN-13 Q-24/annual-plan · in-time',
        '2026-02-02 2026年度计划报送备案 · HN-10 Q-24/annual-plan · in-time',
        // 30 days from the notice of 02-26 end on Saturday 03-28
        '2026-03-30 签订服务合同 · HN-57 · in-time',
        // signed on Wednesday 03-11: two, ten, fifteen working days
        '2026-03-13 合同公告 · HN-64 Q-24/contract-announcement · in-time',
        '2026-03-25 提交人员配备材料 · HN-17 Q-88/staffing · in-time',
        '2026-04-01 合同副本备案 · HN-10 Q-24/contract-copy · in-time',
        '2026-04-01 人员配备备案 · HN-17 Q-24/staffing · in-time',
        // the 5th of the next month: 05-05 is in the May holiday, 07-05 a Sunday, 09-05 a Saturday, 10-05 in the October holiday
        '2026-05-06 2026年4月工作报告 · HN-67 Q-18/contractor-monthly · in-time',
        '2026-06-05 2026年5月工作报告 · HN-67 Q-18/contractor-monthly · late 2',
        '2026-07-06 2026年6月工作报告 · HN-67 Q-18/contractor-monthly · in-time',
        '2026-08-05 2026年7月工作报告 · HN-67 Q-18/contractor-monthly · in-time',
        '2026-09-07 2026年8月工作报告 · HN-67 Q-18/contractor-monthly · in-time',
        '2026-10-08 2026年9月工作报告 · HN-67 Q-18/contractor-monthly · in-time',
        '2026-12-07 2026年11月工作报告 · HN-67 Q-18/contractor-monthly · in-time',
        '2027-01-05* 2026年12月工作报告 · HN-67 Q-18/contractor-monthly · in-time',
        // sent back on 08-05: five working days
        '2026-08-12 2026年7月工作报告（退回重报） · HN-67 Q-07/report-returned · in-time',
        // contract end + five working days; 04-05 counts as long as no notice says otherwise
        '2027-04-07* 2027年3月工作报告 · HN-67 Q-19/last-report · in-time',
        // half-way on 09-30; ten working days with the October holiday and the make-up Saturday 10-10
        '2026-10-20 中期工作报告 · HN-67 Q-20/mid-term · in-time',
        '2027-03-31* 末期工作报告 · HN-67 Q-20/final · in-time',
        // the 10th: the make-up Saturday 10-10 is a working day, 2027-01-10 is a Sunday, 2027-04-10 a Saturday
        '2026-07-10 2026年第2季度县级报告 · HN-15 Q-18/county · in-time',
        '2026-10-10 2026年第3季度县级报告 · HN-15 Q-18/county · late 2',
        '2027-01-11* 2026年第4季度县级报告 · HN-15 Q-18/county · in-time',
        '2027-04-12* 2027年第1季度绩效监控报告 · HN-84 Q-18/monitoring · in-time',
        '2026-07-15 2026年上半年市级报告 · HN-12 Q-18/city-half-yearly · in-time',
        '2027-04-15* 2027年上半年市级报告 · HN-12 Q-18/city-half-yearly · in-time',
        // 45 days before 2027-03-31 is a Sunday and is never moved
        '2027-02-14* 年度评估（第1次） · HN-61 Q-26/confirmed · in-time',
        '2027-02-14* 年度评估（第2次） · HN-61 Q-26/confirmed · in-time',
        '2027-02-14* 评估结果确认 · HN-63 Q-26/confirmed · in-time',
        '2026-12-31* 抽查评估 · HN-62 Q-24/yearly · in-time',
        // 2027-01-31 is a Sunday
        '2027-02-01* 编制2027年度计划 · HN-13 Q-24/annual-plan · in-time',
        // renewal by the last day in force
        '2027-03-31* 决定续签或重新采购 · 约定 · in-time',
        '2027-03-31* 签订续签合同 · 约定 · in-time',
        // two years from the start of the project, 2028-04-01 being a Saturday
        '2028-04-03* 取得职业资格 · HN-45 · in-time',
      ]),
    );
    expect(linesOf(passed, ['not-met'])).toEqual([]);
  });

  test('what is counted is there', () => {
    const { counts, duties } = passed;
    expect(counts.duties).toBe(duties.length);
    expect(counts.commands.people).toBeGreaterThan(80);
    expect(counts.commands.followUps).toBeGreaterThan(15);
    expect(counts.transitions).toBeGreaterThan(counts.commands.people + counts.commands.followUps);
    const dated = duties.flatMap(({ due }) => due ?? []);
    expect(dated).toEqual(dated.toSorted());
  });

  test('the next year is open and not yet due', () => {
    expect(linesOf(passed, ['ahead'])).toEqual(
      expect.arrayContaining([
        '2027-05-05* 2027年4月工作报告 · HN-67 Q-18/contractor-monthly · ahead',
        // the year of the leap day: half-way on 2027-10-01
        '2027-10-15* 中期工作报告 · HN-67 Q-20/mid-term · ahead',
        '2028-02-15* 评估结果确认 · HN-63 Q-26/confirmed · ahead',
      ]),
    );
  });
});

describe('a year that fails', () => {
  test('leads to a new procurement by itself, and to a new cycle', () => {
    expect(failed.problems).toEqual([]);
    const [road = []] = stagesOf(failed, 'purchase-cycle');
    expect(road.slice(6)).toEqual(['2026-03-11 performing', '2027-02-04 procuring', '2027-03-04 contracting', '2027-03-18 performing']);
    expect(stagesOf(failed, 'contract').map((stages) => stages.at(-1)?.slice(11))).toEqual(['not-renewed', 'active']);
    expect(stagesOf(failed, 'procurement')).toHaveLength(2);
  });

  test('the new contract has the term of an award again', () => {
    // 30 days from 2027-03-04 end on Saturday 04-03
    expect(linesOf(failed, ['in-time'])).toContain('2027-04-05* 签订服务合同 · HN-57 · in-time');
  });
});

describe('a year in which nothing is decided', () => {
  test('ends with the contract; a result that comes later renews nothing', () => {
    expect(lapsed.problems).toEqual([]);
    const [road = []] = stagesOf(lapsed, 'purchase-cycle');
    expect(road.slice(6)).toEqual(['2026-03-11 performing', '2027-04-01 lapsed', '2027-04-05 procuring']);
    expect(stagesOf(lapsed, 'contract').map((stages) => stages.at(-1))).toEqual(['2027-04-01 not-renewed']);
  });

  test('shows what was owed and not done', () => {
    expect(linesOf(lapsed, ['not-met'])).toEqual(['2027-03-31* 决定续签或重新采购 · 约定 · not-met']);
    // from Sunday 2027-02-14 to Monday 04-05: 10 working days in February, 23 in March, 3 in April
    expect(linesOf(lapsed, ['late'])).toContain('2027-02-14* 评估结果确认 · HN-63 Q-26/confirmed · late 36');
  });
});

describe('what the policy does not lead to is found', () => {
  let processes: Process[];
  const policy = () => benchOf(kit).packs.policy('hn');
  const checked = (changed: readonly Process[], scenario: Scenario = 'pass') =>
    checkAll(kit.database, changed, [], goalOf(policy(), scenario));
  /** The processes with one kind of them changed, as a defect would have left them. */
  const changed = <Kind extends Process['kind']>(kind: Kind, change: (process: Extract<Process, { kind: Kind }>) => Process) =>
    processes.map((process) => (process.kind === kind ? change(process as Extract<Process, { kind: Kind }>) : process));

  beforeAll(async () => {
    const [duty] = passed.duties;
    const { clockId } = await kit.database.process.findUniqueOrThrow({ where: { id: duty?.process ?? '' } });
    processes = await readProcesses(kit.database, clockId as never);
  });

  test('nothing, as it was', async () => {
    expect(await checked(processes)).toEqual([]);
  });

  test('a renewal without a pass', async () => {
    const without = changed('evaluation', (one) => ({ ...one, own: { ...one.own, conclusion: null } }));
    expect(await checked(without)).toEqual(['第2年合同续签，而上一年度没有经确认的合格结果']);
  });

  test('a process of the first year that is left behind', async () => {
    const [first] = ofKind(processes, 'report-line');
    const open = processes.map((process) => (process === first ? { ...process, ended: false } : process));
    expect(await checked(open)).toEqual(['报告（报送完毕）属于首年，没有办结']);
  });

  test('a broken process', async () => {
    const broken = changed('purchase-cycle', (one) => ({ ...one, broken: 'RangeError' }));
    expect(await checked(broken)).toEqual(['采购周期（履约中）出现故障：RangeError']);
  });

  test('another end than that of the scenario', async () => {
    expect(await checked(processes, 'lapse')).toEqual([
      '采购周期应为采购中，现为履约中',
      '首年合同应为已到期，不续签，现为已到期，续签',
      '重新采购的缘由应为contract-ended，现为无',
      '后续合同在周期内应为第几年无，现为2',
    ]);
  });
});
