import { FUNCTION_NAMES } from '../../domain/access.ts';
import type { Folded, Lifecycle } from '../../domain/lifecycle.ts';
import type { Waiting } from '../../workflows/messages.ts';
import type { Projection } from './project.ts';

/** A process that does not exist (its opening was refused): the run completes. */
export const NOTHING_TO_WAIT_FOR: Waiting = {
  revision: 0,
  ended: true,
  stage: 'not-opened',
  stageLabel: '未立项',
  waitsFor: 'process',
  waitsForLabel: '无',
  since: '',
  followUps: [],
};

/** What the workflow keeps in mind: stage, who is waited for, the next instant; labels only, no personal data. */
export function waitingOf(
  lifecycle: Lifecycle,
  folded: Folded,
  revision: number,
  projection: Pick<Projection, 'next' | 'overdueSince'>,
  followUps: string[],
): Waiting {
  const stage = lifecycle.stages[folded.own.stage];
  const waitsFor = stage?.waitsFor ?? 'process';
  return {
    revision,
    ended: stage?.ends === true,
    stage: folded.own.stage,
    stageLabel: stage?.label ?? folded.own.stage,
    waitsFor,
    waitsForLabel: waitsFor === 'date' ? '期限到来' : waitsFor === 'process' ? '关联流程' : FUNCTION_NAMES[waitsFor],
    since: folded.kit.stageSince,
    followUps,
    ...(projection.next && { next: projection.next }),
    ...(projection.overdueSince && { overdueSince: projection.overdueSince }),
  };
}
