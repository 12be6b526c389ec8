import { Button, Space } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useSession } from '../api/hooks.ts';
import { useOperations, useStuck } from '../api/operations.ts';
import { itemsOf } from '../api/paging.ts';
import type { Operations, Session, StuckKind, StuckRow } from '../api/types.ts';
import { Empty } from '../parts/Empty.tsx';
import { Forbidden } from '../parts/Forbidden.tsx';
import { Loading } from '../parts/Loading.tsx';
import { More } from '../parts/More.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { asProblem, ProblemNotice } from '../parts/Problem.tsx';
import { placesOf } from '../parts/places.ts';
import { countText } from '../parts/SideMenu.tsx';
import { StatusWord } from '../parts/StatusWord.tsx';
import { type Act, ActWindow } from './operations/ActWindow.tsx';
import { StuckTable } from './operations/StuckTable.tsx';

const KINDS: readonly { kind: StuckKind; name: string; what: string }[] = [
  { kind: 'broken', name: '故障', what: '处理时出错，等待运维' },
  { kind: 'person', name: '等人办理', what: '轮到某个岗位办理' },
  { kind: 'organisation', name: '等其他机构', what: '轮到别的机构或关联流程' },
  { kind: 'date', name: '等日期', what: '期限到来前不需要办理' },
];

/** 运维: what stands still, why, and what may be done? */
export default function OperationsPage() {
  const { data: session } = useSession();
  return (
    <>
      <PageHead title="运维" extra={<Ways />} />
      {session &&
        (placesOf(session).isOperator ? <Whole session={session} /> : <Forbidden what="运维页面由运维人员使用" whoMay={['运维']} />)}
    </>
  );
}

/** Where an operator goes from here. */
function Ways() {
  const { data: session } = useSession();
  const navigate = useNavigate();
  const isOperator = session ? placesOf(session).isOperator : false;
  const url = useOperations(isOperator).data?.temporalUiUrl;
  return isOperator ? (
    <Space wrap>
      <Button onClick={() => void navigate('/bureaus/new')}>新设机构</Button>
      {url && (
        <Button href={url} target="_blank" rel="noreferrer">
          打开 Temporal UI
        </Button>
      )}
    </Space>
  ) : null;
}

function Whole({ session }: { session: Session }) {
  const operations = useOperations(true);
  const [query, setQuery] = useSearchParams();
  const kind = KINDS.find((one) => one.kind === query.get('kind'))?.kind ?? 'broken';
  if (operations.isPending) return <Loading shape="list" rows={6} />;
  if (operations.isError && asProblem(operations.error).status === 403)
    return <Forbidden what="运维页面由运维人员使用" error={operations.error} />;
  return (
    <>
      {operations.isError && <ProblemNotice error={operations.error} retry={() => void operations.refetch()} />}
      {operations.data && <Health operations={operations.data} />}
      <div className="buckets" role="tablist" aria-label="停留原因">
        {KINDS.map((one) => (
          <button
            key={one.kind}
            type="button"
            role="tab"
            id={`stuck-${one.kind}`}
            aria-selected={one.kind === kind}
            aria-controls="stuck-list"
            className={`bucket bucket-${one.kind === 'broken' && (operations.data?.counts.broken ?? 0) > 0 ? 'overdue' : 'calm'}`}
            onClick={() => setQuery({ kind: one.kind }, { replace: true, flushSync: true })}
          >
            <span className="bucket-name">{one.name}</span>
            <span className="bucket-count">{operations.data ? countText(operations.data.counts[one.kind]) : '…'}</span>
            <span className="bucket-what">{one.what}</span>
          </button>
        ))}
      </div>
      <section id="stuck-list" role="tabpanel" aria-labelledby={`stuck-${kind}`} className="panel">
        <Stuck key={session.membership.id} kind={kind} />
      </section>
    </>
  );
}

function Health({ operations: { health, undelivered } }: { operations: Operations }) {
  return (
    <p className="health">
      <Part name="数据库" state={health.database} />
      <Part name="Temporal" state={health.temporal} />
      <span>
        {undelivered === 0 ? (
          <StatusWord tone="done">没有待送达的操作</StatusWord>
        ) : (
          <StatusWord tone="soon">{undelivered} 个操作已收到、尚未送达</StatusWord>
        )}
      </span>
    </p>
  );
}

function Part({ name, state }: { name: string; state: 'ok' | 'down' }) {
  return (
    <span>{state === 'ok' ? <StatusWord tone="done">{name} 正常</StatusWord> : <StatusWord tone="broken">{name} 连不上</StatusWord>}</span>
  );
}

/** The list may be read again while an act is asked about: its window stands beside it, so that nothing that was typed is lost. */
function Stuck({ kind }: { kind: StuckKind }) {
  const [asked, setAsked] = useState<{ row: StuckRow; act: Act }>();
  return (
    <>
      <StuckList kind={kind} ask={(row, act) => setAsked({ row, act })} />
      {asked && <ActWindow {...asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}

function StuckList({ kind, ask }: { kind: StuckKind; ask: (row: StuckRow, act: Act) => void }) {
  const list = useStuck(kind);
  const rows = itemsOf(list.data);
  if (list.isPending) return <Loading shape="list" rows={6} />;
  if (list.isError && rows.length === 0) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />;
  if (rows.length === 0) {
    return kind === 'broken' ? (
      <Empty title="没有故障的流程" why="处理出错的流程会出现在这里，附故障代码和可以采取的措施。" />
    ) : (
      <Empty title="没有这样停留的流程" why="换一类看看。" />
    );
  }
  return (
    <>
      {list.isError && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
      <StuckTable rows={rows} ask={ask} />
      <More shown={rows.length} {...list} />
    </>
  );
}
