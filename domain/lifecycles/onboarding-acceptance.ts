import { complete, completeAll, done, doneInOrder, judge, measured, refuse } from '../gates.ts';
import { type Context, isRefusal, type Refusal } from '../lifecycle.ts';
import {
  type Body,
  completedOn,
  type OnboardingEvent,
  type OnboardingState,
  type Task,
  tasksLeft,
  workersInPost,
} from './onboarding-state.ts';

const TASK_NAMES: Record<Task, string> = {
  site: '确定站址',
  equipment: '配备场地设备',
  staff: '社工到岗',
  training: '岗前培训',
  systems: '建立制度',
  signage: '挂牌',
};

/** The purchaser accepts a station at which everything is there that the pack asks for; too few workers only where the rule binds in principle. */
export function accept(state: OnboardingState, body: Body<'accept'>, { policy, today, actor }: Context): OnboardingEvent[] | Refusal {
  const inPost = workersInPost(state).length;
  const left = tasksLeft(state).filter((task) => task !== 'staff' || inPost === 0);
  if (left.length > 0) {
    const missing = left.map((task) => TASK_NAMES[task]).join('、');
    return refuse('policy.document-missing', `尚未完成：${missing}，不能验收`);
  }
  const lastDone = { label: '最后一项完成日期', date: completedOn(state) };
  const refusal = doneInOrder('acceptedOn', { label: '验收日期', date: body.acceptedOn }, today, lastDone);
  if (refusal) return refusal;
  const { items, posts = [], dedicated = [], supervisor = [] } = body;
  const conditions = [
    complete(policy.rule('onboarding.acceptance'), items, 'items'),
    ...completeAll(policy.rules('staff.posts'), posts, 'posts'),
    complete(policy.rule('staff.dedicated'), dedicated, 'dedicated'),
    complete(policy.rule('staff.supervisor'), supervisor, 'supervisor'),
    measured(policy.rule('staff.minimum'), inPost, 'override'),
  ];
  const departures = judge(conditions, body.override, actor);
  return isRefusal(departures) ? departures : [{ type: 'station-accepted', ...body, departures }];
}

/** Survey, plan, service: in the order of the text, each once. */
export function doFirstWork(state: OnboardingState, body: Body<'do-first-work'>, { today }: Context): OnboardingEvent[] | Refusal {
  const { firstWork, firstWorkSteps, acceptedOn } = state;
  const left = firstWorkSteps.slice(firstWork.length);
  if (left.findIndex(({ code }) => code === body.step) !== 0) {
    const inOrder = left.map(({ label }) => label).join('、');
    const problem = firstWork.some(({ step }) => step === body.step) ? '该步骤已经登记' : `须按顺序完成：${inOrder}`;
    return refuse('policy.out-of-order', problem, [{ field: 'step', problem, received: body.step, allowed: left.map(({ code }) => code) }]);
  }
  const before = firstWork.at(-1)?.doneOn ?? acceptedOn;
  return done({ type: 'first-work-done', ...body }, 'doneOn', '完成日期', today, { label: '上一步完成日期', date: before });
}
