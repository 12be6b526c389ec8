import { addWorkingDays } from '../../domain/calendar.ts';
import { contractEnd } from '../../domain/deadline.ts';
import type { PlainDate } from '../../domain/ids.ts';
import { defaultNumber } from '../../domain/lifecycles/road.ts';
import { addDays, lastDayOfMonth } from '../../domain/time.ts';
import type { ProcessOf } from '../snapshot.ts';
import { dutyOf, type Setting, standing, type Wish, within } from '../wish.ts';

type Contract = ProcessOf<'contract'>;

/** What the parties of a contract do: the signature, then what has to be filed and announced. */
export function wishesInContract(contract: Contract, setting: Setting): Wish[] {
  const { own, duties } = contract;
  const { signedOn } = own;
  if (signedOn === null) return [signature(contract, setting)];
  const { calendar } = setting;
  const task = (command: string, doneOn: PlainDate | null, workingDays: number): Wish | false =>
    doneOn === null && { command, on: within(dutyOf(duties, command), setting, signedOn, workingDays) };
  const confirmation = (command: string, filedOn: PlainDate | null, confirmedOn: PlainDate | null): Wish | false =>
    filedOn !== null && confirmedOn === null && { command, on: addWorkingDays(calendar, filedOn, 3) };
  return standing(
    task('announce', own.announcedOn, 1),
    task('file-copy', own.copyFiledOn, 5),
    confirmation('confirm-copy', own.copyFiledOn, own.copyConfirmedOn),
    task('hand-in-staffing', own.staffingHandedInOn, 3),
    task('file-staffing', own.staffingFiledOn, 5),
    confirmation('confirm-staffing', own.staffingFiledOn, own.staffingConfirmedOn),
  );
}

/** One year from the first of the next month, or from the day after the contract that runs. */
function signature({ own, kit, duties }: Contract, setting: Setting): Wish {
  const on = within(dutyOf(duties, 'sign'), setting, kit.stageSince, 10);
  const runsUntil = own.previousEndsOn ?? setting.road?.own.contract?.endsOn ?? lastDayOfMonth(on);
  const startsOn = addDays(runsUntil, 1);
  const months = 12 * defaultNumber(setting.policy, 'Q-59', 'defaultYears');
  return { command: 'sign', on, known: { effectiveOn: startsOn, startsOn, endsOn: contractEnd(startsOn, months) } };
}
