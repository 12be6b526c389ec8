import type { Context, FollowUp } from '../lifecycle.ts';
import { latest } from '../time.ts';
import type { ProcurementStarted, PurchaseCycleEvent, PurchaseCycleState, Succession } from './purchase-cycle-state.ts';
import { planYearStart } from './road.ts';

/** What the road asks of its children. */
export function followUps(event: PurchaseCycleEvent, state: PurchaseCycleState, context: Context): FollowUp[] {
  switch (event.type) {
    case 'procurement-started':
      return [openProcurement(event, state, context), ...tell(event.succession)];
    case 'renewal-decided': {
      const { contractId, amountYuan, former } = event;
      const { cycleStartsOn, title, parties, stations } = state;
      const { id: renewalOf, endsOn: previousEndsOn, onboardings } = former;
      const award = { procurementId: null, awardNoticeOn: null, amountYuan, yearOfCycle: former.yearOfCycle + 1 };
      const road = { cycleId: context.processId, title, parties, stations };
      const body = { ...road, ...award, cycleStartsOn, renewalOf, previousEndsOn, onboardings };
      return [{ kind: 'contract', processId: contractId, command: 'open', body }];
    }
    case 'result-recorded':
      if (event.withdraws === null) return [];
      return [{ kind: 'contract', processId: event.withdraws, command: 'record-renewal-withdrawn', body: { withdrawnOn: context.today } }];
    case 'contract-signed':
    case 'contract-ended-early':
    case 'contract-lapsed':
    case 'cycle-concluded':
      return tell(event.succession);
    default:
      return [];
  }
}

function openProcurement({ procurementId, startedOn, reason }: ProcurementStarted, state: PurchaseCycleState, context: Context): FollowUp {
  const { title, parties, stations, planYear } = state;
  // A later procurement belongs to the year in which it starts.
  const year = Number(latest(planYearStart(planYear), startedOn).slice(0, 4));
  const body = { cycleId: context.processId, title, parties, stations, planYear: year, startedOn, reason };
  return { kind: 'procurement', processId: procurementId, command: 'open', body };
}

function tell(succession: Succession | null): FollowUp[] {
  if (!succession) return [];
  const { contractId, ...body } = succession;
  return [{ kind: 'contract', processId: contractId, command: 'record-succession', body }];
}
