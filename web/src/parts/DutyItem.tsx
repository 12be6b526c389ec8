import { Link } from 'react-router';
import type { DutyRow } from '../api/types.ts';
import { processPath } from '../links.ts';
import { DateText } from './DateText.tsx';
import { weekdayOf } from './days.ts';
import { DutyStatus } from './StatusWord.tsx';

/** One duty of the worklist: what, in which process, by whom, until when, and one click to do it. */
export function DutyItem({ duty, onWhy }: { duty: DutyRow; onWhy: (duty: DutyRow) => void }) {
  const place = processPath(duty.processId, { command: duty.allowed ? duty.command : null });
  return (
    <li className={duty.owedByMe ? 'duty duty-mine' : 'duty'}>
      <div className="duty-state">
        <DutyStatus duty={duty} />
      </div>
      <div className="duty-what">
        <Link to={place} className="duty-label" data-row>
          {duty.label}
        </Link>
        <div className="duty-where">
          <span>{duty.processTitle}</span>
          <span className="sep">{duty.kindName}</span>
          {duty.station && <span className="sep">{duty.station}</span>}
        </div>
      </div>
      {!duty.owedByMe && <div className="duty-owes">{duty.owesName}</div>}
      <div className="duty-due">
        <DateText
          date={duty.due}
          daysLeft={duty.daysLeft}
          status={duty.status}
          provisional={duty.provisional}
          why={duty.due === null ? undefined : () => onWhy(duty)}
        />
        {duty.safe !== null && duty.safe !== duty.due && (
          <div className="hint">
            稳妥日 {duty.safe} {weekdayOf(duty.safe)}
          </div>
        )}
      </div>
      <div className="duty-do">
        <Link to={place} className={duty.allowed ? 'do do-main' : 'do'} tabIndex={-1} aria-hidden="true">
          {duty.allowed ? '去办理' : '查看'}
        </Link>
      </div>
    </li>
  );
}
