import { addWorkingDays } from '../../domain/calendar.ts';
import { type Task, tasksLeft, workersInPost } from '../../domain/lifecycles/onboarding-state.ts';
import { defaultNumber } from '../../domain/lifecycles/road.ts';
import { latest } from '../../domain/time.ts';
import type { ProcessOf } from '../snapshot.ts';
import { dutyOf, type Setting, standing, type Wish, within } from '../wish.ts';

type Onboarding = ProcessOf<'onboarding'>;

/** In working days after the signature, unless the term of the text is shorter. */
const PACE: Record<Task, { command: string; after: number }> = {
  site: { command: 'choose-site', after: 2 },
  equipment: { command: 'equip', after: 5 },
  staff: { command: 'place-worker', after: 5 },
  training: { command: 'train-workers', after: 8 },
  systems: { command: 'adopt-systems', after: 8 },
  signage: { command: 'hang-signage', after: 8 },
};
const OFFICE_SQUARE_METRES = 20;

/** What town, contractor and purchaser do to set a station up, and the first work in it. */
export function wishesInOnboarding(onboarding: Onboarding, setting: Setting): Wish[] {
  const { own, duties } = onboarding;
  const { calendar } = setting;
  if (own.acceptedOn !== null) return [...firstWork(onboarding, setting), ...furtherWorkers(onboarding, setting)];
  const left = tasksLeft(own);
  if (left.length === 0) return [{ command: 'accept', on: addWorkingDays(calendar, own.signedOn, 10) }];
  return left.flatMap((task): Wish[] => {
    const { command, after } = PACE[task];
    const on = within(dutyOf(duties, command), setting, own.signedOn, after);
    if (task === 'staff') return placement(onboarding, setting, on);
    return [{ command, on, known: measuresOf(task, setting) }];
  });
}

/** What is measured: the office, and the plate in the one size that texts name. */
function measuresOf(task: Task, { policy }: Setting): Record<string, unknown> {
  const size = (name: string) => defaultNumber(policy, 'Q-48', name);
  if (task === 'equipment') return { officeSquareMetres: OFFICE_SQUARE_METRES };
  return task === 'signage' ? { widthCentimetres: size('widthCentimetres'), heightCentimetres: size('heightCentimetres') } : {};
}

/** The next worker of the roster who is not in post; the first is the manager. */
function placement({ own }: Onboarding, { cast }: Setting, on: Wish['on']): Wish[] {
  const inPost = workersInPost(own).map(({ id }) => id);
  const index = cast.workers.findIndex(({ id }) => !inPost.includes(id));
  const worker = cast.workers[index];
  return standing(
    worker !== undefined && {
      command: 'place-worker',
      on,
      known: { workerId: worker.id, post: index === 0 ? 'manager' : 'worker' },
    },
  );
}

function firstWork({ own }: Onboarding, { calendar }: Setting): Wish[] {
  const step = own.firstWorkSteps[own.firstWork.length];
  const since = latest(own.acceptedOn ?? own.signedOn, own.effectiveOn, ...own.firstWork.map(({ doneOn }) => doneOn));
  return standing(step !== undefined && { command: 'do-first-work', on: addWorkingDays(calendar, since, 10), known: { step: step.code } });
}

/** Whoever of the roster is left comes after the acceptance, so that each clause on qualifications has somebody whom it binds. */
function furtherWorkers({ own }: Onboarding, { calendar, cast, policy }: Setting): Wish[] {
  const forProjects = policy.rule('certificate.project-worker') !== undefined;
  if (own.acceptedOn === null || !(forProjects || policy.rule('certificate.obtain'))) return [];
  const inPost = workersInPost(own).map(({ id }) => id);
  const worker = cast.workers.find(({ id }) => !inPost.includes(id));
  if (!worker) return [];
  const post = forProjects && worker === cast.workers.at(-1) ? 'project-worker' : 'worker';
  return [{ command: 'place-worker', on: addWorkingDays(calendar, own.acceptedOn, 5), known: { workerId: worker.id, post } }];
}
