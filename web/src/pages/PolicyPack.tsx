import { Input } from 'antd';
import { useParams, useSearchParams } from 'react-router';
import { usePack } from '../api/hooks.ts';
import type { Pack, RuleRow } from '../api/types.ts';
import { Empty } from '../parts/Empty.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { ProblemNotice } from '../parts/Problem.tsx';
import { RuleView } from './policy/RuleView.tsx';
import './policy/policy.css';

/** One pack: its rules in the order of the text, and what the chosen clause does here. */
export default function PolicyPack() {
  const { id = '' } = useParams();
  const pack = usePack(id);
  if (pack.isPending) return <Loading rows={10} />;
  if (pack.error) return <ProblemNotice error={pack.error} retry={() => void pack.refetch()} />;
  return <Rules pack={pack.data} />;
}

function Rules({ pack }: { pack: Pack }) {
  const [query, setQuery] = useSearchParams();
  const search = query.get('q') ?? '';
  const chosen = query.get('rule') ?? undefined;
  const shown = pack.rules.filter((rule) => matches(rule, search));

  function set(name: string, value: string): void {
    const next = new URLSearchParams(query);
    if (value === '') next.delete(name);
    else next.set(name, value);
    // At once: what is typed must stand in the address before the next click writes to it.
    setQuery(next, { replace: true, flushSync: true });
  }

  return (
    <>
      <PageHead title={`${pack.name}政策`} note={`${pack.ruleCount} 条规则 · 自 ${pack.effectiveFrom} 起用 · 版本 ${pack.version}`} />
      <div className="pack">
        <section className="panel pack-rules" aria-label="规则">
          <Input
            allowClear
            aria-label="按编号或文字筛选规则"
            placeholder="按编号或文字筛选"
            value={search}
            onChange={({ target }) => set('q', target.value)}
          />
          {shown.length === 0 && <Empty title="没有相符的规则" why="换一个编号或文字试试。" />}
          <ul>
            {shown.map((rule) => (
              <li key={rule.id}>
                <button type="button" className="rule-row" data-row aria-pressed={rule.id === chosen} onClick={() => set('rule', rule.id)}>
                  <span className="rule-id">{rule.id}</span>
                  <span className="rule-title">{rule.title}</span>
                  <span className="hint">
                    {rule.bindingName} · {rule.slotTitle === null ? '仅供查阅' : `用于：${rule.slotTitle}`}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
        <section className="panel pack-rule" aria-label="规则内容" aria-live="polite">
          {chosen === undefined ? (
            <Empty title="选择一条规则" why="这里显示它的原文、取值、在系统中的作用和算例。" />
          ) : (
            <RuleView key={chosen} packId={pack.id} ruleId={chosen} />
          )}
        </section>
      </div>
    </>
  );
}

function matches({ id, title, slotTitle }: RuleRow, search: string): boolean {
  const wanted = search.trim().toUpperCase();
  return [id, title, slotTitle ?? ''].some((text) => text.toUpperCase().includes(wanted));
}
