import type { Route } from '../route.ts';
import { bureauRoutes } from './bureaus.ts';
import { commandRoutes } from './commands.ts';
import { cycleRoutes } from './cycles.ts';
import { directoryRoutes } from './directory.ts';
import { healthRoutes } from './health.ts';
import { inboxRoutes } from './inbox.ts';
import { operationsRoutes } from './operations.ts';
import { packRoutes } from './packs.ts';
import { processRoutes } from './processes.ts';
import { referenceRoutes } from './reference.ts';
import { sessionRoutes } from './session.ts';
import { worklistRoutes } from './worklist.ts';

/** Every address of the API; Express serves this table and OpenAPI describes it. */
export const ROUTES: readonly Route[] = [
  ...sessionRoutes,
  ...worklistRoutes,
  ...processRoutes,
  ...commandRoutes,
  ...cycleRoutes,
  ...directoryRoutes,
  ...inboxRoutes,
  ...packRoutes,
  ...operationsRoutes,
  ...bureauRoutes,
  ...referenceRoutes,
  ...healthRoutes,
];
