import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { Link, useParams } from 'react-router';
import { usePack } from '../api/hooks.ts';
import type { Pack } from '../api/types.ts';
import { Empty } from '../parts/Empty.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { ProblemNotice } from '../parts/Problem.tsx';
import { useAddress } from '../parts/useAddress.ts';
import { useNarrow } from '../parts/useNarrow.ts';
import { EmptySlots } from './policy/EmptySlots.tsx';
import { filterOf, matches, type RuleFilter } from './policy/filter.ts';
import { PolicyNav } from './policy/PolicyNav.tsx';
import { RuleFilters } from './policy/RuleFilters.tsx';
import { RuleList } from './policy/RuleList.tsx';
import { RuleView } from './policy/RuleView.tsx';
import './policy/policy.css';
import '../print.css';

/** One pack: its rules by the parts of the text, and what the chosen clause does here. */
export default function PolicyPack() {
  const { id = '' } = useParams();
  const pack = usePack(id);
  if (pack.isPending) return <Loading rows={10} />;
  if (pack.error) return <ProblemNotice error={pack.error} retry={() => void pack.refetch()} />;
  return <Rules pack={pack.data} />;
}

/** Filters and the chosen rule stand in the address; a rule is a step that 后退 goes back from, a filter is none. */
function usePlace() {
  const [query, write] = useAddress();
  return {
    filter: filterOf(query),
    chosen: query.get('rule') ?? undefined,
    change: (name: keyof RuleFilter, value: string) => write({ [name]: value }),
    choose: (rule: string) => write({ rule }, { replace: false }),
    clear: () => write({ q: '', slot: '', tag: '', binding: '', standing: '' }),
  };
}

function Rules({ pack }: { pack: Pack }) {
  const narrow = useNarrow();
  const { filter, chosen, change, choose, clear } = usePlace();
  const shown = pack.rules.filter((rule) => matches(rule, filter));
  const alone = narrow && chosen !== undefined;
  useOwnPlace(alone ? chosen : undefined);
  return (
    <>
      <PageHead title={pack.scope === 'project' ? pack.name : `${pack.name}政策`} note={noteOf(pack)} extra={<Compare pack={pack} />}>
        <PolicyNav />
      </PageHead>
      {alone ? (
        <Button className="back-to-rules" icon={<ArrowLeftOutlined />} onClick={() => choose('')}>
          全部规则
        </Button>
      ) : (
        <RuleFilters pack={pack} filter={filter} change={change} clear={clear} />
      )}
      <div className={chosen === undefined ? 'pack' : 'pack pack-chosen'}>
        {!alone && (
          <section className="panel pack-rules" aria-label="规则">
            <RuleList pack={pack} shown={shown} chosen={chosen} choose={choose} clear={clear} />
            <EmptySlots pack={pack} />
          </section>
        )}
        {(!narrow || alone) && (
          // It scrolls by itself beside the list, so the keyboard must be able to reach it.
          <section key={chosen ?? ''} className="panel pack-rule" aria-label="规则内容" tabIndex={0}>
            {chosen === undefined ? (
              <Empty title="选择一条规则" why="这里显示它的原文、在系统中的作用，并可换一个日期当场推算。" />
            ) : (
              <RuleView key={chosen} packId={pack.id} ruleId={chosen} />
            )}
          </section>
        )}
      </div>
    </>
  );
}

/** On a phone a rule that stands alone begins at its top, and the way back leads to its row in the list. */
function useOwnPlace(rule: string | undefined): void {
  const last = useRef<string>(undefined);
  useEffect(() => {
    if (rule !== undefined) window.scrollTo(0, 0);
    else if (last.current !== undefined) document.getElementById(last.current)?.scrollIntoView({ block: 'center' });
    last.current = rule;
  }, [rule]);
}

function noteOf({ scope, ruleCount, effectiveFrom, version }: Pack): string {
  return scope === 'project' ? `单个项目，只供查阅，${ruleCount} 条规则` : `${ruleCount} 条规则，自 ${effectiveFrom} 起用，版本 ${version}`;
}

function Compare({ pack }: { pack: Pack }) {
  if (pack.scope === 'project') return null;
  return (
    <Link className="unprinted" to={`/policies/compare?left=${pack.id}`}>
      与另一地对照
    </Link>
  );
}
