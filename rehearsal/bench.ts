import type { Client } from '@temporalio/client';
import type { createCommands } from '../api/commands.ts';
import type { Calendars } from '../policies/calendars.ts';
import type { LoadedPacks } from '../policies/load.ts';
import type { Database } from '../prisma/client.ts';

/** What a rehearsal runs on: a stack with a worker, and the ledger that the API uses. */
export interface Bench {
  /** As the owner of the record: the rehearsal's own organisations, and their clock. */
  database: Database;
  /** With the rights of the API: everything that people do. */
  apiDatabase: Database;
  temporal: Client;
  commands: ReturnType<typeof createCommands>;
  packs: LoadedPacks;
  calendars: Calendars;
}
