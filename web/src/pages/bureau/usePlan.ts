import { useState } from 'react';
import { dropPlan, readPlan, savePlan } from './draft.ts';
import { NOTHING, type Plan } from './plan.ts';

/** The plan as it is typed, kept in the browser until it was set up or thrown away. */
export function usePlan(membershipId: string) {
  const [restored, setRestored] = useState(() => readPlan(membershipId));
  const [plan, setPlan] = useState<Plan>(restored ?? NOTHING);

  function change(part: Partial<Plan>): void {
    const next = { ...plan, ...part };
    setPlan(next);
    savePlan(membershipId, next);
  }

  function forget(): void {
    dropPlan(membershipId);
    setRestored(undefined);
    setPlan(NOTHING);
  }

  return { plan, isRestored: restored !== undefined, change, forget };
}
