import { drift, writeMigration } from '../prisma/drift.ts';
import { migrate } from '../prisma/migrate.ts';
import { ensureDatabase } from '../stack/postgres.ts';
import { withTemporaryPostgres } from '../stack/temporary.ts';

/** `migrations.ts check` fails when the migrations do not lead to `schema.prisma`; `migrations.ts new <title>` writes the one that is missing. */
const [task, title = ''] = process.argv.slice(2);

await withTemporaryPostgres(async (postgres) => {
  await ensureDatabase(postgres, 'luyue');
  const url = postgres.url('luyue');
  await migrate(url);
  if (task === 'new') {
    console.log((await writeMigration(url, title)) ?? 'The migrations already lead to prisma/schema.prisma');
    return;
  }
  const difference = await drift(url);
  if (difference === '') return;
  console.error(`prisma/schema.prisma has changes without a migration; write it with: npm run migrate:new -- <title>\n\n${difference}`);
  process.exitCode = 1;
});
