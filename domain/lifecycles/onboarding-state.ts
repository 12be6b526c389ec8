import { assertNever } from '../errors.ts';
import type { OrganisationId, PersonId, PlainDate, ProcessId } from '../ids.ts';
import type { Lifecycle, ProcessState } from '../lifecycle.ts';
import type { ChecklistItem } from '../pack.ts';
import type { StationChoice } from '../parties.ts';
import type { OnboardingCommand } from '../schema/commands/onboarding.ts';
import { latest } from '../time.ts';
import { opened } from './road.ts';

/** The body of one command. */
export type Body<Name extends OnboardingCommand['name']> = Extract<OnboardingCommand, { name: Name }>['body'];

/** The tasks of a set-up, in the order in which the bar shows them; the texts do not order them. */
export const TASKS = ['site', 'equipment', 'staff', 'training', 'systems', 'signage'] as const;
/** One of {@link TASKS}. */
export type Task = (typeof TASKS)[number];

/** A worker of the station; an opaque id, never a name. */
interface PlacedWorker {
  id: PersonId;
  placedOn: PlainDate;
  leftOn: PlainDate | null;
}

/** A time in which the station had fewer workers than it must have. */
interface Vacancy {
  since: PlainDate;
  filledOn: PlainDate | null;
  breach: boolean;
}

/** The set-up of one station 站点设置, and its staffing as long as it runs. */
export interface OnboardingState extends ProcessState {
  stage: keyof typeof stages;
  cycleId: ProcessId;
  stations: StationChoice[];
  station: OrganisationId;
  contractId: ProcessId;
  signedOn: PlainDate;
  effectiveOn: PlainDate;
  projectStartsOn: PlainDate;
  /** The tasks that the pack asks for; the others do not exist here. */
  asked: Task[];
  /** How many workers the station must have. */
  minimumStaff: number;
  /** The steps of the first work, in order. */
  firstWorkSteps: ChecklistItem[];
  doneOn: Record<Task, PlainDate | null>;
  workers: PlacedWorker[];
  vacancies: Vacancy[];
  acceptedOn: PlainDate | null;
  firstWork: { step: string; doneOn: PlainDate }[];
}

/** What happens to a station. */
export type OnboardingEvent =
  | ({ type: 'set-up-opened'; asked: Task[]; minimumStaff: number; firstWorkSteps: ChecklistItem[] } & Body<'open'>)
  | ({ type: 'site-chosen' } & Body<'choose-site'>)
  | ({ type: 'station-equipped'; departures: string[] } & Body<'equip'>)
  | WorkerPlaced
  | ({ type: 'worker-left' } & Body<'worker-left'>)
  | ({ type: 'workers-trained' } & Body<'train-workers'>)
  | ({ type: 'systems-adopted' } & Body<'adopt-systems'>)
  | ({ type: 'signage-hung' } & Body<'hang-signage'>)
  | ({ type: 'station-accepted'; departures: string[] } & Body<'accept'>)
  | ({ type: 'first-work-done' } & Body<'do-first-work'>)
  | { type: 'vacancy-became-breach'; since: PlainDate }
  | ({ type: 'station-closed' } & Body<'record-contract-ended'>);

/** A worker came; where the qualification is still to be obtained, its certification is opened. */
interface WorkerPlaced extends Body<'place-worker'> {
  type: 'worker-placed';
  departures: string[];
  certification: { processId: ProcessId; firstDayInPost: PlainDate; post?: 'project-worker' } | null;
}

/** The stages of a set-up: each is named after what is done next. */
export const stages = {
  'choosing-site': { label: '确定站址', waitsFor: 'town' },
  equipping: { label: '配备场地设备', waitsFor: 'town' },
  staffing: { label: '人员到位', waitsFor: 'contractor' },
  training: { label: '岗前培训', waitsFor: 'contractor' },
  'adopting-systems': { label: '建立制度', waitsFor: 'contractor' },
  'hanging-signage': { label: '挂牌', waitsFor: 'contractor' },
  accepting: { label: '验收', waitsFor: 'purchaser' },
  'first-work': { label: '需求调研与服务计划', waitsFor: 'contractor' },
  operating: { label: '正常运行', waitsFor: 'date' },
  closed: { label: '已关闭', waitsFor: 'date', ends: true },
} as const satisfies Lifecycle['stages'];

const STAGE_OF: Record<Task, PlacingStage> = {
  site: 'choosing-site',
  equipment: 'equipping',
  staff: 'staffing',
  training: 'training',
  systems: 'adopting-systems',
  signage: 'hanging-signage',
};
type PlacingStage = keyof typeof stages;

/** Workers in post now. */
export function workersInPost({ workers }: Pick<OnboardingState, 'workers'>): PlacedWorker[] {
  return workers.filter(({ leftOn }) => leftOn === null);
}

/** The tasks that the pack asks for and that are not done. */
export function tasksLeft({ asked, doneOn }: Pick<OnboardingState, 'asked' | 'doneOn'>): Task[] {
  return asked.filter((task) => doneOn[task] === null);
}

/** The day on which everything that is asked for was there; `null` until then. */
export function completedOn(state: OnboardingState): PlainDate | null {
  if (tasksLeft(state).length > 0) return state.acceptedOn;
  return latest(state.signedOn, ...Object.values(state.doneOn).filter((on) => on !== null));
}

/** Folds one event. */
export function evolve(before: OnboardingState | undefined, event: OnboardingEvent): OnboardingState {
  if (event.type === 'set-up-opened') {
    const { type: _, ...body } = event;
    const doneOn = { site: null, equipment: null, staff: null, training: null, systems: null, signage: null };
    return onTheWay({ ...body, stage: 'accepting', doneOn, workers: [], vacancies: [], acceptedOn: null, firstWork: [] });
  }
  const state = opened(before, event);
  switch (event.type) {
    case 'site-chosen':
      return finish(state, 'site', event.chosenOn);
    case 'station-equipped':
      return finish(state, 'equipment', event.equippedOn);
    case 'worker-placed':
      return place(state, { id: event.workerId, placedOn: event.placedOn, leftOn: null });
    case 'worker-left':
      return leave(state, event.workerId, event.leftOn);
    case 'workers-trained':
      return finish(state, 'training', event.trainedOn);
    case 'systems-adopted':
      return finish(state, 'systems', event.adoptedOn);
    case 'signage-hung':
      return finish(state, 'signage', event.hungOn);
    case 'station-accepted':
      return accepted(state, event.acceptedOn);
    case 'first-work-done': {
      const firstWork = [...state.firstWork, { step: event.step, doneOn: event.doneOn }];
      return { ...state, firstWork, stage: firstWork.length === state.firstWorkSteps.length ? 'operating' : state.stage };
    }
    case 'vacancy-became-breach':
      return { ...state, vacancies: state.vacancies.map((one) => (one.since === event.since ? { ...one, breach: true } : one)) };
    case 'station-closed':
      return { ...state, stage: 'closed' };
    default:
      return assertNever(event);
  }
}

/** Until acceptance the stage is the first task that is left. */
function onTheWay(state: OnboardingState): OnboardingState {
  if (state.acceptedOn !== null) return state;
  const [next] = tasksLeft(state);
  return { ...state, stage: next ? STAGE_OF[next] : 'accepting' };
}

function finish(state: OnboardingState, task: Task, on: PlainDate): OnboardingState {
  return onTheWay({ ...state, doneOn: { ...state.doneOn, [task]: on } });
}

function place(state: OnboardingState, worker: PlacedWorker): OnboardingState {
  const staffed = { ...state, workers: [...state.workers, worker] };
  if (workersInPost(staffed).length < state.minimumStaff) return staffed;
  const vacancies = state.vacancies.map((one) => (one.filledOn === null ? { ...one, filledOn: latest(one.since, worker.placedOn) } : one));
  return finish({ ...staffed, vacancies }, 'staff', state.doneOn.staff ?? worker.placedOn);
}

/** Someone leaves. A station that was staffed has a vacancy then; one that was not is simply not staffed yet. */
function leave(state: OnboardingState, id: PersonId, leftOn: PlainDate): OnboardingState {
  const workers = state.workers.map((one) => (one.id === id && one.leftOn === null ? { ...one, leftOn } : one));
  const left = { ...state, workers };
  const isVacant = state.vacancies.some(({ filledOn }) => filledOn === null);
  if (state.doneOn.staff === null || isVacant || workersInPost(left).length >= state.minimumStaff) return left;
  return { ...left, vacancies: [...state.vacancies, { since: leftOn, filledOn: null, breach: false }] };
}

/** Accepted with fewer workers by consent of the head: that number is then what the station must keep. */
function accepted(state: OnboardingState, acceptedOn: PlainDate): OnboardingState {
  const stage = state.firstWorkSteps.length > 0 ? 'first-work' : 'operating';
  const minimumStaff = Math.min(state.minimumStaff, workersInPost(state).length);
  return { ...state, stage, acceptedOn, minimumStaff, doneOn: { ...state.doneOn, staff: state.doneOn.staff ?? acceptedOn } };
}
