import { pathToFileURL } from 'node:url';
import { readConfig } from '../config.ts';
import { prepareDatabase } from './database.ts';
import { ensureNamespace } from './namespace.ts';

/**
 * What must exist before worker and API start: the schema of the record, the rights of the API role, Temporal's namespace and search
 * attributes, and in demo mode the demo data. Everything is safe to repeat.
 */
async function prepare(): Promise<void> {
  const { databaseUrl, databaseApiUrl = databaseUrl, temporal, demo } = readConfig();
  if (databaseUrl === undefined || databaseApiUrl === undefined) throw new Error('DATABASE_URL is missing');
  if (temporal.address === undefined) throw new Error('TEMPORAL_ADDRESS is missing');
  const [applied] = await Promise.all([
    prepareDatabase(databaseUrl, databaseApiUrl),
    ensureNamespace(temporal.address, temporal.namespace),
  ]);
  for (const name of applied) console.log(name);
  if (!demo) return;
  const { seed } = await import('../prisma/seed/index.ts');
  await seed(databaseUrl);
}

// Run as a program of its own by `luyue up` and by docker compose: the Temporal client and the generated database client end with it.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await prepare();
