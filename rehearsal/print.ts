import { EVENT_NAMES } from '../api/presenters/words.ts';
import { LIFECYCLES } from '../domain/registry.ts';
import { width } from '../stack/terminal.ts';
import type { Scenario } from './options.ts';
import type { DutyLine, Outcome, Report } from './report.ts';

const SCENARIO_NAMES: Record<Scenario, string> = { pass: '评估合格', fail: '评估不合格', lapse: '到期前未作决定' };

const OUTCOMES: Record<Outcome, string> = {
  'in-time': '按期',
  late: '逾期',
  'not-met': '未履行',
  withdrawn: '撤销',
  ahead: '未到期',
  came: '届至',
  'met-undated': '已办',
  undated: '待办',
};

const HEADINGS = ['到期日', '提醒日', '暂定', '义务', '义务方', '流程', '依据', '起算', '结果'];

/** The report as a person reads it at the terminal. */
export function printReport(report: Report): string {
  const { pack, scenario, from, until, roads, counts, problems } = report;
  const { people, followUps, deadlines } = counts.commands;
  const commands = people + followUps + deadlines;
  return [
    `演练 ${pack.name}（${pack.id} 版本 ${pack.version}），情形：${SCENARIO_NAMES[scenario]}，${from} 至 ${until}`,
    '',
    ...columns([HEADINGS, ...report.duties.map(row)]),
    '',
    ...roads.flatMap(({ title, stages }) => [title, ...stages.map(({ on, label }) => `  ${on}  ${label}`)]),
    '',
    `${counts.processes} 个流程，${counts.duties} 项义务，${commands} 条命令（人员 ${people}，流程之间 ${followUps}，期限届满 ${deadlines}），${counts.transitions} 次状态转移`,
    ...(problems.length === 0 ? ['与政策相符'] : [`${problems.length} 处与政策不符：`, ...problems.map((problem) => `  ✗ ${problem}`)]),
    '',
  ].join('\n');
}

function row(duty: DutyLine): string[] {
  const { due, safe, provisional, label, owes, kind, trigger, outcome, workingDaysLate } = duty;
  return [
    due ?? '—',
    safe ?? '—',
    provisional ? '暂定' : '',
    label,
    owes,
    LIFECYCLES[kind].title,
    basisOf(duty),
    trigger ? `${EVENT_NAMES[trigger.event]} ${trigger.date}` : '',
    outcome === 'late' ? `逾期 ${workingDaysLate} 个工作日` : OUTCOMES[outcome],
  ];
}

function basisOf({ ruleId, defaultId }: DutyLine): string {
  if (ruleId === null) return '约定日期';
  return defaultId === null ? ruleId : `${ruleId} 默认值（${defaultId.split('/')[0]}）`;
}

/** Lines of aligned columns, two blanks apart; Chinese characters take two places. */
function columns(rows: readonly string[][]): string[] {
  const widths = HEADINGS.map((_, at) => Math.max(...rows.map((cells) => width(cells[at] ?? ''))));
  return rows.map((cells) =>
    cells
      .map((cell, at) => cell + ' '.repeat(Math.max(0, (widths[at] ?? 0) - width(cell))))
      .join('  ')
      .trimEnd(),
  );
}
