import type { PersonId } from '../../domain/ids.ts';
import type { MemberRole } from '../../domain/lifecycle.ts';
import type { Database } from '../../prisma/client.ts';

/** A person with an account and all their memberships. */
export interface SessionRecord {
  person: { id: string; name: string };
  demo: boolean;
  memberships: { id: string; role: MemberRole; organisation: { id: string; name: string; level: string } }[];
}

/** What a session shows of its person. */
export async function sessionOf(database: Database, personId: PersonId): Promise<SessionRecord> {
  const [row] = await database.$queryRaw<SessionRecord[]>`
    SELECT json_build_object('id', n.id, 'name', n.name) AS person, a.demo,
      (SELECT json_agg(json_build_object('id', m.id, 'role', m.role, 'organisation', json_build_object('id', o.id, 'name', o.name, 'level', o.level)) ORDER BY m.id)
        FROM membership m JOIN organisation o ON o.id = m.organisation_id WHERE m.person_id = n.id) AS memberships
    FROM person n JOIN account a ON a.person_id = n.id WHERE n.id = ${personId}`;
  if (!row) throw new Error('the account of a session is gone');
  return row;
}

/** An account that may sign in with one click. */
export interface DemoAccountRecord {
  login: string;
  name: string;
  role: MemberRole;
  organisation: string;
}

/** The accounts that may sign in with one click, one row for each. */
export async function demoAccounts(database: Database): Promise<DemoAccountRecord[]> {
  return await database.$queryRaw`
    SELECT DISTINCT ON (a.login) a.login, n.name, m.role, o.name AS organisation
    FROM account a JOIN person n ON n.id = a.person_id JOIN membership m ON m.person_id = n.id JOIN organisation o ON o.id = m.organisation_id
    WHERE a.demo AND NOT a.disabled ORDER BY a.login, m.id LIMIT 500`;
}
