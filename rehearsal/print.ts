import { EVENT_NAMES } from '../api/presenters/words.ts';
import { FUNCTION_NAMES } from '../domain/access.ts';
import type { PartyFunction } from '../domain/pack.ts';
import { LIFECYCLES } from '../domain/registry.ts';
import { width } from '../stack/terminal.ts';
import type { Scenario } from './options.ts';
import type { DutyLine, Outcome, Report } from './report.ts';
import type { Silence } from './silence.ts';
import type { UnusedRule } from './unused.ts';

const SCENARIO_NAMES: Record<Scenario, string> = { pass: '评估合格', fail: '评估不合格', lapse: '到期前未作决定' };

const OUTCOMES: Record<Outcome, string> = {
  'in-time': '按期',
  late: '逾期',
  'not-met': '未履行',
  withdrawn: '不再适用',
  ahead: '未到期',
  came: '届至',
  'met-undated': '已办',
  undated: '待办',
};

/** Nobody shall take them for failures of the parties. */
const STAGED = '其中有意安排：每种定期报告第2期迟报2个工作日，承接机构第4期报告退回一次，以显示其后果';

const HEADINGS = ['到期日', '提醒日', '暂定', '义务', '义务方', '流程', '依据', '起算', '结果'];

/** The report as a person reads it at the terminal. */
export function printReport(report: Report): string {
  const { pack, scenario, from, until, roads, silences, unused, counts, problems } = report;
  const { people, followUps, deadlines } = counts.commands;
  const commands = people + followUps + deadlines;
  return [
    `演练 ${pack.name}（${pack.id} 版本 ${pack.version}），情形：${SCENARIO_NAMES[scenario]}，${from} 至 ${until}`,
    whoIsWho(report),
    ...(report.duties.some(({ kind }) => kind === 'report-line') ? [STAGED] : []),
    '',
    ...columns([HEADINGS, ...report.duties.map(row)]),
    '',
    ...inSilence(silences),
    ...unusedOnes(unused),
    ...roads.flatMap(({ title, stages }) => [title, ...stages.map(({ on, label }) => `  ${on}  ${label}`)]),
    '',
    `${counts.processes} 个流程，${counts.duties} 项义务，${commands} 条命令（人员 ${people}，流程之间 ${followUps}，期限届满 ${deadlines}），${counts.transitions} 次状态转移`,
    ...(problems.length === 0 ? ['与政策相符'] : [`${problems.length} 处与政策不符：`, ...problems.map((problem) => `  ✗ ${problem}`)]),
    '',
  ].join('\n');
}

/** Shown first: the same word 购买主体 is a town in one system and a county government in another. */
const SHOWN: readonly PartyFunction[] = ['purchaser', 'organiser', 'signatory', 'evaluator', 'superior'];

function whoIsWho({ parties }: Report): string {
  return SHOWN.flatMap((name) => (parties[name] ? [`${FUNCTION_NAMES[name]}：${parties[name]}`] : [])).join('，');
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

/** One line for each default, one for each other way of going on. */
function inSilence(silences: readonly Silence[]): string[] {
  if (silences.length === 0) return [];
  const ways = [...new Set(silences.filter(({ defaultId }) => defaultId === null).map(({ does }) => does))];
  return [
    '本地政策没有规定的：',
    ...silences.flatMap(({ step, defaultId, does }) => (defaultId === null ? [] : [`  ${step}：按默认值（${defaultId}），${does}`])),
    ...ways.map(
      (way) =>
        `  ${silences.flatMap(({ step, defaultId, does }) => (defaultId === null && does === way ? [step] : [])).join('、')}：${way}`,
    ),
    '',
  ];
}

function unusedOnes(unused: readonly UnusedRule[]): string[] {
  if (unused.length === 0) return [];
  return ['本地政策有规定、本次演练没有用到的：', ...unused.map(({ ruleId, step, why }) => `  ${ruleId} ${step}：${why}`), ''];
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
