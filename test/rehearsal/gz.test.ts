import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PlainDate } from '../../domain/ids.ts';
import type { Scenario } from '../../rehearsal/options.ts';
import { rehearse } from '../../rehearsal/rehearse.ts';
import type { Report } from '../../rehearsal/report.ts';
import { type Kit, startKit } from '../support/kit.ts';
import { benchOf, CLOSING, linesOf, stagesOf, YEAR } from './support.ts';

let kit: Kit;
let procured: Report;
let concluded: Report;

beforeAll(async () => {
  kit = await startKit();
  const year = (scenario: Scenario) => rehearse(benchOf(kit), { pack: 'gz', from: '2026-01-05' as PlainDate, scenario });
  [procured, concluded] = await Promise.all([year('pass'), year('lapse')]);
}, YEAR);
afterAll(() => kit.close(), CLOSING);

describe('a system without renewal', () => {
  test('a good result renews nothing: the bureau procures again before the contract ends', () => {
    expect(procured.problems).toEqual([]);
    const [road = []] = stagesOf(procured, 'purchase-cycle');
    expect(road.slice(6)).toEqual(['2026-03-11 performing', '2026-12-31 procuring', '2027-01-29 contracting', '2027-02-12 performing']);
    expect(stagesOf(procured, 'contract').map((stages) => stages.at(-1)?.slice(11))).toEqual(['completed', 'active']);
    expect(procured.duties.map(({ key }) => key).join()).not.toMatch(/renewal/);
  });

  test('where nobody procures, the road is concluded with the contract', () => {
    expect(concluded.problems).toEqual([]);
    const [road = []] = stagesOf(concluded, 'purchase-cycle');
    expect(road.slice(6)).toEqual(['2026-03-11 performing', '2027-04-01 concluded']);
    expect(stagesOf(concluded, 'contract').map((stages) => stages.at(-1))).toEqual(['2027-04-01 completed']);
  });
});

test('every duty of the year has the day that the counting page gives it', () => {
  expect(linesOf(procured, ['in-time', 'late'])).toEqual(
    expect.arrayContaining([
      '2026-02-02 编制2026年度计划 · GZ-13 Q-24/annual-plan · in-time',
      '2026-02-02 2026年度计划报送备案 · GZ-13 Q-24/annual-plan · in-time',
      // signed on 03-11: fifteen working days
      '2026-04-01 驻站社工到位 · GZ-17 · in-time',
      '2026-05-06 2026年4月工作报告 · GZ-20 Q-18/contractor-monthly · in-time',
      '2026-06-05 2026年5月工作报告 · GZ-20 Q-18/contractor-monthly · late 2',
      '2026-08-12 2026年7月工作报告（退回重报） · GZ-20 Q-07/report-returned · in-time',
      '2026-10-20 中期工作报告 · GZ-21 Q-20/mid-term · in-time',
      // the 10th of the project's last month
      '2027-03-10* 绩效自评报告 · GZ-24 · in-time',
      '2027-03-31* 末期工作报告 · GZ-22 Q-20/final · in-time',
      '2027-04-07* 2027年3月工作报告 · GZ-20 Q-19/last-report · in-time',
    ]),
  );
  expect(linesOf(procured, ['met-undated'])).toEqual(['— 终期评估 · GZ-25 · met-undated']);
});

test('what the texts are silent about has no duty', () => {
  const labels = procured.duties.map(({ label }) => label).join();
  expect(labels).not.toMatch(/签订服务合同|合同副本|合同公告|县级报告|市级报告|取得职业资格|抽查/);
});
