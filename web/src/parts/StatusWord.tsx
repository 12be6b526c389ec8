import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  ExclamationCircleOutlined,
  FieldTimeOutlined,
  MinusCircleOutlined,
  StopOutlined,
  WarningOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import type { DutyRow, ProcessRow } from '../api/types.ts';
import { isOverdue } from './days.ts';

/** How a state looks: 逾期, 临近, 正常, 已完成, 故障. */
export type Tone = 'overdue' | 'soon' | 'calm' | 'done' | 'broken';

/** Working days before the due date from which a duty counts as near; the worklist's bucket 临近 uses the same. */
const SOON_DAYS = 5;

/** What of a duty tells how it stands. */
type Standing = Pick<DutyRow, 'status' | 'daysLeft' | 'due' | 'command'>;

/** The tone of a duty: what is open is judged by its working days left. */
export function toneOfDuty({ status, daysLeft, due }: Omit<Standing, 'command'>): Tone {
  if (status !== 'open') return 'done';
  if (daysLeft === null || due === null) return 'calm';
  return isOverdue(daysLeft, due) ? 'overdue' : daysLeft <= SOON_DAYS ? 'soon' : 'calm';
}

const DUTY_WORDS: Record<Exclude<DutyRow['status'], 'open'>, string> = { met: '已履行', late: '逾期履行', withdrawn: '已撤销' };
const OPEN_WORDS: Record<Tone, string> = { overdue: '已逾期', soon: '临近', calm: '待履行', done: '已履行', broken: '故障' };
const ICONS: Record<Tone, ReactNode> = {
  overdue: <ExclamationCircleOutlined />,
  soon: <FieldTimeOutlined />,
  calm: <ClockCircleOutlined />,
  done: <CheckCircleOutlined />,
  broken: <WarningOutlined />,
};

/** A state by word and icon; the colour only repeats it. */
export function StatusWord({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={`status status-${tone}`}>
      <span aria-hidden="true">{icon ?? ICONS[tone]}</span> {children}
    </span>
  );
}

/** The state of a duty. */
export function DutyStatus({ duty }: { duty: Standing }) {
  const tone = toneOfDuty(duty);
  if (duty.status === 'open') {
    // A day that only arrives is nobody's to fulfil.
    return <StatusWord tone={tone}>{duty.command === null && tone === 'calm' ? '待到期' : OPEN_WORDS[tone]}</StatusWord>;
  }
  const icon = duty.status === 'withdrawn' ? <MinusCircleOutlined /> : undefined;
  return (
    <StatusWord tone="done" icon={icon}>
      {DUTY_WORDS[duty.status]}
    </StatusWord>
  );
}

/** How a process stands: broken, over, overdue, or going on. */
export function ProcessStatus({ process }: { process: Pick<ProcessRow, 'broken' | 'ended' | 'overdueSince'> }) {
  if (process.broken) return <StatusWord tone="broken">故障</StatusWord>;
  if (process.ended) {
    return (
      <StatusWord tone="done" icon={<StopOutlined />}>
        已结束
      </StatusWord>
    );
  }
  return process.overdueSince ? <StatusWord tone="overdue">有逾期</StatusWord> : <StatusWord tone="calm">进行中</StatusWord>;
}
