import { QuestionCircleOutlined } from '@ant-design/icons';
import type { PlannedDate } from '../../api/types.ts';
import { DateText } from '../../parts/DateText.tsx';
import { todayInShanghai } from '../../parts/days.ts';

/** The dates that a cycle will create: first those that can be told, then those that wait for a day nobody knows yet. */
export function PlannedDates({ dates, onWhy }: { dates: readonly PlannedDate[]; onWhy: (date: PlannedDate) => void }) {
  const today = todayInShanghai();
  return (
    <ol className="planned">
      {dates.map((date, index) => (
        // The index is the key: one duty may come twice with the same words; the list stands still
        <li key={index} className="planned-one">
          <div className="planned-day">
            {date.due === null ? (
              <button type="button" className="undated" onClick={() => onWhy(date)} title="为什么还没有日期">
                日期待定 <QuestionCircleOutlined aria-hidden />
              </button>
            ) : (
              <DateText date={date.due} provisional={date.provisional} why={() => onWhy(date)} />
            )}
            {date.assumed && date.due !== null && <span className="assumed-mark">按假定日期</span>}
            {date.due !== null && date.due < today && <span className="assumed-mark">日期已过</span>}
          </div>
          <div className="planned-what">
            <span className="planned-label">{date.label}</span>
            <span className="hint">{date.when}</span>
          </div>
          <div className="planned-who">{date.owesName}</div>
          <div className="planned-rule">{date.ruleId}</div>
        </li>
      ))}
    </ol>
  );
}
