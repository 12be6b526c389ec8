import type { Calendar, Region } from '../../domain/calendar.ts';
import type { Policy } from '../../domain/policy.ts';
import type { PrismaClient } from '../../prisma/client.ts';

/** What recording needs; packs and calendars are in memory, so that a look-up reads no file. */
export interface RecordDependencies {
  database: PrismaClient;
  policy(packId: string, version: string): Policy;
  calendar(region: Region): Calendar;
  /** Called after each commit; the fault suite ends the process here. */
  afterCommit?(): void;
}
