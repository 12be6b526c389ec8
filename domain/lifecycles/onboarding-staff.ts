import { done, doneInOrder, judge, measured, refuse } from '../gates.ts';
import { type Context, isRefusal, type Refusal } from '../lifecycle.ts';
import { certificateSlot, needsCertification, workerConditions } from '../staffing.ts';
import { type Body, type OnboardingEvent, type OnboardingState, workersInPost } from './onboarding-state.ts';

/** One worker comes to the station. The conditions of age, education, employment and post are the pack's. */
export function placeWorker(state: OnboardingState, body: Body<'place-worker'>, context: Context): OnboardingEvent[] | Refusal {
  const { policy, actor, today, facts } = context;
  const worker = facts.workers[body.workerId];
  if (!worker) return refuse('object.not-found', '没有这个人员');
  const inPost = workersInPost(state);
  if (inPost.some(({ id }) => id === body.workerId)) return refuse('process.already-done', '该人员已在本站到岗');
  const placed = { label: '到岗日期', date: body.placedOn };
  const refusal = doneInOrder('placedOn', placed, today, { label: '合同签订日期', date: state.signedOn });
  if (refusal) return refusal;
  const conditions = [
    ...workerConditions(policy, worker, body, state.parties.contractor),
    measured(policy.rule('staff.maximum'), inPost.length + 1, 'workerId'),
  ];
  const departures = judge(conditions, body.override, actor);
  if (isRefusal(departures)) return departures;
  const slot = certificateSlot(policy, body.post);
  const certification = needsCertification(worker, policy, slot)
    ? {
        processId: context.newProcessId('certification'),
        firstDayInPost: worker.firstDayInPost ?? body.placedOn,
        ...(slot === 'certificate.project-worker' && { post: 'project-worker' as const }),
      }
    : null;
  return [{ type: 'worker-placed', ...body, departures, certification }];
}

/** One worker leaves the station; the employment itself is no matter of this system. */
export function workerLeft(state: OnboardingState, body: Body<'worker-left'>, { today }: Context): OnboardingEvent[] | Refusal {
  const worker = workersInPost(state).find(({ id }) => id === body.workerId);
  if (!worker) return refuse('policy.condition-unmet', '该人员不在本站岗位上');
  return done({ type: 'worker-left', ...body }, 'leftOn', '离岗日期', today, { label: '到岗日期', date: worker.placedOn });
}
