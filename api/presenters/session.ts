import type { z } from 'zod';
import { ROLE_NAMES } from '../../domain/access.ts';
import { CatalogueError } from '../../domain/errors.ts';
import type { SessionAnswer } from '../../domain/schema/api/session.ts';
import type { SessionRecord } from '../queries/session.ts';

/** Who is signed in, with the membership in which they act. */
export function presentSession({ person, demo, memberships }: SessionRecord, membershipId: string): z.infer<typeof SessionAnswer> {
  const shown = memberships.map((one) => ({ ...one, roleName: ROLE_NAMES[one.role] }));
  const membership = shown.find(({ id }) => id === membershipId);
  if (!membership) throw new CatalogueError('access.signed-out');
  return { person, membership, memberships: shown, demo };
}
