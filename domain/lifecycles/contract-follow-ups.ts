import type { PlainDate } from '../ids.ts';
import type { Context, FollowUp } from '../lifecycle.ts';
import { partiesOfStation } from '../parties.ts';
import type { ContractEvent, ContractState, SignedEvent } from './contract-state.ts';

/** What other processes are asked when something happens to a contract. */
export function followUps(event: ContractEvent, state: ContractState, context: Context): FollowUp[] {
  const contractId = context.processId;
  switch (event.type) {
    case 'contract-signed':
      return [...tellSigned(event, state, context), ...openSetUps(event, state, context), ...openLines(event, state, context)];
    case 'signing-abandoned': {
      const body = { contractId, endedOn: event.abandonedOn };
      const { procurementId } = state;
      if (procurementId) return [{ kind: 'procurement', processId: procurementId, command: 'record-contract-ended', body }];
      return [tellRoadEnded(state, context, event.abandonedOn)];
    }
    case 'contract-terminated':
      return [
        tellRoadEnded(state, context, event.terminatedOn),
        ...closeSetUps(state, context, event.terminatedOn),
        ...closeLines(state, event.terminatedOn),
      ];
    case 'contract-closed':
      // The stations of a renewed contract go on under the next one.
      return event.outcome === 'renewed' || state.endsOn === null ? [] : closeSetUps(state, context, state.endsOn);
    default:
      return [];
  }
}

function tellSigned(event: SignedEvent, state: ContractState, { processId: contractId }: Context): FollowUp[] {
  const { signedOn, effectiveOn, startsOn, endsOn, onboardings } = event;
  const { contractor } = state.parties;
  const { yearOfCycle, amountYuan, procurementId } = state;
  const terms = { contractId, contractor, signedOn, effectiveOn, startsOn, endsOn, yearOfCycle, amountYuan, onboardings };
  const road: FollowUp = { kind: 'purchase-cycle', processId: state.cycleId, command: 'record-contract-signed', body: terms };
  if (!procurementId) return [road];
  return [{ kind: 'procurement', processId: procurementId, command: 'record-contract-signed', body: { contractId, signedOn } }, road];
}

/** The first contract of a cycle sets its stations up; later ones find them standing. */
function openSetUps(event: SignedEvent, state: ContractState, { processId: contractId }: Context): FollowUp[] {
  const { cycleId, title } = state;
  const { signedOn, effectiveOn } = event;
  return event.setUps.map(({ processId, choice }) => {
    const road = { cycleId, title, parties: partiesOfStation(state.parties, choice), stations: [choice], station: choice.station };
    // The project starts when the first contract of the cycle takes effect.
    const body = { ...road, contractId, signedOn, effectiveOn, projectStartsOn: effectiveOn };
    return { kind: 'onboarding', processId, command: 'open', body };
  });
}

/** Report lines and the evaluation of this contract's year, as far as the pack knows them. */
function openLines(event: SignedEvent, state: ContractState, { processId: contractId }: Context): FollowUp[] {
  const { cycleId, title, parties, stations, yearOfCycle } = state;
  const { startsOn, endsOn, evaluationId } = event;
  const common = { cycleId, title, contractId, startsOn, endsOn };
  const lines = event.reportLines.map(({ processId, ...line }): FollowUp => {
    return { kind: 'report-line', processId, command: 'open', body: { ...common, ...line } };
  });
  if (evaluationId === null) return lines;
  const body = { ...common, parties, stations, yearOfCycle };
  return [...lines, { kind: 'evaluation', processId: evaluationId, command: 'open', body }];
}

/** A contract that ends before its time leaves nothing to report and nothing to evaluate. */
function closeLines({ reportLines, evaluationId }: ContractState, closedOn: PlainDate): FollowUp[] {
  const lines = reportLines.map(({ processId }): FollowUp => ({ kind: 'report-line', processId, command: 'close', body: { closedOn } }));
  return evaluationId === null ? lines : [...lines, { kind: 'evaluation', processId: evaluationId, command: 'close', body: { closedOn } }];
}

function tellRoadEnded(state: ContractState, { processId }: Context, endedOn: PlainDate): FollowUp {
  const body = { contractId: processId, endedOn };
  return { kind: 'purchase-cycle', processId: state.cycleId, command: 'record-contract-ended', body };
}

function closeSetUps(state: ContractState, { processId: contractId }: Context, endedOn: PlainDate): FollowUp[] {
  return state.onboardings.map((processId) => {
    return { kind: 'onboarding', processId, command: 'record-contract-ended', body: { contractId, endedOn } };
  });
}
