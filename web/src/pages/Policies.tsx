import { Link } from 'react-router';
import { usePacks } from '../api/hooks.ts';
import { Empty } from '../parts/Empty.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { ProblemNotice } from '../parts/Problem.tsx';
import './policy/policy.css';

/** 政策: the packs that are in force here. */
export default function Policies() {
  const packs = usePacks();
  return (
    <>
      <PageHead title="政策" note="各地政策文件中的规定，以及它们在系统中的作用" />
      <section className="panel">
        {packs.isPending && <Loading shape="list" rows={4} />}
        {packs.error && <ProblemNotice error={packs.error} retry={() => void packs.refetch()} />}
        {packs.data?.length === 0 && <Empty title="没有载入政策包" why="政策包由运维人员随系统安装。" />}
        <ul className="packs">
          {packs.data?.map(({ id, name, scope, version, effectiveFrom, ruleCount }) => (
            <li key={id}>
              <Link to={`/policies/${id}`} className="pack-name" data-row>
                {name}
              </Link>
              <span className="hint">
                {scope === 'project' && '单个项目，仅供查看 · '}
                {ruleCount} 条规则 · 自 {effectiveFrom} 起用 · 版本 {version}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
