import type { z } from 'zod';
import { availableActions, FUNCTION_NAMES } from '../../domain/access.ts';
import { PARTY_FUNCTIONS } from '../../domain/pack.ts';
import { LIFECYCLES } from '../../domain/registry.ts';
import type { ProcessAnswer, ProcessRow } from '../../domain/schema/api/process.ts';
import { SLOTS, type SlotName } from '../../domain/slots.ts';
import type { Caller } from '../auth/caller.ts';
import type { DutyRecord } from '../queries/duties.ts';
import type { ProcessRecord, ProcessWhole } from '../queries/processes.ts';
import { policyOf, type Services } from '../services.ts';
import { presentDutyOfProcess } from './duty.ts';
import { waitsForName } from './words.ts';

/** A process as one row of a list. */
export function presentProcess(record: ProcessRecord, { packs }: Pick<Services, 'packs'>): z.infer<typeof ProcessRow> {
  const lifecycle = LIFECYCLES[record.kind];
  return {
    id: record.id,
    kind: record.kind,
    kindName: lifecycle.title,
    title: record.title,
    about: aboutOf(record),
    stage: record.stage,
    stageLabel: lifecycle.stages[record.stage]?.label ?? record.stage,
    waitsFor: record.waitsFor,
    waitsForName: waitsForName(record.waitsFor),
    waitingForName: record.waitingForName,
    stageSince: record.stageSince,
    nextDue: record.nextDue,
    nextDueLabel: record.nextDueLabel,
    overdueSince: record.overdueSince,
    provisional: record.provisional,
    ended: record.ended,
    broken: record.broken !== null,
    packId: record.packId,
    packName: packs.packs.get(record.packId)?.name ?? record.packId,
    revision: record.revision,
  };
}

function aboutOf({ kind, about }: ProcessRecord): string | null {
  if (kind !== 'report-line') return about;
  const slot = `report.${about}`;
  return slot in SLOTS ? SLOTS[slot as SlotName].title : null;
}

/** What surrounds a process on its page. */
export interface Surroundings {
  duties: readonly DutyRecord[];
  related: readonly ProcessRecord[];
  facts: { label: string; value: string }[];
}

/** A process with its stage bar, parties, duties, and what the caller may do now. */
export function presentProcessPage(
  process: ProcessWhole,
  { duties, related, facts }: Surroundings,
  caller: Caller,
  services: Services,
): z.infer<typeof ProcessAnswer> {
  const lifecycle = LIFECYCLES[process.kind];
  const policy = policyOf(services, process.packId, process.packVersion);
  const order = [...PARTY_FUNCTIONS];
  const parties = process.parties.toSorted((one, other) => order.indexOf(one.function) - order.indexOf(other.function));
  return {
    ...presentProcess(process, services),
    cycleId: process.cycleId,
    stages: stageBar(process),
    parties: parties.map((party) => ({ ...party, functionName: FUNCTION_NAMES[party.function] })),
    duties: duties.map((duty) => presentDutyOfProcess(duty, caller, services)),
    actions: availableActions(lifecycle, process.folded, caller.actor, process.folded.own.parties, policy),
    related: related.map((record) => presentProcess(record, services)),
    state: { facts },
  };
}

/** The stages of the ordinary way in their order; an end, or a stage aside, is shown only where the process has come to it. */
function stageBar({ kind, stage }: ProcessRecord): z.infer<typeof ProcessAnswer>['stages'] {
  const shown = Object.entries(LIFECYCLES[kind].stages).filter(([code, { ends, aside }]) => (!ends && !aside) || code === stage);
  const now = shown.findIndex(([code]) => code === stage);
  return shown.map(([code, { label }], index) => ({ code, label, state: index === now ? 'now' : index < now ? 'done' : 'ahead' }));
}
