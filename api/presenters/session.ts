import type { z } from 'zod';
import { ROLE_NAMES } from '../../domain/access.ts';
import { CatalogueError } from '../../domain/errors.ts';
import type { DemoAccountsAnswer, SessionAnswer } from '../../domain/schema/api/session.ts';
import type { DemoAccountRecord, SessionRecord } from '../queries/session.ts';
import type { Services } from '../services.ts';

/** Who is signed in, with the membership in which they act. */
export function presentSession({ person, demo, memberships }: SessionRecord, membershipId: string): z.infer<typeof SessionAnswer> {
  const shown = memberships.map((one) => ({ ...one, roleName: ROLE_NAMES[one.role] }));
  const membership = shown.find(({ id }) => id === membershipId);
  if (!membership) throw new CatalogueError('access.signed-out');
  return { person, membership, memberships: shown, demo };
}

/** The area of accounts that belong to no place. */
const PLATFORM = '平台';

type DemoAccount = z.infer<typeof DemoAccountsAnswer>['accounts'][number];

/** The demo accounts as the sign-in page offers them, those of no place last; logins of the demonstration begin with the pack of their place. */
export function presentDemoAccounts(accounts: readonly DemoAccountRecord[], { packs }: Pick<Services, 'packs'>): DemoAccount[] {
  const shown = accounts.map(({ role, ...account }) => {
    const [pack = '', next] = account.login.split('-');
    return { ...account, roleName: ROLE_NAMES[role], area: packs.packs.get(pack)?.name ?? PLATFORM, rehearsal: next === 'rehearsal' };
  });
  return [...shown.filter(({ area }) => area !== PLATFORM), ...shown.filter(({ area }) => area === PLATFORM)];
}
