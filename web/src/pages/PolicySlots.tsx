import { Button, Select } from 'antd';
import { Link } from 'react-router';
import { useSlots } from '../api/policies.ts';
import type { SlotOfTable } from '../api/types.ts';
import { Empty } from '../parts/Empty.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { ProblemNotice } from '../parts/Problem.tsx';
import { TextFilter } from '../parts/TextFilter.tsx';
import { useAddress } from '../parts/useAddress.ts';
import { PolicyNav } from './policy/PolicyNav.tsx';
import './policy/policy.css';
import '../print.css';
import './policy/tables.css';

/** The slots: every place where a process asks policy, what kind of rule it takes, and who fills it. */
export default function PolicySlots() {
  const slots = useSlots();
  const [query, write] = useAddress();
  const filter = { q: query.get('q') ?? '', asks: query.get('asks') ?? '', kind: query.get('kind') ?? '' };

  const all = slots.data ?? [];
  const shown = all.filter((slot) => fits(slot, filter));
  return (
    <>
      <PageHead title="规则位" note="系统在办理中询问政策的每一处；政策包的规则填在这里才起作用">
        <PolicyNav />
      </PageHead>
      <section className="panel">
        <div className="filters unprinted" role="search" aria-label="筛选规则位">
          <TextFilter label="按名称或代码筛选" placeholder="按名称或代码筛选" value={filter.q} change={(q) => write({ q })} />
          <Choice
            label="流程"
            all="全部流程"
            value={filter.asks}
            choose={(asks) => write({ asks })}
            options={namesOf(all, 'asks', 'asksName')}
          />
          <Choice
            label="类别"
            all="全部类别"
            value={filter.kind}
            choose={(kind) => write({ kind })}
            options={namesOf(all, 'kind', 'kindName')}
          />
          <span className="hint" aria-live="polite">
            {slots.data && `${shown.length} 个，全部 ${all.length} 个`}
          </span>
        </div>
        {slots.isPending && <Loading shape="list" rows={10} />}
        {slots.error && <ProblemNotice error={slots.error} retry={() => void slots.refetch()} />}
        {slots.data && shown.length === 0 && (
          <Empty
            title="没有相符的规则位"
            why="换一个名称，或放宽条件。"
            next={<Button onClick={() => write({ q: '', asks: '', kind: '' })}>清除条件</Button>}
          />
        )}
        {[...new Set(shown.map(({ asks }) => asks))].map((asks) => (
          <Process key={asks} slots={shown.filter((slot) => slot.asks === asks)} />
        ))}
      </section>
    </>
  );
}

function fits({ slot, title, asks, kind, filledBy }: SlotOfTable, filter: { q: string; asks: string; kind: string }): boolean {
  const wanted = filter.q.trim().toUpperCase();
  const texts = [slot, title, ...filledBy.flatMap(({ rules }) => rules.map(({ id }) => id))];
  if (!texts.some((text) => text.toUpperCase().includes(wanted))) return false;
  return (filter.asks === '' || filter.asks === asks) && (filter.kind === '' || filter.kind === kind);
}

function namesOf(slots: readonly SlotOfTable[], code: 'asks' | 'kind', name: 'asksName' | 'kindName'): Map<string, string> {
  return new Map(slots.map((slot) => [slot[code], slot[name]]));
}

interface ChoiceProps {
  label: string;
  all: string;
  value: string;
  choose: (value: string) => void;
  options: ReadonlyMap<string, string>;
}

function Choice({ label, all, value, choose, options }: ChoiceProps) {
  return (
    <Select
      allowClear
      aria-label={label}
      placeholder={all}
      value={value === '' ? null : value}
      onChange={(chosen: string | null) => choose(chosen ?? '')}
      options={[...options].map(([code, name]) => ({ value: code, label: name }))}
    />
  );
}

function Process({ slots }: { slots: readonly SlotOfTable[] }) {
  const [first] = slots;
  if (!first) return null;
  return (
    <section className="slots" aria-label={first.asksName}>
      <h2>
        {first.asksName} <span className="hint">{slots.length} 个</span>
        {!first.built && <span className="badge badge-waiting">流程待建立</span>}
      </h2>
      <ul>
        {slots.map((slot) => (
          <SlotLine key={slot.slot} slot={slot} />
        ))}
      </ul>
    </section>
  );
}

function SlotLine({ slot: { slot, title, kindName, many, filledBy } }: { slot: SlotOfTable }) {
  return (
    <li className="slot">
      <div>
        <span className="slot-title">{title}</span>
        <span className="code">{slot}</span>
      </div>
      <span className="slot-kind">
        {kindName}
        {many && <span className="hint">，可有几条</span>}
      </span>
      <div className="slot-packs">
        {filledBy.length === 0 && <span className="hint">现有政策都没有填</span>}
        {filledBy.map(({ packId, packName, rules }) => (
          <span key={packId} className="slot-pack">
            {packName}{' '}
            {rules.map(({ id, title: rule }) => (
              <Link key={id} to={`/policies/${packId}?rule=${id}`} title={rule} className="rule-link" data-row>
                {id}
              </Link>
            ))}
          </span>
        ))}
      </div>
    </li>
  );
}
