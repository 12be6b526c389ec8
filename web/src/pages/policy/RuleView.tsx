import { useState } from 'react';
import { useRule } from '../../api/hooks.ts';
import type { Example, Rule } from '../../api/types.ts';
import { DefaultLink, DefaultText } from '../../parts/DefaultLink.tsx';
import '../../parts/facts.css';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNotice } from '../../parts/Problem.tsx';
import { TAG_NAMES } from './filter.ts';
import { SourceText } from './SourceText.tsx';
import { type Start, Trials } from './Trials.tsx';

/** What a clause says, what it does here, and what comes out of it. */
export function RuleView({ packId, ruleId }: { packId: string; ruleId: string }) {
  const found = useRule(packId, ruleId);
  if (found.isPending) return <Loading shape="form" rows={6} />;
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />;
  return <RuleArticle packId={packId} rule={found.data} />;
}

function RuleArticle({ packId, rule }: { packId: string; rule: Rule }) {
  const { id, title, bindingName, kindName, tags, basis, inferred } = rule;
  const [start, setStart] = useState<Start>({ example: rule.examples[0], times: 0, edited: false });
  return (
    <article className="rule">
      <h2>
        {title} <span className="rule-id">{id}</span>
      </h2>
      <p className="rule-marks">
        <span className="badge">{bindingName}</span>
        <span className="badge">{kindName}</span>
        {tags.map((tag) => (
          <span key={tag} className="badge">
            {TAG_NAMES[tag]}
          </span>
        ))}
      </p>
      <h3>原文</h3>
      <SourceText packId={packId} ruleId={id} basis={basis} />
      <h3>在系统中的作用</h3>
      <Effects rule={rule} />
      {inferred.length > 0 && (
        <>
          <h3>条文没有写明、按默认值推定的</h3>
          <ul className="defaults-used">
            {inferred.map((one) => (
              <li key={one.id}>
                <DefaultLink id={one.id} /> {one.title}
                <p className="hint">
                  <DefaultText text={one.reason} />
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
      {rule.examples.length > 0 && (
        <Examples
          examples={rule.examples}
          chosen={start.edited ? undefined : start.example}
          choose={(example) => setStart({ example, times: start.times + 1, edited: false })}
        />
      )}
      <Trials packId={packId} rule={rule} start={start} edited={() => setStart((held) => ({ ...held, edited: true }))} />
    </article>
  );
}

function Effects({ rule: { effects, awaits, slotTitle, conditionOf, inWords, also } }: { rule: Rule }) {
  const values = [
    ...(inWords === '' ? [] : [{ label: slotTitle ?? conditionOf?.title ?? '内容', value: inWords }]),
    ...also.map((one) => ({ label: one.slotTitle, value: one.inWords })),
  ];
  return (
    <>
      <ul className={awaits === null ? 'effects' : 'effects effects-waiting'}>
        {effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <dl className="facts">
        {values.map(({ label, value }, index) => (
          // The index is the key: one clause may fill a slot several times
          <div key={index}>
            <dt>{label}</dt>
            <dd>
              <DefaultText text={value} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Examples({
  examples,
  chosen,
  choose,
}: {
  examples: readonly Example[];
  chosen: Example | undefined;
  choose: (example: Example) => void;
}) {
  return (
    <>
      <h3>算例</h3>
      <p className="hint unprinted">载入时逐一验算，有一个不符就不能载入。点一个，下面照它推算。</p>
      <ul className="examples">
        {examples.map((example) => (
          <li key={example.inWords}>
            <button type="button" className="example" aria-pressed={example === chosen} onClick={() => choose(example)}>
              {example.inWords}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
