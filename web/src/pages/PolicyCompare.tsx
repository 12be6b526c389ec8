import { Select } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { usePacks } from '../api/hooks.ts';
import { useComparison } from '../api/policies.ts';
import type { Comparison, PackRow } from '../api/types.ts';
import { DefaultText } from '../parts/DefaultLink.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { ProblemNotice } from '../parts/Problem.tsx';
import { Chips } from './policy/Chips.tsx';
import { emptyName } from './policy/Meter.tsx';
import { PolicyNav } from './policy/PolicyNav.tsx';
import './policy/policy.css';
import '../print.css';
import './policy/tables.css';

/** Two packs side by side, by slot: what one regulates and the other does not, or otherwise. */
export default function PolicyCompare() {
  const [query, setQuery] = useSearchParams();
  const left = query.get('left') ?? undefined;
  const right = query.get('right') ?? undefined;
  const all = query.get('all') === '1';
  const comparison = useComparison(left, right);

  function set(name: 'left' | 'right' | 'all', value: string): void {
    const next = new URLSearchParams(query);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setQuery(next, { replace: true });
  }

  const { data } = comparison;
  return (
    <>
      <PageHead title={data ? `${data.left.name}与${data.right.name}的政策对照` : '两地对照'}>
        <PolicyNav />
      </PageHead>
      <section className="panel">
        <div className="compare-choice unprinted">
          <PackChoice label="左边" value={left} choose={(id) => set('left', id)} />
          <PackChoice label="右边" value={right} choose={(id) => set('right', id)} />
          <Chips
            label="显示"
            choices={[
              { value: 'different', name: '只看不同' },
              { value: 'all', name: '全部' },
            ]}
            chosen={all ? 'all' : 'different'}
            choose={(value) => set('all', value === 'all' ? '1' : '')}
          />
        </div>
        {(left === undefined || right === undefined) && (
          <Empty title="选择两个地区" why="按规则位对照两地的规定：哪里不同，哪里只有一地有规定。" />
        )}
        {comparison.isLoading && <Loading shape="list" rows={8} />}
        {comparison.error && <ProblemNotice error={comparison.error} retry={() => void comparison.refetch()} />}
        {data && <Compared comparison={data} all={all} />}
      </section>
    </>
  );
}

function PackChoice({ label, value, choose }: { label: string; value: string | undefined; choose: (id: string) => void }) {
  const packs = usePacks();
  const offered = packs.data?.filter(({ scope }) => scope === 'jurisdiction') ?? [];
  return (
    <label className="compare-pack">
      {label}
      <Select
        placeholder="选择地区"
        value={value ?? null}
        loading={packs.isPending}
        onChange={(id: string | null) => choose(id ?? '')}
        options={offered.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </label>
  );
}

function Compared({ comparison: { left, right, items }, all }: { comparison: Comparison; all: boolean }) {
  const different = items.filter(({ same }) => !same);
  const shown = all ? items : different;
  const processes = [...new Set(shown.map(({ asksName }) => asksName))];
  const only = (side: 'left' | 'right', other: 'left' | 'right') =>
    different.filter((item) => item[side].length > 0 && item[other].length === 0).length;
  return (
    <>
      <p className="compare-sum">
        两地共填 {items.length} 个规则位：{items.length - different.length} 个相同；{different.length} 个不同，其中只有{left.name}有的{' '}
        {only('left', 'right')} 个，只有{right.name}有的 {only('right', 'left')} 个。
      </p>
      {shown.length === 0 && <Empty title="没有不同" why="两边在每个规则位上的规定都一样。" />}
      {shown.length > 0 && (
        <table className="compare">
          <thead>
            <tr>
              <th scope="col">规则位</th>
              <th scope="col">{left.name}</th>
              <th scope="col">{right.name}</th>
            </tr>
          </thead>
          {processes.map((process) => (
            <tbody key={process}>
              <tr className="compare-process">
                <th scope="rowgroup" colSpan={3}>
                  {process}
                </th>
              </tr>
              {shown
                .filter(({ asksName }) => asksName === process)
                .map((item) => (
                  <tr key={item.slot}>
                    <th scope="row">
                      {item.title}
                      {item.same && <span className="badge">相同</span>}
                    </th>
                    <Side pack={left} rules={item.left} />
                    <Side pack={right} rules={item.right} />
                  </tr>
                ))}
            </tbody>
          ))}
        </table>
      )}
    </>
  );
}

function Side({ pack, rules }: { pack: PackRow; rules: Comparison['items'][number]['left'] }) {
  return (
    <td data-pack={pack.name}>
      {rules.length === 0 && <span className="hint">{emptyName(pack.completeness?.digest ?? false)}</span>}
      {rules.map(({ id, inWords, bindingName }, index) => (
        // One rule may fill a slot several times
        <p key={`${id} ${index}`}>
          <DefaultText text={inWords} />{' '}
          <Link to={`/policies/${pack.id}?rule=${id}`} className="rule-link" data-row>
            {id}
          </Link>{' '}
          <span className="hint">{bindingName}</span>
        </p>
      ))}
    </td>
  );
}
