import { Tabs } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ProcessPage, ProcessRow } from '../../api/types.ts';
import { processesPath, processPath } from '../../links.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { ProcessStatus } from '../../parts/StatusWord.tsx';

/** What is recorded of a process, who takes part, and the other processes of its road. */
export function Surroundings({ process }: { process: ProcessPage }) {
  const { state, parties, related, cycleId } = process;
  const tabs: { key: string; label: string; children: ReactNode }[] = [
    { key: 'facts', label: '已记录的事项', children: <Recorded facts={state.facts} /> },
    {
      key: 'parties',
      label: '各方',
      children: <Facts facts={parties.map(({ functionName, organisation }) => ({ label: functionName, value: organisation.name }))} />,
    },
    { key: 'related', label: `相关流程 ${related.length}`, children: <Related rows={related} cycleId={cycleId} /> },
  ];
  return (
    <Tabs
      items={tabs.map(({ key, label, children }) => ({
        key,
        label,
        // Paper has no tabs: all of them stand below each other there, each under its name.
        forceRender: true,
        children: (
          <>
            <h2 className="print-only">{label}</h2>
            {children}
          </>
        ),
      }))}
    />
  );
}

function Recorded({ facts }: { facts: ProcessPage['state']['facts'] }) {
  if (facts.length === 0) return <Empty title="还没有记录的事项" why="办理时填写的日期、金额等会列在这里。" />;
  return <Facts facts={facts} />;
}

function Related({ rows, cycleId }: { rows: readonly ProcessRow[]; cycleId: string | null }) {
  if (rows.length === 0) return <Empty title="还没有相关流程" why="同一采购周期中的采购、合同、站点设置、报告、评估会列在这里。" />;
  return (
    <>
      <ul className="related">
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={processPath(row.id)}>{row.title}</Link>
            <span className="hint">
              {[row.kindName, row.about, row.stageLabel, row.nextDue && `下一期限 ${row.nextDue}`].filter(Boolean).join(' · ')}
            </span>
            <ProcessStatus process={row} />
          </li>
        ))}
      </ul>
      {cycleId !== null && <Link to={`${processesPath()}?cycleId=${encodeURIComponent(cycleId)}`}>在列表中查看同一采购周期的全部流程</Link>}
    </>
  );
}
