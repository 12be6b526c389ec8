import { renews } from '../domain/lifecycles/purchase-cycle-renewal.ts';
import type { ProcurementReason, PurchaseCycleState } from '../domain/lifecycles/purchase-cycle-state.ts';
import type { Policy } from '../domain/policy.ts';
import type { Scenario } from './options.ts';
import { ofKind, type Process, type ProcessOf } from './snapshot.ts';

/** Where the policy leads in the end: the stage of the road, what became of the first contract, and what came after it. */
export interface Goal {
  road: PurchaseCycleState['stage'];
  firstContract: 'renewed' | 'not-renewed' | 'completed';
  /** Why a procurement followed; absent = none did. */
  procurement?: ProcurementReason;
  /** Which year of its cycle the contract in force is; absent = none is in force. */
  yearOfCycle?: number;
}

/** Renewal needs the rule and a pass; without the rule the bureau procures again in time, and where nobody decides the contract simply ends. */
export function goalOf(policy: Policy, scenario: Scenario): Goal {
  if (!renews(policy)) {
    if (scenario === 'lapse') return { road: 'concluded', firstContract: 'completed' };
    return { road: 'performing', firstContract: 'completed', procurement: 'not-renewed', yearOfCycle: 1 };
  }
  switch (scenario) {
    case 'pass':
      return { road: 'performing', firstContract: 'renewed', yearOfCycle: 2 };
    case 'fail':
      return { road: 'performing', firstContract: 'not-renewed', procurement: 'evaluation-failed', yearOfCycle: 1 };
    case 'lapse':
      return { road: 'procuring', firstContract: 'not-renewed', procurement: 'contract-ended' };
  }
}

/** The contract of the first year. */
export function firstContractOf(processes: readonly Process[]): ProcessOf<'contract'> | undefined {
  return ofKind(processes, 'contract')[0];
}

/** Everything that belongs to the first year and to nothing after it; stations go on under a renewed contract. */
export function firstYearOf(processes: readonly Process[]): Process[] {
  const contract = firstContractOf(processes);
  if (!contract) return [];
  return processes.filter((process) => {
    switch (process.kind) {
      case 'contract':
        return process.id === contract.id;
      case 'procurement':
        return process.id === contract.own.procurementId;
      case 'report-line':
      case 'evaluation':
        return process.own.contractId === contract.id;
      case 'onboarding':
        return process.own.contractId === contract.id && contract.own.stage !== 'renewed';
      case 'certification':
        return process.own.projectStartsOn === contract.own.effectiveOn;
      default:
        return false;
    }
  });
}

/** Whether the year is over: nothing of it is open any more, and the road stands where the policy leads, or has ended. */
export function isReached(processes: readonly Process[], goal: Goal): boolean {
  const [road] = ofKind(processes, 'purchase-cycle');
  const contract = firstContractOf(processes);
  if (!road || !contract || !firstYearOf(processes).every(({ ended }) => ended)) return false;
  return road.ended || (road.own.stage === goal.road && road.own.contract?.id !== contract.id);
}
