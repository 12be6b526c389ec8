import type { BureauBody, BureauPreview } from '../../api/types.ts';
import type { Drafting, Plan } from './plan.ts';

/** Roles that an account may have. */
export const ROLES = [
  { value: 'clerk', label: '经办人' },
  { value: 'head', label: '负责人' },
  { value: 'worker', label: '驻站社工' },
  { value: 'viewer', label: '查阅人' },
];

/** An account that somebody who acts cannot do without. */
export interface Seat {
  /** Place and role: what was typed for it is kept under this. */
  id: string;
  key: string;
  organisation: string;
  functions: string[];
  role: 'clerk' | 'head';
  roleName: string;
  login: string;
  name: string;
}

type Acting = BureauPreview['acting'];
type Account = BureauBody['accounts'][number];

/** The seats of everybody who acts, with what was typed or else the usual login and name. */
export function seatsOf(plan: Plan, acting: Acting, { places }: Drafting): Seat[] {
  return acting.flatMap(({ key, name: organisation, functions }) =>
    (['clerk', 'head'] as const).map((role) => {
      const id = `${places.get(key) ?? key}#${role}`;
      const roleName = ROLES.find(({ value }) => value === role)?.label ?? role;
      const { login = plan.prefix === '' ? '' : `${plan.prefix}-${key}-${role}`, name = `${organisation}${roleName}` } =
        plan.seats[id] ?? {};
      return { id, key, organisation, functions, role, roleName, login, name };
    }),
  );
}

/** The accounts of the draft: the seats, then the further ones whose organisation is still there. */
export function accountsOf(plan: Plan, acting: Acting, drafting: Drafting): Account[] {
  const keys = new Map([...drafting.places].map(([key, place]) => [place, key]));
  const seats = seatsOf(plan, acting, drafting).map(({ key, role, login, name }) => ({ organisation: key, role, login, name }));
  const extra = plan.extra.map(({ place, role, login, name }) => ({
    organisation: keys.get(place) ?? '',
    role: role as Account['role'],
    login,
    name,
  }));
  return [...seats, ...extra];
}

/** The body of preview and set-up. */
export function bodyOf(plan: Plan, acting: Acting, { organisations, towns, ...drafting }: Drafting): BureauBody {
  const accounts = accountsOf(plan, acting, { organisations, towns, ...drafting });
  return { packId: plan.packId ?? '', ...(plan.under && { under: plan.under.id }), organisations, towns, accounts };
}
