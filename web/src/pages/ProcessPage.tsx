import { PrinterOutlined, ReloadOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { Problem } from '../api/client.ts';
import { useProcess } from '../api/hooks.ts';
import type { ProcessPage as Process } from '../api/types.ts';
import { processesPath } from '../links.ts';
import { DutyList } from '../parts/DutyList.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { ProblemNotice } from '../parts/Problem.tsx';
import { StageBar } from '../parts/StageBar.tsx';
import { Timeline } from '../parts/Timeline.tsx';
import { useAddress } from '../parts/useAddress.ts';
import WhyThisDay from '../parts/WhyThisDay.tsx';
import { Acting } from './process/Acting.tsx';
import { AtThumb } from './process/AtThumb.tsx';
import { pressingFirst } from './process/actions.ts';
import { PrintFoot } from './process/PrintFoot.tsx';
import { Surroundings } from './process/Surroundings.tsx';
import { Waiting } from './process/Waiting.tsx';
import './process/process.css';
import '../print.css';

/** One process: where it is, who is waited for, what I may do, what is owed, what happened. */
export default function ProcessPage() {
  const { id = '' } = useParams();
  const process = useProcess(id);
  if (process.isPending) return <Loading rows={10} />;
  if (process.error && !process.data) {
    const unknown = process.error instanceof Problem && process.error.status === 404;
    if (unknown) return <NoSuchProcess />;
    return <ProblemNotice error={process.error} retry={() => void process.refetch()} />;
  }
  return (
    <>
      {process.error && <ProblemNotice error={process.error} retry={() => void process.refetch()} />}
      {process.data && <Page key={id} process={process.data} refreshing={process.isFetching} refresh={() => void process.refetch()} />}
    </>
  );
}

function Page({ process, refreshing, refresh }: { process: Process; refreshing: boolean; refresh: () => void }) {
  const [query, write] = useAddress();

  /** Opens or closes a form or an explanation in the address, so that both can be reloaded and sent. */
  const show = (name: 'command' | 'why', value: string | undefined): void => write({ [name]: value });

  const command = query.get('command') ?? undefined;
  return (
    <div className="process">
      <PageHead
        title={process.title}
        note={[process.kindName, process.about, `适用${process.packName}政策`].filter(Boolean).join(' · ')}
        extra={
          <span className="unprinted">
            <Button icon={<ReloadOutlined aria-hidden />} loading={refreshing} onClick={refresh} title="刷新" aria-label="刷新" />
            <Button icon={<PrinterOutlined aria-hidden />} onClick={() => globalThis.print()} title="打印" aria-label="打印" />
          </span>
        }
      >
        <StageBar stages={process.stages} />
        <Waiting process={process} />
      </PageHead>
      <div className="process-grid">
        <section className="panel process-act" aria-label="办理" id="act">
          <Acting process={process} command={command} choose={(chosen) => show('command', chosen)} />
        </section>
        <section className="panel process-duties" aria-labelledby="duties-title">
          <h2 id="duties-title">义务</h2>
          <DutyList process={process} onWhy={(key) => show('why', key)} />
        </section>
        <section className="panel process-more" aria-label="基本情况">
          <Surroundings process={process} />
        </section>
        <section className="panel process-timeline" aria-labelledby="timeline-title">
          <h2 id="timeline-title">经过</h2>
          <Timeline processId={process.id} />
        </section>
      </div>
      <PrintFoot />
      {command === undefined && <AtThumb actions={pressingFirst(process)} choose={(chosen) => show('command', chosen)} />}
      <WhyThisDay
        processId={process.id}
        dutyKey={query.get('why') ?? undefined}
        packId={process.packId}
        onClose={() => show('why', undefined)}
      />
    </div>
  );
}

function NoSuchProcess() {
  return (
    <>
      <PageHead title="流程" />
      <Empty
        title="没有找到这个流程"
        why="它可能不存在，也可能不在您所在机构参与的范围内。如果您还有其他任职，可以在右上角切换机构。"
        next={<Link to={processesPath()}>从流程列表中查找</Link>}
      />
    </>
  );
}
