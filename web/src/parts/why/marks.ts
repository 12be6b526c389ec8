import type { TraceDay } from '../../api/types.ts';
import { countsDays, type Explained, isCount } from './counting.ts';

/** What one day means in the count. */
export interface Mark {
  tone: 'event' | 'counted' | 'skipped' | 'due' | 'safe';
  /** At most three characters in the cell. */
  short: string;
  /** The whole of it, for the list and for screen readers. */
  long: string;
}

/** The meaning of each day that has one: the trace first, then the days that matter, over it. */
export function marksOf(date: Explained): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  const numbered = countsDays(date);
  let count = 0;
  for (const day of date.trace) {
    if (isCount(day)) count += 1;
    marks.set(day.date, markOf(day, numbered && isCount(day) ? count : undefined));
  }
  const { trigger, due, safe } = date;
  if (trigger && !marks.has(trigger.date)) marks.set(trigger.date, { tone: 'event', short: '起算', long: `${trigger.eventName}，不计入` });
  if (safe !== null && safe !== due) marks.set(safe, { tone: 'safe', short: '稳妥', long: joined('稳妥日', marks.get(safe)) });
  if (due !== null) marks.set(due, { tone: 'due', short: '截止', long: joined('截止日，当日24时止', marks.get(due)) });
  return marks;
}

function markOf(day: TraceDay, count: number | undefined): Mark {
  const reason = [day.whyName, day.name, day.dayOff && `当日为${day.dayOff}`].filter(Boolean).join('，');
  if (day.why === 'event') return { tone: 'event', short: '起算', long: reason };
  if (!day.counted) return { tone: 'skipped', short: day.name?.slice(0, 3) ?? day.whyName.slice(0, 3), long: `${reason}，跳过` };
  if (count === undefined) return { tone: 'counted', short: '', long: reason };
  return { tone: 'counted', short: day.why === 'make-up' ? `班${count}` : `第${count}`, long: `第${count}日，${reason}` };
}

function joined(what: string, mark: Mark | undefined): string {
  return mark ? `${what}；${mark.long}` : what;
}
