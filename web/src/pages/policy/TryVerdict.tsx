import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { InputNumber, Select } from 'antd';
import { useState } from 'react';
import { useRuleVerdict } from '../../api/policies.ts';
import type { Example, Trial } from '../../api/types.ts';
import { ProblemNotice } from '../../parts/Problem.tsx';

type VerdictTrial = Extract<Trial, { kind: 'verdict' }>;

interface TryVerdictProps {
  packId: string;
  ruleId: string;
  trial: VerdictTrial;
  /** What the fields start with. */
  example: Example | undefined;
  edited: () => void;
}

const LARGEST = 999_999_999_999;

/** A supposed value against the standard of a rule: 符合 or 不符合, with the comparison in words. */
export function TryVerdict({ packId, ruleId, trial, example, edited }: TryVerdictProps) {
  const [value, setValue] = useState<number | null>(example?.value ?? null);
  const [base, setBase] = useState<number | null>(example?.baseValue ?? null);
  const change = (set: (number: number | null) => void) => (number: number | null) => {
    edited();
    set(number);
  };
  const isReady = value !== null && (trial.base === null || base !== null);
  const asked = isReady ? { value, ...(trial.base !== null && base !== null && { baseValue: base }) } : undefined;
  const verdict = useRuleVerdict(packId, ruleId, trial.filling, asked);
  return (
    <>
      <div className="trial-fields">
        <label className="trial-field">
          <span>如果{trial.measured}为</span>
          {trial.grades ? (
            <Select
              className="trial-grade"
              value={value}
              onChange={change(setValue)}
              options={trial.grades.map((label, grade) => ({ value: grade, label }))}
            />
          ) : (
            <Amount value={value} change={change(setValue)} unit={trial.unit} />
          )}
        </label>
        {trial.base !== null && (
          <label className="trial-field">
            <span>{trial.base}为</span>
            <Amount value={base} change={change(setBase)} unit="" />
          </label>
        )}
        <p className="hint">标准：{trial.limit}</p>
      </div>
      {asked === undefined && <p className="hint">填写数值后，这里显示是否符合。</p>}
      {asked !== undefined && verdict.error && <ProblemNotice error={verdict.error} withFields />}
      {asked !== undefined && verdict.data && !verdict.error && (
        <p className={verdict.data.passes ? 'verdict verdict-yes' : 'verdict verdict-no'} aria-live="polite">
          {verdict.data.passes ? <CheckCircleOutlined /> : <CloseCircleOutlined />}
          <strong>{verdict.data.passes ? '符合' : '不符合'}</strong> {verdict.data.inWords}
        </p>
      )}
    </>
  );
}

function Amount({ value, change, unit }: { value: number | null; change: (value: number | null) => void; unit: string }) {
  return (
    <InputNumber<number | string>
      className="trial-amount"
      value={value}
      min={0}
      max={LARGEST}
      controls={false}
      inputMode="decimal"
      {...(unit !== '' && { suffix: unit })}
      formatter={(number, { userTyping, input }) => (userTyping ? input : grouped(number))}
      // A text: an emptied field is no 0.
      parser={(text) => (text ?? '').replaceAll(',', '')}
      onChange={(number) => change(number === null ? null : Number(number))}
    />
  );
}

/** Separators once the number is whole; while somebody types nothing moves. */
function grouped(number: number | string | undefined): string {
  const [whole = '', cents] = String(number ?? '').split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return cents === undefined ? separated : `${separated}.${cents}`;
}
