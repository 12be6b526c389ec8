import { z } from 'zod';
import type { InboxAnswer } from '../../domain/schema/api/directory.ts';
import { toInstant } from '../../domain/time.ts';
import type { DigestRecord } from '../queries/inbox.ts';

/** A line as the sweep writes it. */
const Line = z.object({
  processId: z.string(),
  key: z.string(),
  title: z.string(),
  label: z.string(),
  due: z.string(),
  rung: z.string(),
  overdue: z.boolean(),
  provisional: z.boolean(),
});

const UNITS: Record<string, string> = { 'working-day': '个工作日', day: '日', month: '个月' };
const BEFORE = /^before-(\d+)-([a-z-]+)$/;
const OVERDUE = /^overdue-(\d+)$/;

/** A digest of the inbox. */
export function presentDigest({ id, morning, title, lines, readAt }: DigestRecord): z.infer<typeof InboxAnswer>['items'][number] {
  const shown = z.array(Line).parse(lines);
  return {
    id,
    morning,
    title,
    lines: shown.map(({ rung, title: processTitle, ...line }) => ({ ...line, processTitle, daysText: daysText(rung) })),
    readAt: readAt && toInstant(readAt),
  };
}

/** How far from its date a duty was on the morning of the reminder; reminders before the date count back from the safe day. */
function daysText(rung: string): string {
  const [, left, unit = ''] = BEFORE.exec(rung) ?? [];
  if (left === '0') return '今天是稳妥日';
  if (left !== undefined) return `距稳妥日 ${left} ${UNITS[unit] ?? unit}`;
  const [, late] = OVERDUE.exec(rung) ?? [];
  return late === undefined ? '期限已开始计算' : `已逾期 ${late} 个工作日`;
}
