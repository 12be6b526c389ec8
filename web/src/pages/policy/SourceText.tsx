import { useState } from 'react';
import { useRuleSource } from '../../api/policies.ts';
import type { Rule } from '../../api/types.ts';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNotice } from '../../parts/Problem.tsx';

const FEW = 1;
const MANY = 6;

/** The clause where it stands: the quote marked in its line, the lines around it before and after. */
export function SourceText({ packId, ruleId, basis }: { packId: string; ruleId: string; basis: Rule['basis'] }) {
  const [around, setAround] = useState(FEW);
  const source = useRuleSource(packId, ruleId, around);
  const { data } = source;
  return (
    <div className="source">
      {source.isPending && <Loading shape="form" rows={2} />}
      {source.error && <ProblemNotice error={source.error} retry={() => void source.refetch()} />}
      {data && (
        <blockquote aria-label="原文">
          <Lines lines={data.before} />
          <p className="source-cited">
            <span className="source-line">{data.line}</span>
            {data.cited.before}
            <mark>{data.cited.quote}</mark>
            {data.cited.after}
          </p>
          <Lines lines={data.after} />
        </blockquote>
      )}
      <p className="source-foot">
        来源文本 {basis.source} 第 {basis.line} 行，条款 {basis.clause}
        <button type="button" className="text-button unprinted" onClick={() => setAround(around === FEW ? MANY : FEW)}>
          {around === FEW ? '更多前后文' : '收起前后文'}
        </button>
      </p>
    </div>
  );
}

function Lines({ lines }: { lines: readonly { line: number; text: string }[] }) {
  return lines.map(({ line, text }) => (
    <p key={line} className="source-around">
      <span className="source-line">{line}</span>
      {text}
    </p>
  ));
}
