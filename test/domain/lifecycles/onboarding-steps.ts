import type { WorkerFacts } from '../../../domain/lifecycle.ts';
import { onboarding } from '../../../domain/lifecycles/onboarding.ts';
import type { OnboardingState } from '../../../domain/lifecycles/onboarding-state.ts';
import { onboardingSchemas } from '../../../domain/schema/commands/onboarding.ts';
import type { SlotName } from '../../../domain/slots.ts';
import {
  checklist,
  PARTIES,
  PEOPLE,
  type Play,
  play,
  type SmallRule,
  STATIONS,
  type Step,
  smallPolicy,
  workerFacts,
} from '../../support/lifecycle.ts';

/* The steps of one set-up and the way to each of its stages; the tests of onboarding share them. */

export type Rules = Partial<Record<SlotName, SmallRule | SmallRule[]>>;
const steps = ['needs-survey', 'service-plan', 'service'].map((code) => ({ code, label: `步骤${code}` }));

export const RULES: Rules = {
  'venue.hosts': { ...checklist('children-home', 'volunteer-station'), atLeast: 1 },
  'venue.mode': checklist('multi-use'),
  'venue.equipment': checklist('computer', 'printer'),
  'venue.rooms': [checklist('activity-space'), { ...checklist('case-room'), atLeast: 0 }],
  'venue.office-area': { kind: 'threshold', operator: '>=', value: 12, unit: 'square-metre', binding: 'in-principle' },
  'venue.systems': [checklist('finance'), checklist('archive')],
  'venue.processes': checklist('structure'),
  'venue.commitments': checklist('commitment'),
  'venue.signage': { ...checklist('outdoor', 'indoor'), atLeast: 1 },
  'staff.minimum': { kind: 'threshold', operator: '>=', value: 2, unit: 'person' },
  'staff.vacancy': { kind: 'deadline', owes: 'contractor', default: 'Q-41/vacancy', ifMissed: 'breach' },
  'onboarding.pre-post-training': checklist('training'),
  'onboarding.first-work': { kind: 'flow', steps },
  'onboarding.staffed': {
    kind: 'deadline',
    owes: 'contractor',
    when: { after: 'agreement-signed', term: { count: 15, unit: 'working-day' } },
  },
  'onboarding.complete': { kind: 'deadline', owes: 'contractor', when: { after: 'agreement-signed', term: { count: 1, unit: 'month' } } },
};

export const OPEN: Step = {
  command: 'open',
  on: '2026-02-27',
  body: {
    cycleId: 'road',
    title: '2026年社工站购买服务',
    parties: PARTIES,
    stations: [STATIONS[0]],
    station: 'station-a',
    contractId: 'contract-1',
    signedOn: '2026-02-27',
    effectiveOn: '2026-03-01',
    projectStartsOn: '2026-03-01',
  },
};
export const SITE: Step = {
  command: 'choose-site',
  on: '2026-03-02',
  by: PEOPLE.town,
  body: { chosenOn: '2026-03-02', hosts: ['children-home'], modes: ['multi-use'] },
};
export const EQUIP: Step = {
  command: 'equip',
  on: '2026-03-05',
  by: PEOPLE.town,
  body: { equippedOn: '2026-03-05', equipment: ['computer', 'printer'], rooms: ['activity-space'], officeSquareMetres: 12 },
};
export const PLACE = (workerId: string, placedOn = '2026-03-09'): Step => ({
  command: 'place-worker',
  on: placedOn,
  by: PEOPLE.agency,
  body: { workerId, placedOn, post: 'worker', employment: [], counted: [] },
});
export const LEFT = (workerId: string, leftOn: string): Step => ({
  command: 'worker-left',
  on: leftOn,
  by: PEOPLE.agency,
  body: { workerId, leftOn },
});
export const TRAIN: Step = {
  command: 'train-workers',
  on: '2026-03-10',
  by: PEOPLE.agency,
  body: { trainedOn: '2026-03-10', items: ['training'] },
};
export const ADOPT: Step = {
  command: 'adopt-systems',
  on: '2026-03-12',
  by: PEOPLE.agency,
  body: { adoptedOn: '2026-03-12', systems: ['finance', 'archive'], processes: ['structure'], commitments: ['commitment'], documents: [] },
};
export const HANG: Step = {
  command: 'hang-signage',
  on: '2026-03-13',
  by: PEOPLE.agency,
  body: { hungOn: '2026-03-13', signage: ['outdoor'] },
};
export const ACCEPT: Step = { command: 'accept', on: '2026-03-20', by: PEOPLE.clerk, body: { acceptedOn: '2026-03-20', items: [] } };
export const WORK = (step: string, doneOn = '2026-04-01'): Step => ({
  command: 'do-first-work',
  on: doneOn,
  by: PEOPLE.agency,
  body: { step, doneOn, documents: [] },
});
export const CLOSE: Step = {
  command: 'record-contract-ended',
  on: '2027-03-01',
  body: { contractId: 'contract-1', endedOn: '2027-02-28' },
};

export const TASKS = [SITE, EQUIP, PLACE('w1'), PLACE('w2'), TRAIN, ADOPT, HANG];
export const STAGES = [
  'choosing-site',
  'equipping',
  'staffing',
  'staffing',
  'training',
  'adopting-systems',
  'hanging-signage',
  'accepting',
];

const WORKERS = ['w1', 'w2', 'w3'].map((id) => workerFacts(id));
export const around = (rules: Rules = RULES, workers: WorkerFacts[] = WORKERS) => ({
  policy: smallPolicy(rules),
  schemas: onboardingSchemas,
  workers,
});
export const opened = (rules?: Rules, workers?: WorkerFacts[]) => play(onboarding, around(rules, workers), [OPEN]);

/** The set-up brought to a stage. */
export function at(stage: string): Play<OnboardingState> {
  const played = opened();
  const before = STAGES.indexOf(stage);
  for (const step of before < 0 ? TASKS : TASKS.slice(0, before)) played.must(step);
  if (before >= 0) return played;
  played.must(ACCEPT);
  if (stage === 'first-work') return played;
  for (const { code } of steps) played.must(WORK(code));
  if (stage === 'closed') played.must(CLOSE);
  return played;
}
