import type { z } from 'zod';
import { workflowId } from '../../domain/ids.ts';
import { LIFECYCLES } from '../../domain/registry.ts';
import type { StuckAnswer } from '../../domain/schema/api/operations.ts';
import { daysBetween } from '../../domain/time.ts';
import { type Caller, dayOn } from '../auth/caller.ts';
import type { StuckRecord } from '../queries/operations.ts';
import type { Services } from '../services.ts';
import { waitsForName } from './words.ts';

/** A waiting process for operators, with the way to its run in the Temporal UI. */
export function presentStuck(record: StuckRecord, caller: Caller, { settings }: Services): z.infer<typeof StuckAnswer>['items'][number] {
  const { id, kind, stage, waitsFor, since, nextDue, broken, undelivered, revision, packId, offsetSeconds } = record;
  const run = `namespaces/${encodeURIComponent(settings.namespace)}/workflows/${encodeURIComponent(workflowId(kind, id))}`;
  return {
    id,
    kind,
    kindName: LIFECYCLES[kind].title,
    stageLabel: LIFECYCLES[kind].stages[stage]?.label ?? stage,
    waitsForName: waitsForName(waitsFor),
    since,
    daysWaiting: daysBetween(since, dayOn(caller.now, offsetSeconds)),
    nextDue,
    cause: broken ?? (undelivered > 0 ? 'undelivered' : null),
    undelivered,
    revision,
    packId,
    temporalUrl: settings.temporalUiUrl ? `${settings.temporalUiUrl.replace(/\/$/, '')}/${run}` : null,
  };
}
