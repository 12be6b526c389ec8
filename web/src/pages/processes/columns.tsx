import type { TableColumnType } from 'antd';
import { Link } from 'react-router';
import type { ProcessRow } from '../../api/types.ts';
import { processPath } from '../../links.ts';
import { DateText } from '../../parts/DateText.tsx';
import { ProcessStatus } from '../../parts/StatusWord.tsx';

type Column = TableColumnType<ProcessRow> & { key: string; title: string };

/** Who or what a process waits for, with the organisation's name where there is one. */
export function waitsForText({ ended, waitsForName, waitingForName }: ProcessRow): string {
  if (ended) return '不再等待';
  return waitingForName === null ? waitsForName : `${waitsForName} ${waitingForName}`;
}

/** The columns of the list; the name and the last one are always shown. */
export const COLUMNS: Column[] = [
  {
    key: 'title',
    title: '名称',
    render: (_, row) => (
      <>
        <Link to={processPath(row.id)} data-row className="cell-name">
          {row.title}
        </Link>
        {row.about && <div className="hint">{row.about}</div>}
      </>
    ),
  },
  { key: 'kind', title: '类别', dataIndex: 'kindName', width: 92 },
  { key: 'status', title: '状态', width: 96, render: (_, row) => <ProcessStatus process={row} /> },
  {
    key: 'stage',
    title: '环节',
    width: 128,
    render: (_, { stageLabel, stageSince }) => (
      <>
        {stageLabel}
        <div className="hint">自 {stageSince}</div>
      </>
    ),
  },
  { key: 'waits', title: '等待', width: 168, render: (_, row) => waitsForText(row) },
  { key: 'due', title: '下一期限', width: 200, render: (_, row) => <NextDue row={row} /> },
  { key: 'pack', title: '政策', dataIndex: 'packName', width: 92 },
  {
    key: 'open',
    title: '操作',
    width: 64,
    render: (_, { id, title }) => (
      <Link to={processPath(id)} aria-label={`打开 ${title}`}>
        打开
      </Link>
    ),
  },
];

/** Columns that may be hidden. */
export const OPTIONAL = COLUMNS.filter(({ key }) => key !== 'title' && key !== 'open');

/** The next date of a process with what is due then. */
export function NextDue({ row }: { row: ProcessRow }) {
  if (row.ended) return <span className="hint">无</span>;
  return (
    <>
      <DateText date={row.nextDue} provisional={row.provisional} none="没有期限" />
      {row.nextDueLabel && <div className="hint">{row.nextDueLabel}</div>}
      {row.overdueSince && <div className="status-overdue">最早逾期 {row.overdueSince}</div>}
    </>
  );
}
