import type { Caller } from '../auth/caller.ts';
import { namesOf } from '../queries/organisations.ts';
import type { ProcessWhole } from '../queries/processes.ts';
import { workerNames } from '../queries/workers.ts';
import { policyOf, type Services } from '../services.ts';
import { type Labelled, type Names, type References, readFields, referencesIn } from './fields.ts';
import { stateFields } from './state-fields.ts';

/** What the state of a process records, in words; operators see none of it. */
export async function factsOf(process: ProcessWhole, caller: Caller, services: Services): Promise<Labelled[]> {
  if (caller.actor.role === 'operator') return [];
  const fields = stateFields(process.kind);
  const names = await namesFor(referencesIn(fields, process.folded.own), process, caller, services);
  return readFields(fields, process.folded.own, names);
}

/** The names behind ids, two statements at most; reading the names of workers is logged. */
export async function namesFor(references: References, process: ProcessWhole, caller: Caller, services: Services): Promise<Names> {
  const [organisations, workers] = await Promise.all([
    namesOf(services.database, references.organisations),
    workerNames(services.database, caller, references.workers),
  ]);
  return { organisations, workers, policy: policyOf(services, process.packId, process.packVersion) };
}
