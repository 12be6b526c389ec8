import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withSchemaEngine } from './engine.ts';
import { MIGRATIONS, readMigrations } from './migrate.ts';

const SCHEMA = fileURLToPath(new URL('./schema.prisma', import.meta.url));

/** The SQL that leads from a live database to `schema.prisma`; empty when the two agree. */
export async function drift(url: string): Promise<string> {
  const files = [{ path: SCHEMA, content: readFileSync(SCHEMA, 'utf8') }];
  const result = await withSchemaEngine(url, (engine) =>
    engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: dirname(SCHEMA) },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return result.exitCode === 0 ? '' : (result.stdout ?? '');
}

/**
 * Writes the next migration into the folder: what `drift` says of a database that has all others. Its name is the next number and the title.
 * Returns the name, or nothing when the schema has not changed.
 */
export async function writeMigration(url: string, title: string, folder: string = MIGRATIONS): Promise<string | undefined> {
  if (!/^[a-z0-9_]+$/.test(title)) throw new Error('Name the migration in small letters, digits and underscores, e.g. add_volunteers');
  const sql = await drift(url);
  if (sql === '') return undefined;
  const name = `${String(readMigrations(folder).length + 1).padStart(4, '0')}_${title}`;
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, 'migration.sql'), sql);
  return name;
}
