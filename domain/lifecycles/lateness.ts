import { type DutyClaim, resolveDuty } from '../duty.ts';
import type { PlainDate } from '../ids.ts';
import type { Context } from '../lifecycle.ts';

/** Whether an act on this day comes after the due day of the duty; a duty without a rule or without a day is never late. */
export function isLate(claim: DutyClaim, on: PlainDate, { policy, calendar }: Pick<Context, 'policy' | 'calendar'>): boolean {
  const due = resolveDuty(claim, policy, calendar)?.due?.due;
  return due !== undefined && on > due;
}
