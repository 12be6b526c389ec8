import { QuestionCircleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import type { DutyRow } from '../api/types.ts';
import { type Tone, toneOfDuty } from './StatusWord.tsx';

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

/** 还剩 3 个工作日 / 已逾期 2 个工作日; 0 working days are today, or a day off beside it. */
export function distanceText(daysLeft: number, date: string): string {
  if (daysLeft > 0) return `还剩 ${daysLeft} 个工作日`;
  if (daysLeft < 0) return `已逾期 ${-daysLeft} 个工作日`;
  return date === todayInShanghai() ? '今天到期' : '休息日到期，不剩工作日';
}

/** 暂定: the calendar of that year is not announced yet. */
export function Provisional() {
  return (
    <Tooltip title="国务院尚未公布该年度放假安排，公布后可能调整">
      <span className="provisional" tabIndex={0} role="note">
        暂定
      </span>
    </Tooltip>
  );
}

interface DateTextProps {
  date: string | null;
  /** Working days left; absent where no distance is to be told. */
  daysLeft?: number | null;
  status?: DutyRow['status'];
  provisional?: boolean;
  /** Opens 为什么是这一天. */
  why?: (() => void) | undefined;
  /** What is said where there is no date. */
  none?: string;
}

/** A date as `2026-11-26 周四`, with its distance, its 暂定 mark, and the way to its explanation. */
export function DateText({ date, daysLeft, status = 'open', provisional = false, why, none = '没有规定日期' }: DateTextProps) {
  if (date === null) return <span className="date-none">{none}</span>;
  const tone: Tone = toneOfDuty({ status, daysLeft: daysLeft ?? null });
  return (
    <span className="date">
      <time dateTime={date}>
        {date} {weekdayOf(date)}
      </time>
      {provisional && <Provisional />}
      {status === 'open' && daysLeft !== null && daysLeft !== undefined && (
        <span className={`distance status-${tone}`}>{distanceText(daysLeft, date)}</span>
      )}
      {why && (
        <button
          type="button"
          className="why-button"
          onClick={(event) => {
            // The date often stands in a row that opens something else.
            event.stopPropagation();
            why();
          }}
          aria-label={`${date} 为什么是这一天`}
          title="为什么是这一天"
        >
          <QuestionCircleOutlined />
        </button>
      )}
    </span>
  );
}
