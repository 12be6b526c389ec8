const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'];

/** 周四 of `2026-11-26`. */
export function weekdayOf(date: string): string {
  return WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? '';
}

/** The day it is in Shanghai. */
export function todayInShanghai(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date());
}

/** An instant as a clerk reads it, `2026-11-26 09:30`, in Shanghai. */
export function instantText(instant: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });
  return format.format(new Date(instant));
}

/** Whether a due date has passed; the API counts working days, and over a weekend none may have gone by. */
export function isOverdue(daysLeft: number, due: string): boolean {
  return daysLeft < 0 || (daysLeft === 0 && due < todayInShanghai());
}

/** 还剩 3 个工作日 / 已逾期 2 个工作日; no working day left is today, or days off around the date. */
export function distanceText(daysLeft: number, due: string): string {
  if (daysLeft > 0) return `还剩 ${daysLeft} 个工作日`;
  if (daysLeft < 0) return `已逾期 ${-daysLeft} 个工作日`;
  if (due === todayInShanghai()) return '今天到期';
  return isOverdue(daysLeft, due) ? '已逾期，不足 1 个工作日' : '不足 1 个工作日';
}
