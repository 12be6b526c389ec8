import type { DutyExplanation, Explanation, TraceDay } from '../../api/types.ts';
import { weekdayOf } from '../days.ts';

/** A date that can be explained: of a duty, or planned by the wizard. */
export type Explained = Explanation &
  Pick<DutyExplanation, 'label' | 'owesName' | 'due' | 'strict' | 'safe' | 'provisional' | 'trigger'> & {
    /** When it is due, in words; told for a planned date, whose day may not be known yet. */
    when?: string;
  };

/** `2026-03-16 周一`. */
export function dayText(date: string): string {
  return `${date} ${weekdayOf(date)}`;
}

/** True where the trace counts day by day, and not only names the ends. */
export function countsDays({ mode, trace }: Pick<Explained, 'mode' | 'trace'>): boolean {
  return (mode === 'working-day' || mode === 'day') && trace.some(isCount);
}

/** A day that was counted, neither the event's own nor one that a text names. */
export function isCount({ counted, why }: TraceDay): boolean {
  return counted && !['event', 'corresponding-day', 'last-day-of-month', 'named-day'].includes(why);
}

/** How the date came about, step by step, in words. */
export function countingSteps(date: Explained): string[] {
  const { due, strict, safe, when } = date;
  if (due === null || strict === null) {
    if (when === undefined) return ['条文没有规定日期，也没有可以推定日期的默认规则，因此不设截止日。'];
    return [`期限为：${when}。`, '起算的日期现在还不知道；办理中填写后，系统按工作日历推算出截止日。'];
  }
  const steps = [...startOf(date), countOf(date, strict)];
  if (due !== strict) steps.push(`${dayText(strict)}是休息日，期限顺延到其后第一个工作日 ${dayText(due)}（民法典第二百零三条）。`);
  if (safe !== null && safe !== due) steps.push(`稳妥日为 ${dayText(safe)}：期限末日当天或其前最后一个工作日，提醒按这一天倒排。`);
  return steps;
}

/** The event that a count starts from; a day that a text names is not counted from any. */
function startOf({ trigger, strict, mode }: Explained): string[] {
  if (!trigger || mode === 'fixed') return [];
  const start = `${trigger.eventName}：${dayText(trigger.date)}`;
  if (mode === 'period') return [`${start}。`];
  if (strict === trigger.date) return [`${start}，期限就是当日。`];
  const backwards = strict !== null && strict < trigger.date;
  return [backwards ? `${start}，当日不计入，从前一日起往前倒数。` : `${start}，当日不计入，从次日起算（民法典第二百零一条）。`];
}

function countOf(date: Explained, strict: string): string {
  const { mode, modeName, trace, due } = date;
  // What is said of an end that is a day off comes as a step of its own.
  const [counting = modeName] = modeName.split('，');
  if (countsDays(date)) {
    const unit = mode === 'working-day' ? '个工作日' : '日';
    return `${counting}，数满 ${trace.filter(isCount).length} ${unit}为 ${dayText(strict)}${skippedIn(date)}。`;
  }
  if (mode === 'month' || mode === 'year') {
    const lastOfMonth = trace.some(({ why }) => why === 'last-day-of-month');
    const which = lastOfMonth ? '到期月没有对应日，取当月最后一日' : '到期月的对应日';
    return `${counting}，${which} ${dayText(strict)}（民法典第二百零二条）。`;
  }
  return `${counting}：${dayText(strict)}${due === strict && mode === 'fixed' ? '，不因休息日移动' : ''}。`;
}

/** ；跳过周末 8 天、节假日 7 天（春节），调休上班 2 天计入. Only where skipped days are not counted as natural days. */
function skippedIn({ mode, trace }: Explained): string {
  if (mode !== 'working-day') return '';
  const skipped = trace.filter(({ counted, why }) => !counted && why !== 'event');
  const weekends = skipped.filter(({ why }) => why === 'weekend').length;
  const holidays = skipped.filter(({ why }) => why !== 'weekend');
  const names = [...new Set(holidays.flatMap(({ name }) => name ?? []))];
  const madeUp = trace.filter(({ counted, why }) => counted && why === 'make-up').length;
  const parts = [
    ...(weekends > 0 ? [`周末 ${weekends} 天`] : []),
    ...(holidays.length > 0 ? [`节假日 ${holidays.length} 天${names.length > 0 ? `（${names.join('、')}）` : ''}`] : []),
  ];
  return `${parts.length > 0 ? `，其间跳过${parts.join('、')}` : ''}${madeUp > 0 ? `，调休上班 ${madeUp} 天计入` : ''}`;
}
