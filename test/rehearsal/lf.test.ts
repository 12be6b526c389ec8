import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PlainDate } from '../../domain/ids.ts';
import { rehearse } from '../../rehearsal/rehearse.ts';
import type { Report } from '../../rehearsal/report.ts';
import { type Kit, startKit } from '../support/kit.ts';
import { benchOf, CLOSING, linesOf, stagesOf, YEAR } from './support.ts';

let kit: Kit;
let report: Report;

beforeAll(async () => {
  kit = await startKit();
  report = await rehearse(benchOf(kit), { pack: 'lf', from: '2026-01-05' as PlainDate, scenario: 'pass' });
}, YEAR);
afterAll(() => kit.close(), CLOSING);

test('the year is evaluated jointly, passes and is renewed', () => {
  expect(report.problems).toEqual([]);
  const [road = []] = stagesOf(report, 'purchase-cycle');
  expect(road.slice(6)).toEqual(['2026-03-11 performing', '2026-12-23 renewing', '2026-12-30 contracting', '2027-01-14 performing']);
  expect(stagesOf(report, 'contract').map((stages) => stages.at(-1)?.slice(11))).toEqual(['renewed', 'active']);
});

test('every duty of the year has the day that the counting page gives it', () => {
  expect(linesOf(report, ['in-time', 'late'])).toEqual(
    expect.arrayContaining([
      '2026-02-02 编制2026年度计划 · LF-34 Q-24/annual-plan · in-time',
      '2026-02-02 2026年度计划报送备案 · LF-56 Q-24/annual-plan · in-time',
      '2026-03-30 签订服务合同 · LF-62 · in-time',
      // signed on 03-11: fifteen working days that the text itself gives
      '2026-04-01 合同副本备案 · LF-71 · in-time',
      '2026-04-01 人员配备备案 · LF-35 · in-time',
      '2026-03-25 提交人员配备材料 · LF-35 Q-88/staffing · in-time',
      // one month from 03-11 ends on Saturday 04-11
      '2026-04-13 驻站社工到位 · LF-68 · in-time',
      '2026-04-13 站点设置完成 · LF-68 · in-time',
      '2026-05-06 2026年4月工作报告 · LF-54 Q-18/contractor-monthly · in-time',
      '2026-06-05 2026年5月工作报告 · LF-54 Q-18/contractor-monthly · late 2',
      '2026-08-12 2026年7月工作报告（退回重报） · LF-54 Q-07/report-returned · in-time',
      '2026-10-20 中期工作报告 · LF-70 Q-20/mid-term · in-time',
      '2027-04-07* 2027年3月工作报告 · LF-54 Q-19/last-report · in-time',
      '2027-03-31* 末期工作报告 · LF-70 Q-20/final · in-time',
      '2026-10-10 2026年第3季度县级报告 · LF-38 Q-18/county · late 2',
      '2027-01-15* 2026年下半年市级报告 · LF-32 Q-18/city-half-yearly · late 2',
      // 年底 comes before the 45 days before the contract's end
      '2026-12-31* 年度评估 · LF-37 Q-26/year-end · in-time',
      '2026-12-31* 评估结果确认 · LF-37 Q-26/year-end · in-time',
      '2026-12-31* 乡镇与县级共同评价 · LF-43 · in-time',
      '2026-12-31* 抽查评估 · LF-31 Q-24/yearly · in-time',
      // three years from the first day in post, 2026-03-18, end on Sunday 2029-03-18
      '2029-03-19* 取得职业资格 · LF-16 · in-time',
      '2029-03-19* 完成登记 · LF-16 · in-time',
    ]),
  );
  // The text asks for the report and gives no day; neither do we.
  expect(linesOf(report, ['met-undated'])).toEqual(['— 评估情况上报 · LF-73 · met-undated']);
  expect(linesOf(report, ['not-met'])).toEqual([]);
});

test('what this system has no rule for does not exist', () => {
  const labels = report.duties.map(({ label }) => label).join();
  expect(labels).not.toMatch(/合同公告|绩效监控报告|自评/);
});
