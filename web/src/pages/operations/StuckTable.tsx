import { Button, Space, Table, type TableColumnType } from 'antd';
import type { StuckRow } from '../../api/types.ts';
import { DateText } from '../../parts/DateText.tsx';
import { useNarrow } from '../../parts/useNarrow.ts';
import { ACTS, type Act } from './ActWindow.tsx';

interface StuckTableProps {
  rows: StuckRow[];
  ask: (row: StuckRow, act: Act) => void;
}

/** Waiting processes as an operator sees them: no names of people, the age, the cause, what may be done. */
export function StuckTable({ rows, ask }: StuckTableProps) {
  const narrow = useNarrow();
  if (narrow) {
    return (
      <ul className="cards">
        {rows.map((row) => (
          <li key={row.id} className="card">
            <div className="card-head">
              <span className="card-title">{row.kindName}</span>
              <span>{row.stageLabel}</span>
            </div>
            <div className="code">{row.id}</div>
            <Waiting row={row} />
            <Acts row={row} ask={ask} />
          </li>
        ))}
      </ul>
    );
  }
  return <Table rowKey="id" dataSource={rows} columns={columnsOf(ask)} pagination={false} scroll={{ x: 980 }} />;
}

function columnsOf(ask: StuckTableProps['ask']): TableColumnType<StuckRow>[] {
  return [
    {
      title: '流程',
      key: 'id',
      render: (_, { kindName, id }) => (
        <>
          {kindName}
          <div className="code">{id}</div>
        </>
      ),
    },
    { title: '环节', key: 'stage', dataIndex: 'stageLabel', width: 120 },
    { title: '等待', key: 'waits', width: 260, render: (_, row) => <Waiting row={row} /> },
    { title: '下一期限', key: 'due', width: 190, render: (_, { nextDue }) => <DateText date={nextDue} none="没有期限" /> },
    { title: '版本', key: 'revision', dataIndex: 'revision', width: 64, align: 'right' },
    { title: '操作', key: 'acts', width: 300, render: (_, row) => <Acts row={row} ask={ask} /> },
  ];
}

function Waiting({ row: { waitsForName, since, daysWaiting, cause, undelivered } }: { row: StuckRow }) {
  return (
    <>
      {waitsForName}
      <div className="hint">
        自 {since}，已 {daysWaiting} 天
      </div>
      {cause && <div className="status-broken">故障代码 {cause}</div>}
      {undelivered > 0 && <div className="status-soon">{undelivered} 个操作尚未送达</div>}
    </>
  );
}

function Acts({ row, ask }: { row: StuckRow; ask: StuckTableProps['ask'] }) {
  const acts: Act[] = row.cause === null ? ['refresh', 'rebuild'] : ['retry', 'refresh', 'rebuild'];
  return (
    <Space wrap size={4}>
      {acts.map((act) => (
        <Button key={act} size="small" onClick={() => ask(row, act)}>
          {ACTS[act].name}
        </Button>
      ))}
      {row.temporalUrl && (
        <Button size="small" type="link" href={row.temporalUrl} target="_blank" rel="noreferrer">
          在 Temporal UI 中查看
        </Button>
      )}
    </Space>
  );
}
