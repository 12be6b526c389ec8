import { Button } from 'antd';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useSession, useWorklist, useWorklistCounts } from '../api/hooks.ts';
import { itemsOf } from '../api/paging.ts';
import type { Bucket, DutyRow } from '../api/types.ts';
import { processesPath } from '../links.ts';
import { DutyItem } from '../parts/DutyItem.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Loading } from '../parts/Loading.tsx';
import { More } from '../parts/More.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { ProblemNotice } from '../parts/Problem.tsx';
import { placesOf } from '../parts/places.ts';
import { countText } from '../parts/SideMenu.tsx';
import WhyThisDay from '../parts/WhyThisDay.tsx';

const BUCKETS: readonly { bucket: Bucket; name: string; what: string; tone: string }[] = [
  { bucket: 'overdue', name: '已逾期', what: '本机构应办而过了期限', tone: 'overdue' },
  { bucket: 'soon', name: '临近期限', what: '5 个工作日内到期', tone: 'soon' },
  { bucket: 'mine', name: '待我办理', what: '本机构应办的全部事项', tone: 'calm' },
  { bucket: 'others', name: '等待他方', what: '其他机构应办的事项', tone: 'calm' },
];

/** 工作台: what must I do today? */
export default function Workbench() {
  const [query, setQuery] = useSearchParams();
  const { data: counts } = useWorklistCounts();
  const { data: session } = useSession();
  const asked = BUCKETS.find(({ bucket }) => bucket === query.get('bucket'))?.bucket;
  // Without a choice the most pressing column that holds anything; until the counts are there, everything that is mine.
  const bucket = asked ?? BUCKETS.find((one) => (counts?.[one.bucket] ?? 0) > 0 && one.bucket !== 'others')?.bucket ?? 'mine';
  return (
    <>
      <PageHead title="工作台" note={session && `${session.membership.organisation.name} · ${session.membership.roleName}`} />
      <div className="buckets" role="tablist" aria-label="事项分类">
        {BUCKETS.map((one) => (
          <button
            key={one.bucket}
            type="button"
            role="tab"
            id={`bucket-${one.bucket}`}
            aria-selected={one.bucket === bucket}
            aria-controls="bucket-list"
            className={`bucket bucket-${(counts?.[one.bucket] ?? 0) > 0 ? one.tone : 'calm'}`}
            onClick={() => setQuery({ bucket: one.bucket }, { replace: true, flushSync: true })}
          >
            <span className="bucket-name">{one.name}</span>
            <span className="bucket-count">{counts ? countText(counts[one.bucket]) : '…'}</span>
            <span className="bucket-what">{one.what}</span>
          </button>
        ))}
      </div>
      <section id="bucket-list" role="tabpanel" aria-labelledby={`bucket-${bucket}`} className="panel">
        <Duties bucket={bucket} />
      </section>
    </>
  );
}

function Duties({ bucket }: { bucket: Bucket }) {
  const list = useWorklist(bucket);
  const [explained, setExplained] = useState<DutyRow>();
  const duties = itemsOf(list.data);
  if (list.isPending) return <Loading shape="list" rows={8} />;
  if (list.isError && duties.length === 0) return <ProblemNotice error={list.error} retry={() => void list.refetch()} />;
  if (duties.length === 0) return <Nothing bucket={bucket} />;
  return (
    <>
      {list.isError && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
      <ul className="duties">
        {duties.map((duty) => (
          <DutyItem key={`${duty.processId} ${duty.key}`} duty={duty} onWhy={setExplained} />
        ))}
      </ul>
      <More shown={duties.length} {...list} />
      <WhyThisDay processId={explained?.processId ?? ''} dutyKey={explained?.key} onClose={() => setExplained(undefined)} />
    </>
  );
}

const NOTHING: Record<Bucket, [title: string, why: string]> = {
  overdue: ['没有逾期的事项', '本机构应办的事项都在期限内。'],
  soon: ['5 个工作日内没有到期的事项', '更远的事项在“待我办理”里。'],
  mine: ['没有待您办理的事项', '流程走到需要本机构办理的环节时，会出现在这里。'],
  others: ['没有在等其他机构的事项', '本机构参与的流程中，其他机构应办的事项会出现在这里。'],
};

function Nothing({ bucket }: { bucket: Bucket }) {
  const navigate = useNavigate();
  const { data: session } = useSession();
  const [title, why] = NOTHING[bucket];
  const mayStart = session !== null && session !== undefined && placesOf(session).mayStart;
  return (
    <Empty
      title={title}
      why={why}
      next={
        <>
          <Button onClick={() => void navigate(processesPath())}>查看全部流程</Button>
          {mayStart && <Button onClick={() => void navigate('/start')}>发起采购周期</Button>}
        </>
      }
    />
  );
}
