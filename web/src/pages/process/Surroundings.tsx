import { Tabs } from 'antd';
import { Link } from 'react-router';
import type { ProcessPage, ProcessRow } from '../../api/types.ts';
import { processesPath, processPath } from '../../links.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { ProcessStatus } from '../../parts/StatusWord.tsx';

/** What is recorded of a process, who takes part, and the other processes of its road. */
export function Surroundings({ process }: { process: ProcessPage }) {
  const { state, parties, related, cycleId } = process;
  return (
    <Tabs
      items={[
        {
          key: 'facts',
          label: '已记录的事项',
          forceRender: true,
          children:
            state.facts.length > 0 ? (
              <Facts facts={state.facts} />
            ) : (
              <Empty title="还没有记录的事项" why="办理时填写的日期、金额等会列在这里。" />
            ),
        },
        {
          key: 'parties',
          label: '各方',
          forceRender: true,
          children: <Facts facts={parties.map(({ functionName, organisation }) => ({ label: functionName, value: organisation.name }))} />,
        },
        { key: 'related', label: `相关流程 ${related.length}`, forceRender: true, children: <Related rows={related} cycleId={cycleId} /> },
      ]}
    />
  );
}

function Related({ rows, cycleId }: { rows: readonly ProcessRow[]; cycleId: string | null }) {
  if (rows.length === 0) return <Empty title="还没有相关流程" why="同一购买周期中的采购、合同、进驻、报告、评估会列在这里。" />;
  return (
    <>
      <ul className="related">
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={processPath(row.id)}>{row.title}</Link>
            <span className="hint">
              {row.kindName} · {row.stageLabel}
              {row.nextDue !== null && ` · 下一期限 ${row.nextDue}`}
            </span>
            <ProcessStatus process={row} />
          </li>
        ))}
      </ul>
      {cycleId !== null && <Link to={`${processesPath()}?cycleId=${encodeURIComponent(cycleId)}`}>在列表中查看同一购买周期的全部流程</Link>}
    </>
  );
}
