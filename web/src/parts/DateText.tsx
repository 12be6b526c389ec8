import { QuestionCircleOutlined } from '@ant-design/icons';
import { Tooltip } from 'antd';
import type { DutyRow } from '../api/types.ts';
import { distanceText, weekdayOf } from './days.ts';
import { toneOfDuty } from './StatusWord.tsx';

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
  const tone = toneOfDuty({ status, daysLeft: daysLeft ?? null, due: date });
  return (
    <span className="date">
      <time dateTime={date}>
        {date} {weekdayOf(date)}
      </time>
      {provisional && <Provisional />}
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
      {status === 'open' && daysLeft !== null && daysLeft !== undefined && (
        <span className={`distance status-${tone}`}>{distanceText(daysLeft, date)}</span>
      )}
    </span>
  );
}
