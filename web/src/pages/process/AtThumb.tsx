import { Button } from 'antd';
import type { DatedAction } from './actions.ts';

/** On a phone the most pressing action stands at the thumb; the others are one scroll away. */
export function AtThumb({ actions, choose }: { actions: readonly DatedAction[]; choose: (command: string) => void }) {
  const [first] = actions;
  if (!first) return null;
  return (
    <div className="at-thumb unprinted">
      <Button
        type="primary"
        size="large"
        block
        onClick={() => {
          choose(first.command);
          document.getElementById('act')?.scrollIntoView();
        }}
      >
        {first.label}
      </Button>
    </div>
  );
}
