import { addWorkingDays, nextWorkingDay, previousWorkingDay } from '../../domain/calendar.ts';
import type { PlainDate } from '../../domain/ids.ts';
import { defaultNumber } from '../../domain/lifecycles/road.ts';
import { addDays } from '../../domain/time.ts';
import type { ProcessOf } from '../snapshot.ts';
import { ahead, dutyOf, type Setting, standing, type Wish, within } from '../wish.ts';

type Road = ProcessOf<'purchase-cycle'>;

/** What bureau and superior do on the road: plans, procurement, renewal. */
export function wishesOnRoad(road: Road, setting: Setting): Wish[] {
  return [...planning(road, setting), ...procuring(road, setting), ...renewing(road, setting)];
}

/** Each year's plan: prepared two weeks before it is due, approved and filed within days. */
function planning({ own, kit, duties }: Road, setting: Setting): Wish[] {
  const { calendar } = setting;
  const { status, preparedOn, approvedOn } = own.plan;
  const duty = dutyOf(duties, 'prepare-plan');
  const planned = ahead(duty, setting, 10) ?? (own.stage === 'planning' ? addWorkingDays(calendar, kit.stageSince, 5) : undefined);
  const filing = dutyOf(duties, 'approve-plan');
  const stationPlans = own.stations.map(({ station }) => station);
  return standing(
    planned !== undefined && { command: 'prepare-plan', on: planned, known: { stationPlans } },
    status === 'reviewing' && preparedOn !== null && { command: 'approve-plan', on: within(filing, setting, preparedOn, 2) },
    status === 'filing' && approvedOn !== null && { command: 'file-plan', on: addWorkingDays(calendar, approvedOn, 3) },
  );
}

function procuring(road: Road, setting: Setting): Wish[] {
  const on = procurementStart(road, setting);
  const note = road.own.contract === null ? {} : { reason: '合同到期后继续购买服务' };
  return standing(on !== undefined && { command: 'start-procurement', on, known: note });
}

/** After the plan; after a lapse; and where no renewal exists in time for the end of the contract, unless nothing is decided on purpose. */
function procurementStart({ own, kit }: Road, { calendar, policy, scenario }: Setting): PlainDate | undefined {
  if (own.stage === 'planned' || own.stage === 'lapsed') return addWorkingDays(calendar, kit.stageSince, 2);
  const renews = policy.rule('renewal.decide')?.renews === true;
  if (own.stage !== 'performing' || !own.contract || renews || scenario === 'lapse') return undefined;
  return previousWorkingDay(calendar, addDays(own.contract.endsOn, -defaultNumber(policy, 'Q-14', 'contract-expiry')));
}

function renewing({ own, kit, duties }: Road, setting: Setting): Wish[] {
  const newPlan = dutyOf(duties, 'fix-new-plan');
  const decides = own.stage === 'renewing' && setting.scenario !== 'lapse';
  return standing(
    newPlan !== undefined && { command: 'fix-new-plan', on: ahead(newPlan, setting, 5) ?? setting.today },
    decides && { command: 'renew', on: nextWorkingDay(setting.calendar, addDays(kit.stageSince, 7)) },
  );
}
