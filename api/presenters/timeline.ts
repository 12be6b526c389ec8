import type { z } from 'zod';
import { ROLE_NAMES } from '../../domain/access.ts';
import { LIFECYCLES } from '../../domain/registry.ts';
import type { TimelineAnswer } from '../../domain/schema/api/process.ts';
import { type Caller, dayOn } from '../auth/caller.ts';
import { bodyJsonSchema, type JsonSchema } from '../command-schemas.ts';
import type { ProcessWhole } from '../queries/processes.ts';
import type { EventRecord } from '../queries/timeline.ts';
import type { Services } from '../services.ts';
import { namesFor } from './facts.ts';
import { type Names, readFields, referencesIn } from './fields.ts';
import { EVENTS_OF_TIME } from './words.ts';

type Entry = z.infer<typeof TimelineAnswer>['items'][number];

/** What happened, in words: what was done, when it counted, by whom. Operators see no contents and no names. */
export async function presentTimeline(
  events: readonly EventRecord[],
  process: ProcessWhole,
  caller: Caller,
  services: Services,
): Promise<Entry[]> {
  const hidden = caller.actor.role === 'operator';
  const references = { organisations: [], workers: [] };
  for (const event of hidden ? [] : events) referencesIn(fieldsOf(process, event), event.data, references);
  const names = await namesFor(references, process, caller, services);
  return events.map((event) => presentEvent(event, process, caller, hidden ? undefined : names));
}

function presentEvent(event: EventRecord, process: ProcessWhole, caller: Caller, names: Names | undefined): Entry {
  const mine = event.organisationId === caller.actor.organisationId;
  return {
    revision: event.revision,
    type: event.type,
    label: labelOf(event, process),
    onDay: event.onDay,
    recordedAt: event.recordedAt,
    by: {
      // Colleagues are named; others act for their organisation.
      ...(mine && event.personName && { person: event.personName }),
      ...(event.organisationName && { organisation: event.organisationName }),
      role: ROLE_NAMES[event.role],
    },
    data: names ? readFields(fieldsOf(process, event), event.data, names) : [],
    commandId: event.commandId,
    // Received before midnight, recorded after it: the day of receipt counts.
    ...(event.receivedAt && dayOn(event.receivedAt, 0) < dayOn(event.recordedAt, 0) && { late: true }),
  };
}

function labelOf({ type, command, dutyLabel }: EventRecord, { kind }: ProcessWhole): string {
  if (type === 'duty-fell-due') return `到期：${dutyLabel ?? '义务'}`;
  if (type === 'pack-moved') return '改用新版政策包';
  return LIFECYCLES[kind].commands[command]?.label ?? EVENTS_OF_TIME[type] ?? type;
}

function fieldsOf({ kind }: ProcessWhole, { command }: EventRecord): Record<string, JsonSchema> {
  return bodyJsonSchema(kind, command)?.properties ?? {};
}
