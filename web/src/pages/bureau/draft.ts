import { NOTHING, type Plan } from './plan.ts';

const PREFIX = 'luyue.draft';

/** What an operator left unfinished here; names of people are not kept, passwords never were in it. */
export function readPlan(membershipId: string): Plan | undefined {
  try {
    const text = localStorage.getItem(keyOf(membershipId));
    const plan: unknown = text === null ? undefined : JSON.parse(text);
    return typeof plan === 'object' && plan !== null ? { ...NOTHING, ...plan } : undefined;
  } catch {
    // Storage that is switched off or was damaged must not keep anybody from working.
    return undefined;
  }
}

/** Keeps what was typed, without the names of people. */
export function savePlan(membershipId: string, plan: Plan): void {
  const seats = Object.fromEntries(Object.entries(plan.seats).map(([id, { login }]) => [id, login === undefined ? {} : { login }]));
  const extra = plan.extra.map((one) => ({ ...one, name: '' }));
  try {
    localStorage.setItem(keyOf(membershipId), JSON.stringify({ ...plan, seats, extra }));
  } catch {
    // The same: the form itself still holds everything.
  }
}

/** Forgets what was set up or thrown away. */
export function dropPlan(membershipId: string): void {
  try {
    localStorage.removeItem(keyOf(membershipId));
  } catch {
    // Nothing was kept then.
  }
}

function keyOf(membershipId: string): string {
  return `${PREFIX}:${membershipId}:bureau`;
}
