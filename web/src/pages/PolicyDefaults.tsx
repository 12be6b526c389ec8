import { Button } from 'antd';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { useDefaults } from '../api/policies.ts';
import type { DefaultOfTable } from '../api/types.ts';
import { DefaultText } from '../parts/DefaultLink.tsx';
import { Empty } from '../parts/Empty.tsx';
import { Facts } from '../parts/Facts.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { ProblemNotice } from '../parts/Problem.tsx';
import { TextFilter } from '../parts/TextFilter.tsx';
import { useAddress } from '../parts/useAddress.ts';
import { Chips } from './policy/Chips.tsx';
import { PolicyNav } from './policy/PolicyNav.tsx';
import './policy/policy.css';
import '../print.css';
import './policy/tables.css';

/** The defaults: what holds where the texts are silent or can be read in two ways, and why. */
export default function PolicyDefaults() {
  const defaults = useDefaults();
  const [query, write] = useAddress();
  const wanted = query.get('id') ?? undefined;
  const filter = { q: query.get('q') ?? '', kind: query.get('kind') ?? '' };

  // Who narrows the list has left the one default that a link brought into view.
  const set = (value: Partial<typeof filter>): void => write({ id: undefined, ...value });

  // A link to one default brings it into view, once it is there.
  useEffect(() => {
    if (wanted !== undefined && defaults.isSuccess) document.getElementById(wanted)?.scrollIntoView({ block: 'center' });
  }, [wanted, defaults.isSuccess]);

  const all = defaults.data ?? [];
  const shown = all.filter((one) => fits(one, filter));
  const count = (kind: string) => all.filter((one) => kindOf(one) === kind).length;
  return (
    <>
      <PageHead title="默认值" note="条文没有写明、或可以有两种理解时，系统按什么办，为什么">
        <PolicyNav />
      </PageHead>
      <section className="panel">
        <div className="filters unprinted" role="search" aria-label="筛选默认值">
          <TextFilter label="按编号或文字筛选默认值" placeholder="按编号或文字筛选" value={filter.q} change={(q) => set({ q })} />
          <Chips
            label="地方能否另定"
            choices={[
              { value: 'replaceable', name: '可以', count: count('replaceable') },
              { value: 'fixed', name: '不可以', count: count('fixed') },
            ]}
            chosen={filter.kind}
            choose={(kind) => set({ kind })}
          />
        </div>
        {defaults.isPending && <Loading shape="list" rows={10} />}
        {defaults.error && <ProblemNotice error={defaults.error} retry={() => void defaults.refetch()} />}
        {defaults.data && shown.length === 0 && (
          <Empty
            title="没有相符的默认值"
            why="换一个编号或文字试试。"
            next={<Button onClick={() => set({ q: '', kind: '' })}>清除条件</Button>}
          />
        )}
        <ul className="defaults">
          {shown.map((one) => (
            <DefaultLine key={one.id} entry={one} wanted={one.id === wanted} />
          ))}
        </ul>
      </section>
    </>
  );
}

function kindOf({ replaceable }: DefaultOfTable): 'replaceable' | 'fixed' {
  return replaceable ? 'replaceable' : 'fixed';
}

function fits(entry: DefaultOfTable, { q, kind }: { q: string; kind: string }): boolean {
  const wanted = q.trim().toUpperCase();
  return (
    [entry.id, entry.title, entry.reason].some((text) => text.toUpperCase().includes(wanted)) && (kind === '' || kind === kindOf(entry))
  );
}

function DefaultLine({ entry, wanted }: { entry: DefaultOfTable; wanted: boolean }) {
  const { id, title, reason, replaceable, values, usedBy } = entry;
  return (
    <li id={id} className={wanted ? 'default default-wanted' : 'default'} aria-current={wanted || undefined}>
      <h2>
        <Link to={`/policies/defaults?id=${id}`} data-row>
          {id}
        </Link>{' '}
        {title}
        <span className="badge">{replaceable ? '地方可以另定' : '不可另定'}</span>
      </h2>
      <p>
        <DefaultText text={reason} />
      </p>
      <Facts facts={values} />
      {usedBy.length > 0 && (
        <details className="default-users">
          <summary>{usedBy.length} 条规则用到</summary>
          <ul>
            {usedBy.map(({ packId, packName, ruleId, title: rule }) => (
              <li key={ruleId}>
                {packName} <Link to={`/policies/${packId}?rule=${ruleId}`}>{ruleId}</Link> {rule}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
