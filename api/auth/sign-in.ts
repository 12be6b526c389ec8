import { createHash, randomBytes } from 'node:crypto';
import { CatalogueError } from '../../domain/errors.ts';
import type { Database } from '../../prisma/client.ts';
import { sessionIdOf } from './caller.ts';
import { isPassword } from './passwords.ts';

/** Wrong passwords within a quarter of an hour after which a login has to wait. */
const ATTEMPTS = 5;

/** Signs in with a password; throws `access.bad-credentials` or `access.too-many-attempts`. Returns the token for the cookie. */
export async function signIn(database: Database, login: string, password: string): Promise<string> {
  const attempt = await noteAttempt(database, login);
  const account = await database.account.findUnique({ where: { login }, select: { personId: true, passwordHash: true, disabled: true } });
  const right = await isPassword(account?.passwordHash, password);
  if (!account || !right || account.disabled) throw new CatalogueError('access.bad-credentials');
  await database.signInAttempt.deleteMany({ where: { login: attempt } });
  return await openSession(database, account.personId);
}

/** Signs in with a demo account, without a password; the caller has made sure that this is a demonstration on this machine. */
export async function signInDemo(database: Database, login: string): Promise<string> {
  const account = await database.account.findUnique({ where: { login }, select: { personId: true, demo: true, disabled: true } });
  if (!account?.demo || account.disabled) throw new CatalogueError('access.bad-credentials', '没有这个演示账号');
  return await openSession(database, account.personId);
}

/** Ends the session of a cookie; one that has ended already, or none, is no error. */
export async function signOut(database: Database, token: string | undefined): Promise<void> {
  if (token !== undefined) await database.session.deleteMany({ where: { id: sessionIdOf(token) } });
}

/** Changes the organisation and role in which the person acts; throws `access.forbidden` for somebody else's. */
export async function actAs(database: Database, sessionId: string, personId: string, membershipId: string): Promise<void> {
  const own = await database.membership.findFirst({ where: { id: membershipId, personId }, select: { id: true } });
  if (!own) throw new CatalogueError('access.forbidden', '这不是您的任职');
  await database.session.updateMany({ where: { id: sessionId }, data: { membershipId } });
}

/**
 * Counts this attempt before the password is looked at, so that attempts at the same moment count each other. People type passwords into
 * the wrong field: only a hash of the login is kept.
 */
async function noteAttempt(database: Database, login: string): Promise<string> {
  const kept = createHash('sha256').update(login).digest('hex');
  await database.$executeRaw`INSERT INTO sign_in_attempt (login) VALUES (${kept})`;
  const [row] = await database.$queryRaw<{ recent: number }[]>`
    SELECT count(*)::int AS recent FROM sign_in_attempt WHERE login = ${kept} AND at > clock_timestamp() - interval '15 minutes'`;
  if ((row?.recent ?? 0) > ATTEMPTS) throw new CatalogueError('access.too-many-attempts');
  return kept;
}

async function openSession(database: Database, personId: string): Promise<string> {
  const membership = await database.membership.findFirst({ where: { personId }, orderBy: { id: 'asc' }, select: { id: true } });
  if (!membership) throw new CatalogueError('access.forbidden', '这个账号没有任职机构');
  const token = randomBytes(32).toString('base64url');
  await database.$executeRaw`DELETE FROM session WHERE expires_at < clock_timestamp()`;
  await database.$executeRaw`DELETE FROM sign_in_attempt WHERE at < clock_timestamp() - interval '1 day'`;
  await database.$executeRaw`
    INSERT INTO session (id, person_id, membership_id, expires_at) VALUES (${sessionIdOf(token)}, ${personId}, ${membership.id}, clock_timestamp() + interval '12 hours')`;
  return token;
}
