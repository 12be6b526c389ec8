import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { migrate } from '../prisma/migrate.ts';
import { withDatabase } from './postgres.ts';

const ROLES = fileURLToPath(new URL('../prisma/roles.sql', import.meta.url));

/** The role of the API: it reads everything, and writes commands and its own sessions only (prisma/roles.sql). */
const API_ROLE = 'luyue_api';

/** The same database as seen by the role of the API. */
export function apiUrl(ownerUrl: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = API_ROLE;
  url.password = password;
  return url.href;
}

/**
 * Brings the database of the record to this version: migrations, then the rights of the API role with the password of its URL. An API URL
 * of another role is the operator's own arrangement and is left alone. Returns the names of the migrations that were applied.
 */
export async function prepareDatabase(ownerUrl: string, roleUrl: string): Promise<string[]> {
  const { username, password } = new URL(roleUrl);
  if (password === '') throw new Error(`The API role ${username} has no password in DATABASE_API_URL`);
  const applied = await migrate(ownerUrl);
  if (username !== API_ROLE) return applied;
  await withDatabase(ownerUrl, async (client) => {
    await client.query(readFileSync(ROLES, 'utf8'));
    await client.query(`ALTER ROLE ${API_ROLE} LOGIN PASSWORD ${client.escapeLiteral(decodeURIComponent(password))}`);
  });
  return applied;
}
