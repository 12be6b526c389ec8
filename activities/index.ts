import type { Config } from '../config.ts';
import type { LedgerDependencies } from '../temporal/ledger.ts';
import { createDelivery } from './deliver.ts';
import { createNotifying } from './notify.ts';
import type { RecordDependencies } from './record/dependencies.ts';
import { createRecording } from './record/record.ts';
import { createSweep } from './sweep.ts';

/** Everything that activities are built from. */
export type ActivityDependencies = RecordDependencies & LedgerDependencies & { config: Config };

/** All activities of the worker, by name. */
export function createActivities(dependencies: ActivityDependencies) {
  return {
    ...createRecording(dependencies),
    ...createDelivery(dependencies),
    ...createSweep(dependencies),
    ...createNotifying(dependencies),
  };
}
