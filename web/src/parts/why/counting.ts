import type { DutyExplanation, Explanation, TraceDay } from '../../api/types.ts';
import { weekdayOf } from '../DateText.tsx';

/** A date that can be explained: of a duty, or planned by the wizard. */
export type Explained = Explanation & Pick<DutyExplanation, 'label' | 'owesName' | 'due' | 'strict' | 'safe' | 'provisional' | 'trigger'>;

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
  if (date.due === null || date.strict === null) return ['条文没有规定日期，也没有可以推定日期的默认规则，因此不设截止日。'];
  const { due, strict, safe } = date;
  const steps = [...startOf(date), ...countOf(date, strict)];
  if (due !== strict) steps.push(`${dayText(strict)}是休息日，期限顺延到其后第一个工作日 ${dayText(due)}（民法典第二百零三条）。`);
  if (safe !== null && safe !== due) steps.push(`稳妥日为 ${dayText(safe)}：期限末日当天或其前最后一个工作日，提醒按这一天倒排。`);
  return steps;
}

function startOf({ trigger, due }: Explained): string[] {
  if (!trigger) return [];
  const backwards = due !== null && due < trigger.date;
  const how = backwards ? '从前一日起往前倒数' : '当日不计入，从次日起算（民法典第二百零一条）';
  return [`${trigger.eventName}：${dayText(trigger.date)}，${how}。`];
}

function countOf(date: Explained, strict: string): string[] {
  const { mode, modeName, trigger, trace } = date;
  if (countsDays(date)) {
    const unit = mode === 'working-day' ? '个工作日' : '日';
    return [`${modeName}，数满 ${trace.filter(isCount).length} ${unit}为 ${dayText(strict)}${skippedIn(date)}。`];
  }
  if (trigger && (mode === 'month' || mode === 'year')) {
    const lastOfMonth = trace.some(({ why }) => why === 'last-day-of-month');
    const which = lastOfMonth ? '没有对应日，取当月最后一日' : '到期月的对应日';
    return [`${modeName}，${which}为 ${dayText(strict)}（民法典第二百零二条）。`];
  }
  if (mode === 'fixed') return [`${modeName}：${dayText(strict)}，不因休息日移动。`];
  return [`${modeName}：${dayText(strict)}。`];
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
