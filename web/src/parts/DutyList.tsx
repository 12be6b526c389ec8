import { Link } from 'react-router';
import type { DutyOfProcess, ProcessPage } from '../api/types.ts';
import { processPath } from '../links.ts';
import { DateText } from './DateText.tsx';
import { Empty } from './Empty.tsx';
import { DutyStatus } from './StatusWord.tsx';
import './duty-list.css';

interface DutyListProps {
  process: Pick<ProcessPage, 'id' | 'duties' | 'actions' | 'ended'>;
  onWhy: (dutyKey: string) => void;
}

/** What is owed in a process and by whom, by date: first what is open, below what is done. */
export function DutyList({ process, onWhy }: DutyListProps) {
  const open = process.duties.filter(({ status }) => status === 'open');
  const closed = process.duties.filter(({ status }) => status !== 'open');
  return (
    <>
      {open.length === 0 && (
        <Empty
          title={process.ended ? '没有未履行的义务' : '现在没有须按期履行的义务'}
          why={process.ended ? '流程已经结束。' : '流程走到下一环节、起算的日期确定后，义务会列在这里。'}
        />
      )}
      <ul className="owed">
        {open.map((duty) => (
          <Duty key={duty.key} duty={duty} process={process} onWhy={onWhy} />
        ))}
      </ul>
      {closed.length > 0 && (
        <details className="owed-closed" open={open.length === 0}>
          <summary>已了结 {closed.length} 项</summary>
          <ul className="owed">
            {closed.map((duty) => (
              <Duty key={duty.key} duty={duty} process={process} onWhy={onWhy} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Duty({ duty, process, onWhy }: { duty: DutyOfProcess } & DutyListProps) {
  const action = duty.owedByMe && duty.status === 'open' ? process.actions.find(({ command }) => command === duty.command) : undefined;
  return (
    <li className="owed-one">
      <p className="owed-head">
        <span className="owed-label">{duty.label}</span>
        <DutyStatus duty={duty} />
      </p>
      <p className="owed-who">
        {duty.owedByMe ? '本机构' : duty.owesName}
        {duty.station && `，${duty.station}`}
        {duty.metOn !== null && `，${duty.metOn} 办结`}
      </p>
      <p className="owed-date">
        <DateText
          date={duty.due}
          daysLeft={duty.daysLeft}
          status={duty.status}
          provisional={duty.provisional}
          why={duty.ruleId === null && duty.due === null ? undefined : () => onWhy(duty.key)}
        />
      </p>
      {action && (
        <Link to={processPath(process.id, { command: action.command })} replace className="do do-main owed-do">
          {action.label}
        </Link>
      )}
    </li>
  );
}
