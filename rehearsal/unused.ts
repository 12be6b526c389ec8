import { type PlainDate, PROCESS_KINDS, type ProcessKind } from '../domain/ids.ts';
import type { DeadlineWhen } from '../domain/pack.ts';
import type { Policy } from '../domain/policy.ts';
import { SLOTS, type SlotName } from '../domain/slots.ts';
import type { DutyLine } from './report.ts';

/** A rule with a day that gave no duty in the rehearsal, and why as far as that is known. */
export interface UnusedRule {
  ruleId: string;
  step: string;
  why: string;
}

/** A year of a road has none of these. */
const NOT_WALKED: readonly ProcessKind[] = ['referral'];
const WHY: Partial<Record<SlotName, string>> = { 'staff.vacancy': '没有人员空缺' };

/** The rules that date something on the road and gave no duty: nothing of the texts is passed over in silence. */
export function unusedRules(policy: Policy, duties: readonly Pick<DutyLine, 'slot'>[], from: PlainDate): UnusedRule[] {
  const used = new Set(duties.map(({ slot }) => slot));
  const slots = (Object.keys(SLOTS) as SlotName[]).filter((slot) => isWalked(SLOTS[slot].asks) && !used.has(slot));
  return slots.flatMap((slot) => {
    const rule = policy.rule(slot);
    if (!rule || (rule.kind !== 'deadline' && rule.kind !== 'recurring')) return [];
    const why = WHY[slot] ?? (rule.when && isOver(rule.when, from) ? '只适用于当年的推进（Q-16）' : '没有形成义务');
    return [{ ruleId: rule.id, step: SLOTS[slot].title, why }];
  });
}

function isWalked(asks: string): boolean {
  return (PROCESS_KINDS as readonly string[]).includes(asks) && !(NOT_WALKED as readonly string[]).includes(asks);
}

/** A fixed day or window that lay before the rehearsal began. */
function isOver(when: DeadlineWhen, from: PlainDate): boolean {
  if ('by' in when) return when.by < from;
  return 'window' in when && when.window.to < from;
}
