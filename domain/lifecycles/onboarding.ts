import type { DutyClaim } from '../duty.ts';
import { assertNever } from '../errors.ts';
import { type Condition, complete, completeAll, done, doneInOrder, judge, measured, notTwice, refuse, type Verdict } from '../gates.ts';
import { type CommandRule, type Context, type FollowUp, isRefusal, type Lifecycle, type Refusal } from '../lifecycle.ts';
import type { Policy } from '../policy.ts';
import type { OnboardingCommand } from '../schema/commands/onboarding.ts';
import type { SlotName } from '../slots.ts';
import { accept, doFirstWork } from './onboarding-acceptance.ts';
import { placeWorker, workerLeft } from './onboarding-staff.ts';
import {
  type Body,
  completedOn,
  evolve,
  type OnboardingEvent,
  type OnboardingState,
  stages,
  TASKS,
  type Task,
  tasksLeft,
} from './onboarding-state.ts';
import { bySystem, met } from './road.ts';

const setUp = ['choosing-site', 'equipping', 'staffing', 'training', 'adopting-systems', 'hanging-signage', 'accepting'] as const;
const byTown = { by: ['town', 'purchaser'], roles: ['clerk', 'head'] } as const;
const byContractor = { by: ['contractor'], roles: ['clerk', 'head'] } as const;

const commands = {
  open: { label: '开始站点设置', stages: 'opening', ...bySystem, effect: '建立站点设置流程' },
  'choose-site': { label: '确定站址', stages: setUp, ...byTown, effect: '登记社工站设在何处' },
  equip: { label: '配备场地设备', stages: setUp, ...byTown, effect: '登记场地设备已配备' },
  'place-worker': {
    label: '社工到岗',
    stages: 'open',
    ...byContractor,
    effect: '登记社工到岗；尚未取得资质的，开始计算持证期限',
  },
  'worker-left': { label: '社工离岗', stages: 'open', ...byContractor, effect: '登记社工离岗；人数不足的，须按期补齐' },
  'train-workers': { label: '完成岗前培训', stages: setUp, ...byContractor, effect: '登记岗前培训已完成' },
  'adopt-systems': { label: '建立制度', stages: setUp, ...byContractor, effect: '登记规章制度已建立' },
  'hang-signage': { label: '挂牌', stages: setUp, ...byContractor, effect: '登记标识标牌已挂设' },
  accept: {
    label: '验收站点',
    stages: setUp,
    by: ['purchaser'],
    roles: ['clerk', 'head'],
    effect: '站点设置验收通过，合同进入履行',
  },
  'do-first-work': { label: '登记首期工作', stages: ['first-work'], ...byContractor, effect: '按顺序登记需求调研、服务计划和专业服务' },
  'record-contract-ended': { label: '登记合同结束', stages: 'open', ...bySystem, effect: '关闭站点' },
} as const satisfies Record<OnboardingCommand['name'], CommandRule>;

/** Any of these slots makes the pack ask for the task. */
const ASKED_BY: Record<Task, readonly SlotName[]> = {
  site: ['venue.hosts', 'venue.mode'],
  equipment: ['venue.equipment', 'venue.rooms', 'venue.office-area', 'venue.safety'],
  staff: ['staff.minimum', 'onboarding.staffed'],
  training: ['onboarding.pre-post-training'],
  systems: ['venue.systems', 'venue.processes', 'venue.commitments'],
  signage: ['venue.signage', 'venue.signage-size', 'venue.room-signage'],
};

/** What a rule on the size of a plate calls the side that is no width. */
const HEIGHT = '高';

const TASK_OF: Partial<Record<string, { task: Task; label: string }>> = {
  'choose-site': { task: 'site', label: '站址' },
  equip: { task: 'equipment', label: '场地设备' },
  'train-workers': { task: 'training', label: '岗前培训' },
  'adopt-systems': { task: 'systems', label: '规章制度' },
  'hang-signage': { task: 'signage', label: '标识标牌' },
};

/** Tasks that this pack does not ask for, or that are done. */
function blocked(state: OnboardingState, command: string, policy: Policy): Verdict {
  const known = TASK_OF[command];
  if (!known) return undefined;
  if (!state.asked.includes(known.task)) return refuse('policy.no-rule', `${policy.pack.name}的政策没有这项规定`);
  return notTwice(known.label, state.doneOn[known.task]);
}

function decide(state: OnboardingState | undefined, command: OnboardingCommand, context: Context): OnboardingEvent[] | Refusal {
  if (command.name === 'open') return open(command.body, context.policy);
  if (!state) return refuse('object.not-found', '站点设置尚未开始');
  const { policy, today } = context;
  const refusal = blocked(state, command.name, policy);
  if (refusal) return refusal;
  const signed = { label: '合同签订日期', date: state.signedOn };
  switch (command.name) {
    case 'choose-site': {
      // The site may have been chosen long before the contract.
      const chosen = done({ type: 'site-chosen', ...command.body }, 'chosenOn', '站址确定日期', today);
      return onCondition(chosen, siteConditions(command.body, policy), context);
    }
    case 'equip':
      return equip(command.body, context);
    case 'place-worker':
      return placeWorker(state, command.body, context);
    case 'worker-left':
      return workerLeft(state, command.body, context);
    case 'train-workers': {
      const trained = done({ type: 'workers-trained', ...command.body }, 'trainedOn', '培训日期', today, signed);
      return onCondition(trained, [complete(policy.rule('onboarding.pre-post-training'), command.body.items, 'items')], context);
    }
    case 'adopt-systems': {
      const adopted = done({ type: 'systems-adopted', ...command.body }, 'adoptedOn', '制度建立日期', today);
      return onCondition(adopted, systemConditions(command.body, policy), context);
    }
    case 'hang-signage': {
      const hung = done({ type: 'signage-hung', ...command.body }, 'hungOn', '挂牌日期', today);
      return onCondition(hung, signageConditions(command.body, policy), context);
    }
    case 'accept':
      return accept(state, command.body, context);
    case 'do-first-work':
      return doFirstWork(state, command.body, context);
    case 'record-contract-ended':
      return [{ type: 'station-closed', ...command.body }];
    default:
      return assertNever(command);
  }
}

/** What the pack asks for is fixed at the opening, with the version that the process keeps. */
function open(body: Body<'open'>, policy: Policy): OnboardingEvent[] {
  const asked = TASKS.filter((task) => ASKED_BY[task].some((slot) => policy.rule(slot)));
  const minimumStaff = policy.rule('staff.minimum')?.value ?? (asked.includes('staff') ? 1 : 0);
  const firstWorkSteps = policy.rule('onboarding.first-work')?.steps ?? [];
  return [{ type: 'set-up-opened', ...body, asked, minimumStaff, firstWorkSteps }];
}

/** The events, if their days are in order and the pack's conditions hold. */
function onCondition(
  events: OnboardingEvent[] | Refusal,
  conditions: (Condition | undefined)[],
  { actor }: Context,
): OnboardingEvent[] | Refusal {
  if (isRefusal(events)) return events;
  const judged = judge(conditions, undefined, actor);
  return isRefusal(judged) ? judged : events;
}

function siteConditions({ hosts, modes }: Body<'choose-site'>, policy: Policy): (Condition | undefined)[] {
  return [complete(policy.rule('venue.hosts'), hosts, 'hosts'), complete(policy.rule('venue.mode'), modes, 'modes')];
}

function systemConditions({ systems, processes, commitments }: Body<'adopt-systems'>, policy: Policy): (Condition | undefined)[] {
  return [
    ...completeAll(policy.rules('venue.systems'), systems, 'systems'),
    complete(policy.rule('venue.processes'), processes, 'processes'),
    complete(policy.rule('venue.commitments'), commitments, 'commitments'),
  ];
}

function signageConditions(body: Body<'hang-signage'>, policy: Policy): (Condition | undefined)[] {
  const { signage, roomSignage = [], widthCentimetres, heightCentimetres } = body;
  return [
    complete(policy.rule('venue.signage'), signage, 'signage'),
    ...policy.rules('venue.signage-size').map((rule) => {
      const named = { ...rule, title: `标牌${rule.base}` };
      return rule.base === HEIGHT
        ? measured(named, heightCentimetres, 'heightCentimetres')
        : measured(named, widthCentimetres, 'widthCentimetres');
    }),
    complete(policy.rule('venue.room-signage'), roomSignage, 'roomSignage'),
  ];
}

function equip(body: Body<'equip'>, { policy, today, actor }: Context): OnboardingEvent[] | Refusal {
  const refusal = doneInOrder('equippedOn', { label: '配备日期', date: body.equippedOn }, today);
  if (refusal) return refusal;
  const conditions = [
    complete(policy.rule('venue.equipment'), body.equipment, 'equipment'),
    measured(policy.rule('venue.office-area'), body.officeSquareMetres, 'officeSquareMetres'),
    ...completeAll(policy.rules('venue.rooms'), body.rooms, 'rooms'),
    complete(policy.rule('venue.safety'), body.safety ?? [], 'safety'),
  ];
  const departures = judge(conditions, body.override, actor);
  return isRefusal(departures) ? departures : [{ type: 'station-equipped', ...body, departures }];
}

const COMMAND_OF: Record<Task, string> = {
  site: 'choose-site',
  equipment: 'equip',
  staff: 'place-worker',
  training: 'train-workers',
  systems: 'adopt-systems',
  signage: 'hang-signage',
};

function duties(state: OnboardingState): DutyClaim[] {
  const { signedOn, effectiveOn, projectStartsOn, doneOn, vacancies } = state;
  const events = {
    'agreement-signed': signedOn,
    // Effective before signed: terms from effect run from the later of the two (C-2).
    'agreement-effective': effectiveOn > signedOn ? effectiveOn : signedOn,
    'project-starts': projectStartsOn,
  };
  const [next] = tasksLeft(state);
  return [
    { key: 'onboarding.site-chosen', slot: 'onboarding.site-chosen', events, command: 'choose-site', ...met(doneOn.site) },
    { key: 'onboarding.staffed', slot: 'onboarding.staffed', events, command: 'place-worker', ...met(doneOn.staff) },
    {
      key: 'onboarding.complete',
      slot: 'onboarding.complete',
      events,
      ...(next && { command: COMMAND_OF[next] }),
      ...met(completedOn(state)),
    },
    ...vacancies.map(({ since, filledOn }, index): DutyClaim => {
      const key = vacancyKey(index);
      return { key, slot: 'staff.vacancy', events: { 'vacancy-arose': since }, command: 'place-worker', ...met(filledOn) };
    }),
  ];
}

const vacancyKey = (index: number) => `staff.vacancy:${index + 1}`;

/** A vacancy that outlasts its grace is a breach where the pack says so. */
function onDue(state: OnboardingState, dutyKey: string, { policy }: Context): OnboardingEvent[] {
  const vacancy = state.vacancies.find((_, index) => vacancyKey(index) === dutyKey);
  if (!vacancy || vacancy.filledOn !== null || policy.rule('staff.vacancy')?.ifMissed !== 'breach') return [];
  return [{ type: 'vacancy-became-breach', since: vacancy.since }];
}

function followUps(event: OnboardingEvent, state: OnboardingState): FollowUp[] {
  switch (event.type) {
    case 'worker-placed': {
      if (!event.certification) return [];
      const { processId, ...clock } = event.certification;
      const { cycleId, parties, projectStartsOn } = state;
      return [
        {
          kind: 'certification',
          processId,
          command: 'open',
          body: { cycleId, parties, workerId: event.workerId, projectStartsOn, ...clock },
        },
      ];
    }
    case 'station-accepted': {
      const body = { station: state.station, acceptedOn: event.acceptedOn };
      return [{ kind: 'contract', processId: state.contractId, command: 'record-onboarding-accepted', body }];
    }
    default:
      return [];
  }
}

/** The set-up of one station: site, equipment, workers, systems, signage, acceptance; then its staffing (catalogue of lifecycles 3.4, 3.19). */
export const onboarding: Lifecycle<OnboardingState, OnboardingCommand, OnboardingEvent> = {
  kind: 'onboarding',
  title: '站点设置',
  stages,
  commands,
  needs: (command) => (command.name === 'place-worker' ? { workers: [command.body.workerId] } : {}),
  blocked,
  decide,
  evolve,
  duties,
  onDue,
  followUps,
};
