import { Button, Table } from 'antd';
import { Link, useNavigate } from 'react-router';
import { type ProcessFilter, useProcesses, useSession } from '../api/hooks.ts';
import { itemsOf } from '../api/paging.ts';
import type { ProcessRow } from '../api/types.ts';
import { processPath } from '../links.ts';
import { Empty } from '../parts/Empty.tsx';
import { Loading } from '../parts/Loading.tsx';
import { More } from '../parts/More.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { ProblemNotice } from '../parts/Problem.tsx';
import { placesOf } from '../parts/places.ts';
import { ProcessStatus } from '../parts/StatusWord.tsx';
import { useNarrow } from '../parts/useNarrow.ts';
import { isKind, KIND_NAMES } from '../words.ts';
import { COLUMNS, NextDue, waitsForText } from './processes/columns.tsx';
import { FilterBar } from './processes/FilterBar.tsx';
import { isNarrowed } from './processes/filter.ts';
import { Toolbar } from './processes/Toolbar.tsx';
import { useListAddress, type View } from './processes/useListAddress.ts';

/** The list of processes: which one, and how do they stand? */
export default function ProcessList() {
  const { filter, view, change, clear } = useListAddress();
  const list = useProcesses(filter);
  const rows = itemsOf(list.data);
  const kind = filter.kind ?? null;
  return (
    <>
      <PageHead title={isKind(kind) ? KIND_NAMES[kind] : '全部流程'} />
      <section className="panel">
        <FilterBar filter={filter} counts={list.data?.pages[0]?.counts} change={change} clear={clear}>
          <Toolbar view={view} change={change} refresh={() => void list.refetch()} refreshing={list.isRefetching} />
        </FilterBar>
        {list.isError && <ProblemNotice error={list.error} retry={() => void list.refetch()} withFields />}
        {list.isPending && <Loading shape="list" rows={8} />}
        {list.isSuccess && rows.length === 0 && <Nothing filter={filter} clear={clear} />}
        {rows.length > 0 && (
          <>
            <div className={list.isPlaceholderData ? 'outdated' : undefined} aria-busy={list.isPlaceholderData}>
              <Rows rows={rows} view={view} />
            </div>
            <More shown={rows.length} {...list} />
          </>
        )}
      </section>
    </>
  );
}

function Rows({ rows, view }: { rows: ProcessRow[]; view: View }) {
  const narrow = useNarrow();
  if (narrow) {
    return (
      <ul className="cards">
        {rows.map((row) => (
          <ProcessCard key={row.id} row={row} />
        ))}
      </ul>
    );
  }
  return (
    <Table
      rowKey="id"
      dataSource={rows}
      columns={COLUMNS.filter(({ key }) => !view.hidden.includes(key))}
      size={view.dense ? 'small' : 'medium'}
      pagination={false}
      scroll={{ x: 900 }}
    />
  );
}

function ProcessCard({ row }: { row: ProcessRow }) {
  return (
    <li className="card">
      <Link to={processPath(row.id)} data-row className="card-link">
        <div className="card-head">
          <span className="card-title">{row.title}</span>
          <ProcessStatus process={row} />
        </div>
        <div className="hint">{[row.kindName, row.about, row.stageLabel, `等待${waitsForText(row)}`].filter(Boolean).join(' · ')}</div>
        <NextDue row={row} />
      </Link>
    </li>
  );
}

function Nothing({ filter, clear }: { filter: ProcessFilter; clear: () => void }) {
  const navigate = useNavigate();
  const { data: session } = useSession();
  if (isNarrowed(filter)) {
    return <Empty title="没有符合条件的流程" why="放宽条件，或换一个类别看看。" next={<Button onClick={clear}>清除条件</Button>} />;
  }
  return (
    <Empty
      title="还没有进行中的流程"
      why="本机构参与的流程会出现在这里。已结束的流程可以在“是否结束”里选择查看。"
      next={session && placesOf(session).mayStart && <Button onClick={() => void navigate('/start')}>发起采购周期</Button>}
    />
  );
}
