import type { PlainDate } from '../../domain/ids.ts';
import type { ProcessEvent, ProcessState } from '../../domain/lifecycle.ts';
import type { Transaction } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';

/** Events about a worker, whichever process they come from; what they change on the roster is written with them. */
type RosterEvent =
  | { type: 'worker-placed'; workerId: string; placedOn: PlainDate; certification: { processId: string; firstDayInPost: PlainDate } | null }
  | { type: 'worker-left'; workerId?: string }
  | { type: 'certified'; on: PlainDate };

/** Keeps the roster in step with what was recorded: post, first day, the certification that runs, the qualification. */
export function projectPeople(transaction: Transaction, state: ProcessState, events: readonly ProcessEvent[]): void {
  for (const event of events) if (isRosterEvent(event)) projectOne(transaction, state, event);
}

function isRosterEvent(event: ProcessEvent): event is RosterEvent {
  return event.type === 'worker-placed' || event.type === 'worker-left' || event.type === 'certified';
}

function projectOne(transaction: Transaction, state: ProcessState, event: RosterEvent): void {
  switch (event.type) {
    case 'worker-placed': {
      const firstDay = event.certification?.firstDayInPost ?? event.placedOn;
      const { station = null } = state.parties;
      transaction.send(Prisma.sql`
        UPDATE worker SET station_id = ${station}, first_day_in_post = COALESCE(first_day_in_post, ${firstDay}),
          certification_id = COALESCE(certification_id, ${event.certification?.processId ?? null})
        WHERE person_id = ${event.workerId}`);
      return;
    }
    case 'worker-left':
      // Leaving a post is told by the station; a certification that ends with it has nothing to add.
      if (event.workerId) transaction.send(Prisma.sql`UPDATE worker SET station_id = NULL WHERE person_id = ${event.workerId}`);
      return;
    case 'certified': {
      const personId = 'workerId' in state && typeof state.workerId === 'string' ? state.workerId : '';
      const kinds = acceptedKinds(state);
      // Hours of training never show a qualification by themselves: the certification process says it.
      transaction.send(Prisma.sql`
        UPDATE worker SET certificate_on = CASE WHEN ${kinds.includes('certificate')} THEN ${event.on} ELSE certificate_on END,
          social_work_degree = social_work_degree OR ${kinds.includes('degree')}
        WHERE person_id = ${personId}`);
    }
  }
}

/** The kinds of proof that were accepted. */
function acceptedKinds(state: ProcessState): string[] {
  return 'accepted' in state && Array.isArray(state.accepted) ? (state.accepted as { kind: string }[]).map(({ kind }) => kind) : [];
}
