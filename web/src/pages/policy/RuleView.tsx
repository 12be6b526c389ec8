import { useRule } from '../../api/hooks.ts';
import { Facts } from '../../parts/Facts.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNotice } from '../../parts/Problem.tsx';

/** What a clause says, and what it does here. */
export function RuleView({ packId, ruleId }: { packId: string; ruleId: string }) {
  const found = useRule(packId, ruleId);
  if (found.isPending) return <Loading shape="form" rows={4} />;
  if (found.error) return <ProblemNotice error={found.error} retry={() => void found.refetch()} />;
  const { id, title, bindingName, basis, inWords, slotTitle, also, inferred, examplesInWords } = found.data;
  return (
    <article className="rule">
      <h2>
        {title} <span className="rule-id">{id}</span> <span className="binding">{bindingName}</span>
      </h2>
      <blockquote className="quote">
        <p>{basis.quote}</p>
        <footer>
          政策文件 {basis.source}，{basis.clause}，原文第 {basis.line} 行
        </footer>
      </blockquote>
      <h3>在系统中的作用</h3>
      <Facts
        facts={[
          { label: slotTitle ?? '仅供查阅', value: inWords || '不设期限，也不作检查' },
          ...also.map((one) => ({ label: one.slotTitle, value: one.inWords })),
        ]}
      />
      {inferred.length > 0 && <p className="hint">条文没有写明、按默认规则推定的事项：{inferred.join('、')}</p>}
      {examplesInWords.length > 0 && (
        <>
          <h3>算例</h3>
          <ol className="examples">
            {examplesInWords.map((example) => (
              <li key={example}>{example}</li>
            ))}
          </ol>
          <p className="hint">算例在政策包载入时逐一验算，有一个不符就不能载入。</p>
        </>
      )}
    </article>
  );
}
