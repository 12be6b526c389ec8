import type { Calendar, Region } from '../../domain/calendar.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Database } from '../../prisma/client.ts';

/** What recording needs; packs and calendars are in memory, so that a look-up reads no file. */
export interface RecordDependencies {
  database: Database;
  policy(packId: string, version: string): Policy;
  calendar(region: Region): Calendar;
  /** Called after each commit; the fault suite ends the process here. */
  afterCommit?(): void;
}
