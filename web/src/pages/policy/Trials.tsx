import { useState } from 'react';
import type { Example, Rule } from '../../api/types.ts';
import { Chips } from './Chips.tsx';
import { TryDay } from './TryDay.tsx';
import { TryVerdict } from './TryVerdict.tsx';

/** What the fields start with. */
export interface Start {
  example: Example | undefined;
  /** How often an example was chosen: the same one again fills the fields anew. */
  times: number;
  /** The fields say something else by now. */
  edited: boolean;
}

interface TrialsProps {
  packId: string;
  rule: Rule;
  start: Start;
  edited: () => void;
}

/** What comes out of a rule for another date or another value, worked out by the engine while it is changed. */
export function Trials({ packId, rule, start, edited }: TrialsProps) {
  const [first] = rule.trials;
  const [filling, setFilling] = useState(first?.filling ?? 0);
  const trial = rule.trials.find((one) => one.filling === filling);
  if (!trial) return null;
  const named = { packId, ruleId: rule.id, edited };
  // The worked examples are those of the rule's own values.
  const example = filling === 0 ? start.example : undefined;
  const key = `${filling} ${start.times}`;
  return (
    <section className="trials" aria-label="当场推算">
      <h3>当场推算</h3>
      {rule.trials.length > 1 && (
        <Chips
          label="推算哪一项"
          choices={rule.trials.map((one) => ({ value: String(one.filling), name: nameOf(one, rule.trials) }))}
          chosen={String(filling)}
          choose={(value) => setFilling(value === '' ? filling : Number(value))}
        />
      )}
      {trial.kind === 'day' ? (
        <TryDay key={key} {...named} trial={trial} example={example} />
      ) : (
        <TryVerdict key={key} {...named} trial={trial} example={example} />
      )}
    </section>
  );
}

/** Several values may fill one slot; then what is measured tells them apart. */
function nameOf(trial: Rule['trials'][number], all: Rule['trials']): string {
  const twins = all.filter(({ title }) => title === trial.title).length > 1;
  return twins && trial.kind === 'verdict' ? `${trial.title}：${trial.limit}` : trial.title;
}
