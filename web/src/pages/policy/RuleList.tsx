import { Button } from 'antd';
import type { Pack, RuleRow } from '../../api/types.ts';
import { Empty } from '../../parts/Empty.tsx';
import { STANDING_NAMES, TAG_NAMES } from './filter.ts';

interface RuleListProps {
  pack: Pack;
  shown: readonly RuleRow[];
  chosen: string | undefined;
  choose: (rule: string) => void;
  clear: () => void;
}

/** The rules that are shown, under the parts of the document. */
export function RuleList({ pack, shown, chosen, choose, clear }: RuleListProps) {
  if (shown.length === 0) {
    return <Empty title="没有相符的规则" why="换一个编号或文字，或放宽条件。" next={<Button onClick={clear}>清除条件</Button>} />;
  }
  return (
    <>
      <p className="hint rule-count" aria-live="polite">
        {shown.length === pack.ruleCount ? `共 ${pack.ruleCount} 条` : `${shown.length} 条，全部 ${pack.ruleCount} 条`}
      </p>
      {pack.chapters.map(({ code, title }) => {
        const rules = shown.filter(({ chapter }) => chapter === code);
        if (rules.length === 0) return null;
        return (
          <section key={code} className="chapter" aria-label={title}>
            <h2>
              {title} <span className="hint">{rules.length} 条</span>
            </h2>
            <ul>
              {rules.map((rule) => (
                <RuleLine key={rule.id} rule={rule} chosen={rule.id === chosen} choose={choose} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function RuleLine({ rule, chosen, choose }: { rule: RuleRow; chosen: boolean; choose: (rule: string) => void }) {
  const { id, title, bindingName, slotTitle, conditionOf, standing, tags } = rule;
  const use = slotTitle ?? (conditionOf ? `${conditionOf.title}的条件` : STANDING_NAMES[standing]);
  return (
    <li id={id}>
      <button type="button" className="rule-row" data-row aria-pressed={chosen} onClick={() => choose(id)}>
        <span className="rule-id">{id}</span>
        <span className="rule-title">{title}</span>
        <span className="rule-about hint">
          {[bindingName, use, tags.map((tag) => TAG_NAMES[tag]).join('、')].join(' · ')}
          {standing === 'awaits' && use !== STANDING_NAMES.awaits && <span className="badge badge-waiting">待启用</span>}
        </span>
      </button>
    </li>
  );
}
