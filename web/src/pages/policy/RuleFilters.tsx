import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import type { Pack } from '../../api/types.ts';
import { TextFilter } from '../../parts/TextFilter.tsx';
import { useNarrow } from '../../parts/useNarrow.ts';
import { Chips } from './Chips.tsx';
import { countsOf, type Dimension, isNarrowed, type RuleFilter, STANDING_NAMES, TAG_NAMES } from './filter.ts';

interface RuleFiltersProps {
  pack: Pack;
  filter: RuleFilter;
  change: (name: keyof RuleFilter, value: string) => void;
  clear: () => void;
}

/** What the rules are narrowed by, each choice with the number of rules that it would show. */
export function RuleFilters({ pack, filter, change, clear }: RuleFiltersProps) {
  const narrow = useNarrow();
  const chips = (dimension: Dimension, label: string, names: readonly (readonly [string, string])[]) => {
    const counts = countsOf(pack.rules, filter, dimension);
    const choices = names.flatMap(([value, name]) => (counts.has(value) ? [{ value, name, count: counts.get(value) ?? 0 }] : []));
    return <Chips label={label} choices={choices} chosen={filter[dimension]} choose={(value) => change(dimension, value)} />;
  };
  const bindings = new Map(pack.rules.map(({ binding, bindingName }) => [binding, bindingName]));
  return (
    <div role="search" className="panel rule-filters unprinted" aria-label="筛选规则">
      <div className="rule-filters-line">
        <TextFilter
          className="rule-filter-text"
          label="按编号或文字筛选规则"
          placeholder="按编号、标题或条款筛选"
          value={filter.q}
          change={(text) => change('q', text)}
        />
        <SlotChoice pack={pack} filter={filter} choose={(slot) => change('slot', slot)} />
        {isNarrowed(filter) && <Button onClick={clear}>清除条件</Button>}
      </div>
      <Folded when={narrow} chosen={[filter.tag, filter.binding, filter.standing].filter(Boolean).length}>
        {chips('standing', '状态', Object.entries(STANDING_NAMES))}
        {chips('tag', '作用', Object.entries(TAG_NAMES))}
        {chips('binding', '约束力', [...bindings])}
      </Folded>
    </div>
  );
}

function SlotChoice({ pack, filter, choose }: { pack: Pack; filter: RuleFilter; choose: (slot: string) => void }) {
  const counts = countsOf(pack.rules, filter, 'slot');
  const titles = new Map(pack.rules.flatMap(({ slots }) => slots.map(({ slot, title }) => [slot, title] as const)));
  if (titles.size === 0) return null;
  return (
    <Select
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      className="rule-filter-slot"
      aria-label="规则位"
      placeholder="全部规则位"
      value={titles.has(filter.slot) ? filter.slot : null}
      onChange={(slot: string | null) => choose(slot ?? '')}
      notFoundContent="没有这个规则位"
      options={[...titles].map(([value, title]) => ({
        value,
        label: `${title}（${counts.get(value) ?? 0}）`,
        disabled: counts.get(value) === 0,
      }))}
    />
  );
}

/** On a phone the choices give way to the list until they are asked for. */
function Folded({ when, chosen, children }: { when: boolean; chosen: number; children: ReactNode }) {
  if (!when) return children;
  return (
    <details className="more-filters" open={chosen > 0}>
      <summary>更多条件{chosen > 0 && `（已选 ${chosen} 项）`}</summary>
      {children}
    </details>
  );
}
