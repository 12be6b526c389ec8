import { addWorkingDays, nextWorkingDay } from '../../domain/calendar.ts';
import type { PlainDate } from '../../domain/ids.ts';
import { addMonths } from '../../domain/time.ts';
import { DOCUMENTS } from '../fill.ts';
import type { ProcessOf } from '../snapshot.ts';
import { type Setting, standing, type Wish } from '../wish.ts';

/** What counts in every pack: the national certificate. */
const KIND = 'certificate';
/** A worker without one passes the examination half a year after the first day in post. */
const MONTHS_TO_PASS = 6;

/** What contractor and purchaser do for one worker's qualification. */
export function wishesInCertification({ own, kit }: ProcessOf<'certification'>, { calendar, cast, policy }: Setting): Wish[] {
  const soon = (workingDays: number) => addWorkingDays(calendar, kit.stageSince, workingDays);
  const held = cast.workers.find(({ id }) => id === own.workerId)?.certificateOn ?? null;
  const passes = nextWorkingDay(calendar, addMonths(own.firstDayInPost, MONTHS_TO_PASS));
  const proof = (on: PlainDate, issuedOn: PlainDate): Wish => ({
    command: 'submit-proof',
    on,
    known: { kind: KIND, issuedOn, documents: DOCUMENTS },
  });
  return standing(
    own.stage === 'not-certified' && (held === null ? proof(passes, passes) : proof(soon(5), held)),
    own.stage === 'checking' && { command: 'confirm-proof', on: soon(2) },
    own.stage === 'certified' && policy.rule('certificate.register') !== undefined && { command: 'record-registration', on: soon(5) },
    own.stage === 'registered' && { command: 'confirm-registration', on: soon(2) },
  );
}
