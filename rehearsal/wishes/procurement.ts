import { addWorkingDays, nextWorkingDay } from '../../domain/calendar.ts';
import { addDays } from '../../domain/time.ts';
import type { ProcessOf } from '../snapshot.ts';
import { type Setting, standing, type Wish } from '../wish.ts';

/** Tenders are open for twenty days, as the law on public bidding asks at least. */
const TENDER_DAYS = 20;

/** What the organiser does: plan, publication, tender, opening, award. */
export function wishesInProcurement({ own, kit }: ProcessOf<'procurement'>, { calendar, today, cast, policy }: Setting): Wish[] {
  const { stage, planFixedOn, opensOn } = own;
  const after = (workingDays: number) => addWorkingDays(calendar, kit.stageSince, workingDays);
  const past = policy.rule('contractor.past-result');
  const pastResult = past && { pastResult: past.value };
  return standing(
    stage === 'planned' && planFixedOn === null && { command: 'fix-plan', on: after(3) },
    stage === 'planned' && planFixedOn !== null && { command: 'publish', on: addWorkingDays(calendar, planFixedOn, 1) },
    stage === 'published' && {
      command: 'call-tenders',
      on: after(0),
      known: { opensOn: nextWorkingDay(calendar, addDays(today, TENDER_DAYS)) },
    },
    opensOn !== null && stage === 'open' && { command: 'open-bids', on: opensOn },
    stage === 'evaluating' && { command: 'award', on: after(2), known: { contractor: cast.contractor, ...pastResult } },
  );
}
