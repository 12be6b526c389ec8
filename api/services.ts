import type { Client } from '@temporalio/client';
import type { Calendar } from '../domain/calendar.ts';
import type { Policy } from '../domain/policy.ts';
import type { Calendars } from '../policies/calendars.ts';
import type { LoadedPacks } from '../policies/load.ts';
import type { Database } from '../prisma/client.ts';
import type { createCommands } from './commands.ts';

/** What routes work with; packs and calendars are in memory. */
export interface Services {
  /** With the rights of the API's role: SELECT, the ledger, its own tables. */
  database: Database;
  commands: ReturnType<typeof createCommands>;
  temporal: Client;
  taskQueue: string;
  packs: LoadedPacks;
  calendars: Calendars;
  settings: Settings;
}

/** Settings that routes look at. */
export interface Settings {
  /** Demo accounts may sign in with one click; true only while the server listens on this machine alone. */
  demo: boolean;
  /** People reach the console by https. */
  secure: boolean;
  temporalUiUrl: string | undefined;
  namespace: string;
}

/** The calendar of a process or an organisation. */
export function calendarOf(services: Pick<Services, 'calendars'>, region: string): Calendar {
  return services.calendars.calendarFor(region === 'CN-64' ? 'CN-64' : 'CN');
}

/** The policy that a process pinned; the current one if that version is not held any more. */
export function policyOf(services: Pick<Services, 'packs'>, packId: string, version?: string): Policy {
  return services.packs.policy(packId, version);
}
