import { useTimeline } from '../api/hooks.ts';
import { itemsOf } from '../api/paging.ts';
import type { TimelineEntry } from '../api/types.ts';
import { instantText } from './days.ts';
import { Empty } from './Empty.tsx';
import { Facts } from './Facts.tsx';
import { Loading } from './Loading.tsx';
import { More } from './More.tsx';
import { ProblemNotice } from './Problem.tsx';
import { dayText } from './why/counting.ts';
import './timeline.css';

/** Contents beyond so many lines are folded. */
const LINES_SHOWN = 3;

/** Everything that happened in a process, the newest first, by the day on which it counts. */
export function Timeline({ processId }: { processId: string }) {
  const timeline = useTimeline(processId);
  const entries = itemsOf(timeline.data);
  if (timeline.isPending) return <Loading shape="list" rows={4} />;
  if (timeline.isError && entries.length === 0) return <ProblemNotice error={timeline.error} retry={() => void timeline.refetch()} />;
  if (entries.length === 0) return <Empty title="还没有记录" why="流程中办理的每一项都会记在这里。" />;
  return (
    <div className="timeline">
      {timeline.isError && <ProblemNotice error={timeline.error} retry={() => void timeline.refetch()} />}
      {byDay(entries).map(([day, ofDay]) => (
        <section key={day} className="timeline-day">
          <h3>
            <time dateTime={day}>{dayText(day)}</time>
          </h3>
          <ol>
            {ofDay.map((entry) => (
              <Entry key={entry.revision} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
      <More shown={entries.length} {...timeline} />
    </div>
  );
}

function Entry({ entry }: { entry: TimelineEntry }) {
  const { by, data } = entry;
  const system = by.person === undefined && by.organisation === undefined;
  return (
    <li className={system ? 'happened happened-system' : 'happened'}>
      <p className="happened-what">{entry.label}</p>
      <p className="happened-who">
        {[by.organisation, by.role, by.person].filter(Boolean).join(' ')}，{instantText(entry.recordedAt)} 记录
      </p>
      {entry.late && <p className="happened-late">收到后隔日才记录，以收到之日为准，不算逾期。</p>}
      <Facts facts={data.slice(0, LINES_SHOWN)} />
      {data.length > LINES_SHOWN && (
        <details>
          <summary>另外 {data.length - LINES_SHOWN} 项内容</summary>
          <Facts facts={data.slice(LINES_SHOWN)} />
        </details>
      )}
    </li>
  );
}

function byDay(entries: readonly TimelineEntry[]): [day: string, entries: TimelineEntry[]][] {
  const days = new Map<string, TimelineEntry[]>();
  for (const entry of entries) days.set(entry.onDay, [...(days.get(entry.onDay) ?? []), entry]);
  return [...days];
}
