import { parseArgs } from 'node:util';
import type { PlainDate } from '../domain/ids.ts';
import { isPlainDate } from '../domain/time.ts';

/** How the year goes: all well and renewed, the evaluation not passed, or nothing decided before the contract ends. */
const SCENARIOS = ['pass', 'fail', 'lapse'] as const;
/** One of {@link SCENARIOS}. */
export type Scenario = (typeof SCENARIOS)[number];

/** What is rehearsed: a pack, from a day on, in one of the ways a year can go. */
export interface Options {
  pack: string;
  from: PlainDate;
  scenario: Scenario;
  /** The report as JSON instead of tables. */
  json: boolean;
}

/** A fixed day, so that two rehearsals give the same dates: the first Monday of 2026. */
const FROM = '2026-01-05' as PlainDate;
/** Bodies of commands take days from 2019 on, and a rehearsal needs some years ahead. */
const EARLIEST = '2019-01-01';
const LATEST = '2090-12-31';

export const USAGE = `用法：
  luyue rehearse --pack <编号> [--scenario pass|fail|lapse] [--from YYYY-MM-DD] [--json]
    按政策包演练一个合同年度及其续签，列出每一项义务的到期日、依据和结果
    pass  评估合格（默认）   fail  评估不合格   lapse  合同到期前未作决定
    给出 DATABASE_URL 和 TEMPORAL_ADDRESS 的，在该环境上演练；否则临时启动一套，演练后删除
`;

/** The options of the command line, or the problem with them in words. */
export function readOptions(args: string[], packs: readonly string[]): Options | { problem: string } {
  let values: Partial<Record<'pack' | 'scenario' | 'from', string>> & { json?: boolean };
  try {
    ({ values } = parseArgs({
      args,
      options: { pack: { type: 'string' }, scenario: { type: 'string' }, from: { type: 'string' }, json: { type: 'boolean' } },
    }));
  } catch {
    return { problem: '有不认识的参数' };
  }
  const { pack, from = FROM, json = false } = values;
  const scenario = SCENARIOS.find((one) => one === (values.scenario ?? 'pass'));
  if (pack === undefined || !packs.includes(pack)) return { problem: `--pack 应为：${packs.join('、')}` };
  if (!scenario) return { problem: `--scenario 应为：${SCENARIOS.join('、')}` };
  if (!isPlainDate(from) || from < EARLIEST || from > LATEST) return { problem: `--from 应为 ${EARLIEST} 至 ${LATEST} 之间的日期` };
  return { pack, from, scenario, json };
}
