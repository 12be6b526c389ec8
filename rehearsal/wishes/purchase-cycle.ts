import { addWorkingDays, nextWorkingDay, previousWorkingDay } from '../../domain/calendar.ts';
import type { PlainDate } from '../../domain/ids.ts';
import { defaultNumber, planYearStart } from '../../domain/lifecycles/road.ts';
import { addDays } from '../../domain/time.ts';
import type { ProcessOf } from '../snapshot.ts';
import { ahead, dutyOf, type Setting, standing, type Wish, within } from '../wish.ts';

type Road = ProcessOf<'purchase-cycle'>;

/** What bureau and superior do on the road: plans, procurement, renewal. */
export function wishesOnRoad(road: Road, setting: Setting): Wish[] {
  return [...planning(road, setting), ...procuring(road, setting), ...underContract(road, setting), ...renewing(road, setting)];
}

/** Each year's plan and money: prepared two weeks before it is due, or early in its year where it has no day; approved and filed within days. */
function planning({ own, kit, duties }: Road, setting: Setting): Wish[] {
  const { calendar } = setting;
  const { year, status, preparedOn, approvedOn } = own.plan;
  const duty = dutyOf(duties, 'prepare-plan');
  const undated = own.stage === 'planning' ? addWorkingDays(calendar, kit.stageSince, 5) : duty && beginningOf(year + 1, setting);
  const planned = ahead(duty, setting, 10) ?? undated;
  const filing = dutyOf(duties, 'approve-plan');
  const budget = dutyOf(duties, 'secure-budget');
  const stationPlans = own.stations.map(({ station }) => station);
  return standing(
    planned !== undefined && { command: 'prepare-plan', on: planned, known: { stationPlans } },
    status === 'reviewing' && preparedOn !== null && { command: 'approve-plan', on: within(filing, setting, preparedOn, 2) },
    budget !== undefined && { command: 'secure-budget', on: ahead(budget, setting, 10) ?? addWorkingDays(calendar, kit.stageSince, 5) },
    status === 'filing' && approvedOn !== null && { command: 'file-plan', on: addWorkingDays(calendar, approvedOn, 3) },
  );
}

function beginningOf(year: number, { calendar }: Setting): PlainDate {
  return addWorkingDays(calendar, planYearStart(year), 10);
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

/** The plans of the contractor; its work plan, where that is filed, is confirmed by everybody with whom it is filed. */
function underContract({ own, duties }: Road, setting: Setting): Wish[] {
  if (!own.contract) return [];
  const { calendar, policy } = setting;
  const { signedOn, plans } = own.contract;
  const asked = policy.rule('plan.contractor-plans') ?? policy.rule('plan.work-plan-filed');
  const next = plans.receivers.find((name) => !plans.confirmedBy.includes(name));
  const { filedOn } = plans;
  return standing(
    asked !== undefined && plans.handedInOn === null && { command: 'hand-in-plans', on: addWorkingDays(calendar, signedOn, 5) },
    filedOn === null &&
      plans.handedInOn !== null && {
        command: 'file-work-plan',
        on: within(dutyOf(duties, 'file-work-plan'), setting, plans.handedInOn, 3),
      },
    filedOn !== null &&
      next !== undefined && { command: 'confirm-work-plan', on: addWorkingDays(calendar, filedOn, 3), of: own.parties[next] },
  );
}

function renewing({ own, kit, duties }: Road, setting: Setting): Wish[] {
  const newPlan = dutyOf(duties, 'fix-new-plan');
  // A new plan that is asked for comes first; it may be fixed while the contract is still performed.
  const decides = own.stage === 'renewing' && setting.scenario !== 'lapse' && newPlan === undefined;
  return standing(
    newPlan !== undefined && { command: 'fix-new-plan', on: ahead(newPlan, setting, 5) ?? setting.today },
    decides && { command: 'renew', on: nextWorkingDay(setting.calendar, addDays(kit.stageSince, 7)) },
  );
}
