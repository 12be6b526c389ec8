import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Binding } from '../../../../domain/pack.ts';
import type { Explanation } from '../../api/types.ts';
import { Provisional } from '../DateText.tsx';
import { DefaultLink, DefaultText } from '../DefaultLink.tsx';
import { distanceText } from '../days.ts';
import { countingSteps, dayText, type Explained } from './counting.ts';
import { TraceCalendar } from './TraceCalendar.tsx';
import './why.css';

const BINDINGS: Record<Binding, string> = {
  mandatory: '必须',
  'in-principle': '原则上',
  target: '目标',
  optional: '可以',
  reported: '报道所载',
};

/** What a code of how binding a clause is is called. */
function bindingName(binding: string): string {
  return BINDINGS[binding as Binding] ?? binding;
}

/** 为什么是这一天: why the date of a duty is that day and no other. */
export function Why({ date, packId, daysLeft }: { date: Explained; packId?: string | undefined; daysLeft?: number | null }) {
  return (
    <article className="why">
      <header className="why-head">
        <p className="why-label">
          {date.label}，由{date.owesName}办理
        </p>
        <p className="why-day">
          {date.due === null ? '没有规定日期' : dayText(date.due)} {date.provisional && <Provisional />}
        </p>
        {daysLeft !== null && daysLeft !== undefined && date.due !== null && (
          <p className="why-distance">{distanceText(daysLeft, date.due)}</p>
        )}
      </header>
      <Rule date={date} packId={packId} />
      <Part title="怎么算出来的">
        <ol className="why-steps">
          {countingSteps(date).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <TraceCalendar date={date} />
      </Part>
      {date.provisional && (
        <Part title="为什么暂定">
          <p>计算期间涉及国务院尚未公布放假安排的年度，先按法定假日推算。安排公布后重新计算，日期有变化的会在流程中留下记录并提醒。</p>
        </Part>
      )}
      {date.ifMissed && (
        <Part title="未按期履行">
          <p>{date.ifMissed}</p>
        </Part>
      )}
      {date.calendarVersion && <p className="why-version">工作日历版本 {date.calendarVersion}</p>}
    </article>
  );
}

function Rule({ date, packId }: { date: Explanation; packId: string | undefined }) {
  const { rule } = date;
  return (
    <Part title="依据">
      {rule ? (
        <>
          <p>
            {packId === undefined ? rule.id : <Link to={`/policies/${packId}?rule=${rule.id}`}>{rule.id}</Link>} {rule.title}
            <span className="binding">{bindingName(rule.binding)}</span>
          </p>
          {rule.basis && (
            <blockquote className="quote">
              <p>{rule.basis.quote}</p>
              <footer>
                政策文件 {rule.basis.source}，{rule.basis.clause}
              </footer>
            </blockquote>
          )}
        </>
      ) : (
        <p>这个日期由流程自行约定，不来自政策条文。</p>
      )}
      {date.default && (
        <p>
          条文没有写明日期，按
          <DefaultLink id={date.default.id} />（{date.default.title}）推定：
          <DefaultText text={date.default.reason} />
        </p>
      )}
    </Part>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="why-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}
