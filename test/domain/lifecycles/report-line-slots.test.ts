import { describe, expect, test } from '@jest/globals';
import { reportLine } from '../../../domain/lifecycles/report-line.ts';
import type { ReportLineState } from '../../../domain/lifecycles/report-line-state.ts';
import type { Policy } from '../../../domain/policy.ts';
import { type ReportLineName, reportLineSchemas } from '../../../domain/schema/commands/report-line.ts';
import {
  checklist,
  PARTIES,
  PEOPLE,
  type Play,
  play,
  realPolicy,
  type SmallRule,
  STATIONS,
  type Step,
  smallPolicy,
} from '../../support/lifecycle.ts';

/* Which rules the lines of reports ask: each line that of its own slot, and what the contractor's last report must tell. */

const { agency, clerk } = PEOPLE;
const papers = [{ name: '工作报告' }];

function opened(line: ReportLineName, policy: Policy): Play<ReportLineState> {
  const road = { cycleId: 'road', title: '2025年社工站', parties: PARTIES, stations: STATIONS, contractId: 'contract' };
  const body = { ...road, line, startsOn: '2025-03-01', endsOn: '2026-02-28' };
  return play(reportLine, { policy, schemas: reportLineSchemas }, [{ command: 'open', body, on: '2025-03-01' }]);
}

const submit = (period: string, on: string, by = agency, body: object = { documents: papers }): Step => ({
  command: 'submit',
  body: { period, ...body },
  by,
  on,
});
const sendBack = (period: string, on: string): Step => ({ command: 'return', body: { period, reason: '请补充' }, by: clerk, on });

describe('filing, news, briefs and summaries', () => {
  const halfYearly: SmallRule = { kind: 'recurring', every: 'half-year', owes: 'contractor', to: ['purchaser'] };
  const final = { kind: 'deadline', default: 'Q-20/final', owes: 'contractor' } as const;
  const trail = checklist('filing', 'experience');
  const all = { documents: papers, trail: ['filing', 'experience'] };

  test('are complete with the final report; those before it may tell what was done so far', () => {
    const played = opened(
      'contractor',
      smallPolicy({ 'report.contractor': halfYearly, 'report.final': final, 'report.filing-trail': trail }),
    );
    expect(played.give(submit('final', '2026-02-20')).refusal).toMatchObject({
      refused: 'policy.document-missing',
      detail: 'report.filing-trail缺少：条目filing、条目experience（TT-03）',
      fields: [{ field: 'trail' }],
    });
    expect(played.must(submit('2025-06-30', '2025-07-02', agency, { documents: papers, trail: ['filing'] })).events).toMatchObject([
      { trail: ['filing'] },
    ]);
    expect(played.must(submit('final', '2026-02-20', agency, all)).events).toMatchObject([{ trail: all.trail }]);
    expect(played.give(submit('final', '2026-02-21', agency, all)).answer).toBe('process.already-done');
    expect(played.must(submit('2026-02-28', '2026-03-20')).answer).toBe('accepted');
  });

  test('are complete with the last periodic report where there is no final one, a nil or a late one too', () => {
    const policy = smallPolicy({ 'report.contractor': halfYearly, 'report.filing-trail': trail });
    const played = opened('contractor', policy);
    played.must(submit('2025-12-31', '2026-01-05'));
    expect(played.give(submit('2026-02-28', '2026-03-02', agency, { nil: true })).answer).toBe('policy.document-missing');
    expect(played.must(submit('2026-02-28', '2026-03-20', agency, { nil: true, trail: all.trail })).events).toMatchObject([{ late: true }]);
    played.must(sendBack('2026-02-28', '2026-03-23'));
    expect(played.give(submit('2026-02-28', '2026-03-24')).answer).toBe('policy.document-missing');
    expect(played.must(submit('2026-02-28', '2026-03-24', agency, all)).events).toMatchObject([{ type: 'report-resubmitted' }]);
  });

  test('are asked of the contractor only', () => {
    const policy = smallPolicy({ 'report.county': { ...halfYearly, owes: 'purchaser' }, 'report.filing-trail': trail });
    expect(opened('county', policy).must(submit('2026-02-28', '2026-03-02', clerk)).answer).toBe('accepted');
  });
});

test.each([
  ['town', 'sx', 'town', '2025年第1季度乡镇报告'],
  ['county', 'lf', 'purchaser', '2025年第1季度县级报告'],
  ['city', 'hn', 'superior', '2025年上半年市级报告'],
  ['monitoring', 'hn', 'purchaser', '2025年第1季度绩效监控报告'],
  ['statistics', 'nm', 'station', '2025年第1季度数据及统计分析报告'],
  ['circulation', 'hn', 'purchaser', '2025年第1季度工作进展通报'],
] as const)('the line %s is that of its own slot: %s names who owes it', (line, pack, owes, label) => {
  expect(opened(line, realPolicy(pack)).duties()[0]).toMatchObject({ slot: `report.${line}`, owes, label });
});
