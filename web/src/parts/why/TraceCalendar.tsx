import type { ReactNode } from 'react';
import { dayText, type Explained } from './counting.ts';
import { type Mark, marksOf } from './marks.ts';

const WEEK = ['一', '二', '三', '四', '五', '六', '日'];
/** A gap of more months than this between two marked months is shown as a gap. */
const MONTHS_SHOWN_BETWEEN = 1;

/** The months through which a date was counted: each day counted, skipped with its reason, and the days that matter. */
export function TraceCalendar({ date }: { date: Explained }) {
  const marks = marksOf(date);
  if (marks.size === 0) return null;
  const months = [...new Set([...marks.keys()].map((day) => day.slice(0, 7)))].sort();
  return (
    <figure className="trace" aria-label="逐日说明">
      <div className="trace-months">
        {months.map((month, index) => (
          <Month key={month} month={month} marks={marks} gapBefore={monthsBetween(months[index - 1], month) > MONTHS_SHOWN_BETWEEN} />
        ))}
      </div>
      <Legend tones={new Set([...marks.values()].map(({ tone }) => tone))} />
      <details className="trace-list">
        <summary>逐日文字说明</summary>
        <ol>
          {[...marks]
            .sort(([one], [other]) => one.localeCompare(other))
            .map(([day, { long }]) => (
              <li key={day}>
                <time dateTime={day}>{dayText(day)}</time> {long}
              </li>
            ))}
        </ol>
      </details>
    </figure>
  );
}

function Month({ month, marks, gapBefore }: { month: string; marks: ReadonlyMap<string, Mark>; gapBefore: boolean }) {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const blanks = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7;
  const days = Array.from({ length }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`);
  return (
    <>
      {gapBefore && (
        <span className="trace-gap" role="note">
          中间各月略
        </span>
      )}
      <table className="month">
        <caption>
          {year}年{number}月
        </caption>
        <thead>
          <tr>
            {WEEK.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(blanks, days).map((week) => (
            <tr key={week.find(Boolean)} className={week.some((day) => day !== undefined && marks.has(day)) ? undefined : 'week-quiet'}>
              {week.map((day, index) => (
                // The index is the key: a weekday never moves
                <Day key={index} day={day} mark={day === undefined ? undefined : marks.get(day)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function Day({ day, mark }: { day: string | undefined; mark: Mark | undefined }): ReactNode {
  if (day === undefined) return <td />;
  const number = Number(day.slice(8));
  if (!mark) return <td className="day">{number}</td>;
  return (
    <td className={`day day-${mark.tone}`} title={`${dayText(day)} ${mark.long}`}>
      {number}
      <small>{mark.short}</small>
    </td>
  );
}

const LEGEND: Record<Mark['tone'], string> = { event: '起算日', counted: '计入', skipped: '跳过', safe: '稳妥日', due: '截止日' };

function Legend({ tones }: { tones: ReadonlySet<Mark['tone']> }) {
  return (
    <figcaption className="trace-legend">
      {(Object.keys(LEGEND) as Mark['tone'][]).map(
        (tone) =>
          tones.has(tone) && (
            <span key={tone}>
              <i className={`day-${tone}`} aria-hidden="true" /> {LEGEND[tone]}
            </span>
          ),
      )}
    </figcaption>
  );
}

function weeksOf(blanks: number, days: readonly string[]): (string | undefined)[][] {
  const cells = [...Array.from({ length: blanks }, () => undefined), ...days];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, index) => cells.slice(index * 7, index * 7 + 7));
  return weeks.map((week) => [...week, ...Array.from({ length: 7 - week.length }, () => undefined)]);
}

function monthsBetween(before: string | undefined, month: string): number {
  if (before === undefined) return 0;
  const [year = 0, number = 0] = month.split('-').map(Number);
  const [yearBefore = 0, numberBefore = 0] = before.split('-').map(Number);
  return (year - yearBefore) * 12 + number - numberBefore;
}
