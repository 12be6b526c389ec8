import type { DeadlineWhen, TermLength } from '../../domain/pack.ts';
import { EVENT_NAMES } from './words.ts';

const UNITS: Record<TermLength['unit'], string> = { 'working-day': '个工作日', day: '日', month: '个月', year: '年' };

/** How a date is counted, in a code for the console. */
type Mode = TermLength['unit'] | 'fixed' | 'period' | 'earliest' | 'none';

/** When something is due, in the words of a clerk. */
export function whenInWords(when: DeadlineWhen): string {
  if ('after' in when) {
    const event = `${EVENT_NAMES[when.after]}${when.notBefore ? `（早于${when.notBefore}的，自该日起算）` : ''}`;
    return when.term.count === 0 ? `${event}当日` : `${event}后${lengthInWords(when.term)}内`;
  }
  if ('before' in when)
    return when.term.count === 0 ? `${EVENT_NAMES[when.before]}当日` : `${EVENT_NAMES[when.before]}前${lengthInWords(when.term)}`;
  if ('by' in when) return `${when.by}前`;
  if ('window' in when) return `${when.window.from}至${when.window.to}`;
  if ('dayOfLastMonth' in when) return `${EVENT_NAMES[when.of]}的最后一个月${when.dayOfLastMonth}日前`;
  if ('yearly' in when) return `每年${monthAndDay(when.yearly)}前`;
  if ('periodDay' in when) return `${EVENT_NAMES['period-ended']}后次月${when.periodDay}日前`;
  return `${when.earliestOf.map(whenInWords).join('、')}，以最早者为准`;
}

/** The counting mode of a rule's date. */
export function modeOf(when: DeadlineWhen | undefined): Mode {
  if (!when) return 'none';
  if ('after' in when || 'before' in when) return when.term.unit;
  if ('by' in when || 'window' in when || 'yearly' in when || 'dayOfLastMonth' in when) return 'fixed';
  return 'periodDay' in when ? 'period' : 'earliest';
}

/** 工作日 or 自然日 is always said; a term that runs back from an event is never moved (counting C-1). */
export function modeInWords(when: DeadlineWhen | undefined): string {
  const mode = modeOf(when);
  const rolls = mode === 'day' || mode === 'month' || mode === 'year';
  if (!rolls || !when) return MODE_NAMES[mode];
  return 'before' in when ? `${MODE_NAMES[mode]}，倒推的日期不顺延` : `${MODE_NAMES[mode]}，末日为休息日的顺延`;
}

const MODE_NAMES: Record<Mode, string> = {
  'working-day': '按工作日计算',
  day: '按自然日计算',
  month: '按月计算',
  year: '按年计算',
  fixed: '规定的日期',
  period: '报告期结束后的规定日期，遇休息日顺延',
  earliest: '几项期限中最早的一项',
  none: '条文没有规定日期',
};

function lengthInWords({ count, unit }: TermLength): string {
  return `${count}${UNITS[unit]}`;
}

function monthAndDay(text: string): string {
  const [month, day] = text.split('-').map(Number);
  return `${month}月${day}日`;
}
