import { evaluation } from '../../domain/lifecycles/evaluation.ts';
import type { EvaluationState } from '../../domain/lifecycles/evaluation-state.ts';
import type { Policy } from '../../domain/policy.ts';
import { evaluationSchemas } from '../../domain/schema/commands/evaluation.ts';
import { actor, organisationFacts, PARTIES, PEOPLE, Play, STATIONS, type Step } from './lifecycle.ts';

/** Somebody of the third party that evaluates. */
export const ASSESSOR = actor('assessor', 'clerk');
const { agency, clerk, head, town, city } = PEOPLE;

/** The steps of an evaluation, each with the day on which it is given; bodies can be changed. */
export const STEPS = {
  open: (changes: object = {}): Step => ({
    command: 'open',
    body: {
      cycleId: 'road',
      title: '2025年社工站',
      parties: PARTIES,
      stations: STATIONS,
      contractId: 'contract',
      startsOn: '2025-03-01',
      endsOn: '2026-02-28',
      yearOfCycle: 1,
      ...changes,
    },
    on: '2025-03-01',
  }),
  arrange: (body: object = {}): Step => ({ command: 'arrange', body: { plannedOn: '2025-11-03', ...body }, by: clerk, on: '2025-10-20' }),
  selfEvaluate: (on = '2026-02-05'): Step => ({
    command: 'submit-self-evaluation',
    body: { documents: [{ name: '自评报告' }] },
    by: agency,
    on,
  }),
  score: (on: string, body: object): Step => ({ command: 'record-scores', body: { round: 1, evaluatedOn: on, ...body }, by: clerk, on }),
  joint: (on = '2025-12-10'): Step => ({ command: 'record-joint-evaluation', body: { evaluatedOn: on, opinion: '同意' }, by: town, on }),
  midTerm: (on: string, passed: boolean, evaluatedOn = on): Step => ({
    command: 'record-mid-term-evaluation',
    body: { evaluatedOn, passed, opinion: '略' },
    by: clerk,
    on,
  }),
  summarise: (on: string): Step => ({ command: 'submit-summary', body: { documents: [{ name: '服务总结' }] }, by: agency, on }),
  spotCheck: (on = '2025-09-10'): Step => ({ command: 'record-spot-check', body: { checkedOn: on, finding: '正常' }, by: city, on }),
  grade: (on: string, body: object = {}): Step => ({ command: 'grade', body: { conclusion: '符合要求', ...body }, by: clerk, on }),
  returnGrading: (on: string): Step => ({ command: 'return-grading', body: { reason: '请复核得分' }, by: head, on }),
  confirm: (on: string, body: object = {}): Step => ({ command: 'confirm-result', body, by: head, on }),
  requestReview: (on: string): Step => ({ command: 'request-review', body: { reason: '得分有误' }, by: agency, on }),
  answer: (on: string, body: object = { outcome: 'upheld' }): Step => ({
    command: 'answer-review',
    body: { reason: '经复核', ...body },
    by: head,
    on,
  }),
  publish: (on: string, publishedOn = on): Step => ({ command: 'publish', body: { publishedOn, medium: '政府网站' }, by: clerk, on }),
  reportUp: (on: string, reportedOn = on): Step => ({ command: 'report-up', body: { reportedOn }, by: clerk, on }),
  finalReport: (on: string): Step => ({ command: 'record-final-report', body: { submittedOn: on }, by: clerk, on }),
  finalEvaluation: (on: string, body: object = { adoptsAnnual: true }): Step => ({
    command: 'record-final-evaluation',
    body: { evaluatedOn: on, ...body },
    by: clerk,
    on,
  }),
  close: (on: string): Step => ({ command: 'close', body: { closedOn: on }, on }),
};

/** Every use of the result that the pack knows, confirmed. */
export function usesOf(policy: Policy): { uses: string[] } {
  return { uses: policy.rules('evaluation.use').flatMap(({ items }) => items.map(({ code }) => code)) };
}

/** Scores of both stations: a total each, with every component of the pack at that score. */
export function scores(policy: Policy, a: number, b: number): object {
  const codes = policy.rule('evaluation.components')?.steps.map(({ code }) => code) ?? [];
  const of = (station: string, total: number) => ({
    station,
    total,
    ...(codes.length > 0 && { components: codes.map((code) => ({ code, score: total })) }),
  });
  return { scores: [of('station-a', a), of('station-b', b)] };
}

/** An evaluation under this pack after these steps, all of which must be accepted. */
export function evaluated(policy: Policy, ...steps: Step[]): Play<EvaluationState> {
  const organisations = ['assessor', 'agency', 'county'].map((id) => organisationFacts(id));
  const played = new Play(evaluation, { policy, schemas: evaluationSchemas, organisations });
  for (const step of steps) played.must(step);
  return played;
}
