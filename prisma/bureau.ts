import type { Database } from './client.ts';

/** The rows of a bureau, above before below. */
export interface BureauRows {
  organisations: {
    id: string;
    name: string;
    level: string;
    parent_id: string | null;
    pack_id: string | null;
    region: string;
    facts: object;
  }[];
  people: { id: string; name: string }[];
  accounts: { person_id: string; login: string; password_hash: string }[];
  memberships: { id: string; person_id: string; organisation_id: string; role: string }[];
}

/** The line of the ledger that keeps who set it up, from what, and what came of it. */
export interface BureauEntry {
  id: string;
  bureauId: string;
  body: object;
  bodyHash: string;
  result: object;
  /** Absent where it was set up at the command line. */
  by?: { personId: string; organisationId: string; key: string };
}

/** Writes a bureau in one transaction, all or nothing; one statement for each table, however many towns there are. */
export async function writeBureau(database: Database, rows: BureauRows, entry: BureauEntry): Promise<void> {
  const json = (list: readonly object[]) => JSON.stringify(list);
  const { id, bureauId, body, bodyHash, result, by } = entry;
  await database.transaction(async (transaction) => {
    // First, so that the same key at the same moment waits here and then writes nothing.
    await transaction.$executeRaw`
      INSERT INTO command (id, process_id, kind, name, body, body_hash, idempotency_key, person_id, organisation_id, role, outcome, result, recorded_at, delivered_at)
      VALUES (${id}, ${bureauId}, 'bureau', 'set-up', ${JSON.stringify(body)}::jsonb, ${bodyHash}, ${by?.key ?? null}, ${by?.personId ?? null},
        ${by?.organisationId ?? null}, ${by ? 'operator' : 'system'}, 'accepted', ${JSON.stringify(result)}::jsonb, clock_timestamp(), clock_timestamp())`;
    // Columns are named, as the rights of the API are: neither a rehearsal clock nor a demo account can come in with a row.
    await transaction.$executeRaw`
      INSERT INTO organisation (id, name, level, parent_id, pack_id, region, facts) SELECT id, name, level, parent_id, pack_id, region, facts
      FROM jsonb_to_recordset(${json(rows.organisations)}::jsonb)
        AS row(id text, name text, level text, parent_id text, pack_id text, region text, facts jsonb)`;
    await transaction.$executeRaw`
      INSERT INTO person (id, name) SELECT id, name FROM jsonb_to_recordset(${json(rows.people)}::jsonb) AS row(id text, name text)`;
    await transaction.$executeRaw`
      INSERT INTO account (person_id, login, password_hash) SELECT person_id, login, password_hash
      FROM jsonb_to_recordset(${json(rows.accounts)}::jsonb) AS row(person_id text, login text, password_hash text)`;
    await transaction.$executeRaw`
      INSERT INTO membership (id, person_id, organisation_id, role) SELECT id, person_id, organisation_id, role
      FROM jsonb_to_recordset(${json(rows.memberships)}::jsonb) AS row(id text, person_id text, organisation_id text, role text)`;
  });
}
