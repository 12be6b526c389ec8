import { randomUUID } from 'node:crypto';
import type { CommandRequest } from '../../api/commands.ts';
import type { OrganisationId, PersonId, ProcessId } from '../../domain/ids.ts';
import { dateOf, toInstant } from '../../domain/time.ts';
import type { Kit } from './kit.ts';

/** A referral is the smallest lifecycle with two parties: the tests of the kit use it as their example. */
export const SENDER = { role: 'worker', personId: 'person-sender' as PersonId, organisationId: 'station-a' as OrganisationId } as const;
export const RECEIVER = { role: 'worker', personId: 'person-receiver' as PersonId, organisationId: 'station-b' as OrganisationId } as const;
/** Of a third organisation: no party of the process. */
export const STRANGER = { role: 'worker', personId: 'person-stranger' as PersonId, organisationId: 'station-c' as OrganisationId } as const;

/** A made-up name that must never reach Temporal. */
export const PLANTED = '甄秘密九号';

/** Today in Shanghai, for the dates of the bodies. */
export function today() {
  return dateOf(toInstant(new Date()));
}

/** A request of the ledger with a key of its own. */
export function request(processId: string, name: string, body: object, more: Partial<CommandRequest> = {}): CommandRequest {
  return { kind: 'referral', processId: processId as ProcessId, name, body, actor: SENDER, idempotencyKey: randomUUID(), ...more };
}

/** The opening of a referral under a pack. */
export function opening(processId: string, more: Partial<CommandRequest> = {}, packId = 'hn'): CommandRequest {
  const body = {
    parties: { sender: SENDER.organisationId, receiver: RECEIVER.organisationId },
    receiver: RECEIVER.organisationId,
    caseReference: 'GA-2026-001',
    minor: false,
    condition: '需要专业康复',
    reason: `请接收方联系${PLANTED}`,
  };
  return request(processId, 'open', body, { opening: { packId, packVersion: '1', region: 'CN', cycleId: null, clockId: null }, ...more });
}

/** The bodies of the steps from consent to closing, each dated today. */
export function steps() {
  const day = today();
  const documents = [{ name: '书面同意书' }];
  return [
    ['record-consent', { consentedOn: day, givenBy: 'client', documents }, SENDER],
    ['request', { requestedOn: day, documents: [{ name: '转介申请书' }] }, SENDER],
    ['accept', { acceptedOn: day }, RECEIVER],
    ['transfer-file', { transferredOn: day, method: 'in-person', files: documents }, SENDER],
    ['confirm-service', { startedOn: day }, RECEIVER],
    ['give-feedback', { feedback: `已与${PLANTED}见面` }, RECEIVER],
    ['close', { result: '双方已见面，案主知情' }, SENDER],
  ] as const;
}

/** Opens a referral and returns its id. */
export async function openReferral(kit: Kit, packId = 'hn'): Promise<string> {
  const id = randomUUID();
  const answer = await kit.commands.submit(opening(id, {}, packId));
  if (answer.outcome !== 'accepted') throw new Error(`not opened: ${answer.outcome}`);
  return id;
}
