import { readConfig } from '../config.ts';
import { PROCESS_KINDS, type ProcessKind } from '../domain/ids.ts';
import { createDatabase } from '../prisma/client.ts';
import { connectClient } from '../temporal/client.ts';
import { type RebuildScope, rebuild } from '../temporal/rebuild.ts';

const HELP = `luyue rebuild --process <id> | --kind <kind> | --all
  Starts runs anew from the record: one process, one kind (${PROCESS_KINDS.join(', ')}), or every open process.
  DATABASE_URL and TEMPORAL_ADDRESS tell where; on a running "luyue up" both stand in the table that it prints.`;

/** `luyue rebuild`: returns the exit code. */
export async function rebuildCommand(args: string[]): Promise<number> {
  const scope = scopeOf(args);
  const config = readConfig();
  if (!scope || !config.databaseUrl || !config.temporal.address) {
    process.stderr.write(`${HELP}\n`);
    return 2;
  }
  const database = createDatabase(config.databaseUrl, 2);
  const temporal = await connectClient(config.temporal.address, config.temporal.namespace);
  try {
    const done = await rebuild({ database, temporal, taskQueue: config.temporal.taskQueue }, scope, (count) =>
      process.stdout.write(`已重建 ${count} 个流程\n`),
    );
    return done > 0 ? 0 : 1;
  } finally {
    await database.$disconnect();
    await temporal.connection.close();
  }
}

function scopeOf([flag, value]: string[]): RebuildScope | undefined {
  if (flag === '--all') return 'all';
  if (flag === '--process' && value) return { processId: value };
  const kind = PROCESS_KINDS.find((one: ProcessKind) => flag === '--kind' && one === value);
  return kind && { kind };
}
