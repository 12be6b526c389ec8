import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useRuleDay } from '../../api/policies.ts';
import type { Example, Trial } from '../../api/types.ts';
import { todayInShanghai } from '../../parts/days.ts';
import { DateInput } from '../../parts/form/inputs.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNotice } from '../../parts/Problem.tsx';
import { Why } from '../../parts/why/Why.tsx';

type DayTrial = Extract<Trial, { kind: 'day' }>;
type Events = Record<string, string>;

/** Events that are the first day of a year: the year is asked for, not the day. */
const STARTS_OF_YEARS = ['year-starts', 'plan-year-starts'];

interface TryDayProps {
  packId: string;
  ruleId: string;
  trial: DayTrial;
  /** What the fields start with; without it, today. */
  example: Example | undefined;
  edited: () => void;
}

/** 如果…于…: the day that a rule gives for supposed events, explained as the day of a duty is. */
export function TryDay({ packId, ruleId, trial, example, edited }: TryDayProps) {
  const [events, setEvents] = useState<Events>(() => startOf(trial, example));
  const change = (event: string, date: string | undefined) => {
    edited();
    setEvents(withDay(events, event, date));
  };
  const isAsked = trial.events.every(({ event }) => events[event] !== undefined);
  const day = useRuleDay(packId, ruleId, trial.filling, events, isAsked);
  return (
    <>
      <div className="trial-fields">
        {trial.events.map(({ event, eventName }) => (
          <label key={event} className="trial-field">
            <span>如果{eventName}于</span>
            <EventDate event={event} name={eventName} value={events[event]} change={(date) => change(event, date)} />
          </label>
        ))}
        <p className="hint">期限：{trial.when}</p>
      </div>
      {!isAsked && <p className="hint">填写日期后，这里显示截止日和逐日说明。</p>}
      {isAsked && day.isPending && <Loading shape="form" rows={4} />}
      {isAsked && day.error && <ProblemNotice error={day.error} withFields />}
      {isAsked && day.data && !day.error && (
        <div
          className={day.isPlaceholderData ? 'trial-result outdated' : 'trial-result'}
          aria-busy={day.isPlaceholderData}
          aria-live="polite"
        >
          <Why date={day.data} />
        </div>
      )}
    </>
  );
}

interface EventDateProps {
  event: string;
  name: string;
  value: string | undefined;
  change: (date: string | undefined) => void;
}

function EventDate({ event, name, value, change }: EventDateProps) {
  const named = { id: `try-${event}`, 'aria-label': `${name}日期` };
  if (!STARTS_OF_YEARS.includes(event)) return <DateInput id={named.id} {...(value !== undefined && { value })} onChange={change} />;
  return (
    <DatePicker
      id={named.id}
      picker="year"
      className="date-input"
      format="YYYY年"
      placeholder="年份"
      value={value === undefined ? null : dayjs(value)}
      onChange={(year) => change(year ? `${year.format('YYYY')}-01-01` : undefined)}
    />
  );
}

/** The days of the example, or today; a year starts on its first day. */
function startOf(trial: DayTrial, example: Example | undefined): Events {
  const today = todayInShanghai();
  const usual = (event: string) => (STARTS_OF_YEARS.includes(event) ? `${today.slice(0, 4)}-01-01` : today);
  return Object.fromEntries(trial.events.map(({ event }) => [event, example?.events[event] ?? usual(event)]));
}

function withDay(events: Events, event: string, date: string | undefined): Events {
  const { [event]: _, ...others } = events;
  return date === undefined ? others : { ...others, [event]: date };
}
