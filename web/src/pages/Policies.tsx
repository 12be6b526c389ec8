import { Link } from 'react-router';
import { usePacks } from '../api/hooks.ts';
import type { Completeness, PackRow } from '../api/types.ts';
import { DefaultLink } from '../parts/DefaultLink.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { ProblemNotice } from '../parts/Problem.tsx';
import { emptyName, Meter } from './policy/Meter.tsx';
import { PolicyNav } from './policy/PolicyNav.tsx';
import './policy/policy.css';
import '../print.css';

/** 政策: the packs that are in force here, and how complete each is. */
export default function Policies() {
  const packs = usePacks();
  const of = (scope: PackRow['scope']) => packs.data?.filter((pack) => pack.scope === scope) ?? [];
  return (
    <>
      <PageHead title="政策" note="各地政策文件中的规定，以及它们在系统中的作用">
        <PolicyNav />
      </PageHead>
      <section className="panel">
        {packs.isPending && <Loading shape="list" rows={9} />}
        {packs.error && <ProblemNotice error={packs.error} retry={() => void packs.refetch()} />}
        {packs.data?.length === 0 && <Empty title="没有载入政策包" why="政策包由运维人员随系统安装。" />}
        <ul className="packs">
          {of('jurisdiction').map((pack) => (
            <PackLine key={pack.id} pack={pack} />
          ))}
        </ul>
        {packs.data && <Explanation />}
      </section>
      {of('project').length > 0 && (
        <section className="panel projects" aria-labelledby="projects">
          <h2 id="projects">单个项目</h2>
          <p className="hint">来源文件中的单个项目或活动，不是一地的政策，只供查阅，不能据以购买服务。</p>
          <ul className="packs">
            {of('project').map(({ id, name, ruleCount }) => (
              <li key={id} className="project">
                <Link to={`/policies/${id}`} className="pack-name" data-row>
                  {name}
                </Link>
                <span className="hint">{ruleCount} 条规则</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function PackLine({ pack }: { pack: PackRow }) {
  const { id, name, version, effectiveFrom, heldBack, completeness } = pack;
  return (
    <li className="pack-line">
      <div>
        <Link to={`/policies/${id}`} className="pack-name" data-row>
          {name}
        </Link>
        <p className="hint">
          自 {effectiveFrom} 起用，版本 {version}
          {completeness?.digest && <span className="badge">依据摘要</span>}
          {heldBack && <span className="badge badge-waiting">新文件有误，沿用这一版</span>}
        </p>
      </div>
      {completeness && <Slots counts={completeness} />}
      {completeness && <Rules id={id} count={pack.ruleCount} counts={completeness} />}
    </li>
  );
}

function Slots({ counts: { slots, filled, empty, digest } }: { counts: Completeness }) {
  const none = emptyName(digest);
  return (
    <div>
      <Meter
        whole={`${slots} 个规则位`}
        parts={[
          { count: filled, name: '有规则', tone: 'full' },
          { count: empty, name: none, tone: digest ? 'unknown' : 'none' },
        ]}
      />
      <p className="meter-words">
        <strong>{filled}</strong> 个规则位有规则，{empty} 个{none}
      </p>
    </div>
  );
}

function Rules({ id, count, counts }: { id: string; count: number; counts: Completeness }) {
  const { acting, shown, awaiting, enforced, reminded, computed } = counts;
  return (
    <div>
      <Meter
        whole={`${count} 条规则`}
        parts={[
          { count: acting, name: '起作用', tone: 'full' },
          { count: awaiting, name: '待启用', tone: 'waiting' },
          { count: shown, name: '仅供查阅', tone: 'half' },
        ]}
      />
      <p className="meter-words">
        {count} 条规则：
        <Link to={`/policies/${id}?standing=acts`}>{acting} 条起作用</Link>，
        <Link to={`/policies/${id}?standing=awaits`}>{awaiting} 条待启用</Link>，
        <Link to={`/policies/${id}?standing=shown`}>{shown} 条仅供查阅</Link>
      </p>
      <p className="meter-words">
        起作用的：管控 {enforced}，提醒 {reminded}，计算 {computed}
      </p>
    </div>
  );
}

function Explanation() {
  return (
    <dl className="explained">
      <div>
        <dt>没有规定</dt>
        <dd>收录的是全文，条文没有这项规定：系统不设期限，也不作检查，不借用别处的规定。</dd>
      </div>
      <div>
        <dt>原文未收录</dt>
        <dd>
          手上的来源只是摘要，其中没有；全文里可能有，由当地补充。见 <DefaultLink id="Q-77" />。
        </dd>
      </div>
      <div>
        <dt>起作用</dt>
        <dd>办理时检查（管控）、到期前后提醒（提醒）或参与计算（计算）；一条规则可以兼有。</dd>
      </div>
      <div>
        <dt>待启用</dt>
        <dd>规则已收录，执行它的流程还没有建立；规则页写明在等哪个流程。</dd>
      </div>
    </dl>
  );
}
