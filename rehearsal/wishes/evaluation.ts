import { addWorkingDays, nextWorkingDay, previousWorkingDay } from '../../domain/calendar.ts';
import { halfWayDay } from '../../domain/deadline.ts';
import type { PlainDate } from '../../domain/ids.ts';
import { hasSecondFinal } from '../../domain/lifecycles/evaluation-duties.ts';
import { gradesOf } from '../../domain/lifecycles/evaluation-score.ts';
import type { Policy } from '../../domain/policy.ts';
import { addDays, parsePlainDate } from '../../domain/time.ts';
import { DOCUMENTS } from '../fill.ts';
import { ofKind, type ProcessOf } from '../snapshot.ts';
import { ahead, dutyOf, type Setting, standing, type Wish } from '../wish.ts';

type Evaluation = ProcessOf<'evaluation'>;

const GOOD_POINTS = 85;
const BAD_POINTS = 50;

/** What everybody does in an evaluation, from its arrangement at half-way to what follows the result. */
export function wishesInEvaluation(evaluation: Evaluation, setting: Setting): Wish[] {
  return [
    ...preparing(evaluation, setting),
    ...underway(evaluation, setting),
    ...scoring(evaluation, setting),
    ...deciding(evaluation, setting),
    ...after(evaluation, setting),
    ...closing(evaluation, setting),
  ];
}

function preparing({ own, duties }: Evaluation, setting: Setting): Wish[] {
  const { calendar, policy, cast } = setting;
  const arranged = nextWorkingDay(calendar, halfWayDay(own.startsOn, own.endsOn));
  const thirdParty = policy.rule('evaluation.third-party') ? { evaluator: cast.evaluator } : {};
  const step = (command: string, workingDays: number): Wish | false => {
    const on = ahead(dutyOf(duties, command), setting, workingDays);
    return on !== undefined && { command, on };
  };
  return standing(
    own.stage === 'planned' && { command: 'arrange', on: arranged, known: thirdParty },
    own.selfEvaluatedOn === null && own.stage === 'self-evaluation' && step('submit-self-evaluation', 2),
    own.jointOn === null && step('record-joint-evaluation', 10),
    step('record-spot-check', 20),
  );
}

/** The evaluation at half-way, and what the contractor sums up after each period. */
function underway({ own, duties }: Evaluation, { calendar }: Setting): Wish[] {
  const midTerm = dutyOf(duties, 'record-mid-term-evaluation');
  const halfWay = halfWayDay(own.startsOn, own.endsOn);
  const summary = dutyOf(duties, 'submit-summary');
  const summedUp = summary?.key.slice('summary:'.length);
  return standing(
    midTerm !== undefined && { command: 'record-mid-term-evaluation', on: addWorkingDays(calendar, halfWay, 5), known: { passed: true } },
    summedUp !== undefined && {
      command: 'submit-summary',
      on: nextWorkingDay(calendar, addDays(parsePlainDate(summedUp), 1)),
      known: { documents: DOCUMENTS },
    },
  );
}

/** Rounds are spread over the second half of the year, the last of them ten working days before the result is due. */
function scoring({ own, duties }: Evaluation, setting: Setting): Wish[] {
  if (own.stage !== 'review') return [];
  const { calendar, policy, scenario } = setting;
  const round = own.rounds.length + 1;
  const decided = dutyOf(duties, 'confirm-result')?.safe ?? previousWorkingDay(calendar, own.endsOn);
  const early = addWorkingDays(calendar, halfWayDay(own.startsOn, own.endsOn), 10 * round);
  const on = round < own.roundsAsked ? early : addWorkingDays(calendar, decided, -10);
  const points = scenario === 'fail' ? BAD_POINTS : GOOD_POINTS;
  return [{ command: 'record-scores', on, known: { round, scores: own.stations.map((station) => scored(station, points, policy)) } }];
}

function scored(station: string, points: number, policy: Policy): object {
  const rule = policy.rule('evaluation.components');
  const components = rule?.steps.map(({ code }) => ({ code, score: points }));
  return { station, ...(components && { components }), ...(rule?.shares ? {} : { total: points }) };
}

function deciding({ own, kit }: Evaluation, setting: Setting): Wish[] {
  const { calendar, policy, scenario } = setting;
  const grades = gradesOf(policy);
  const grade = grades && (scenario === 'fail' ? grades.ranks[0] : grades.pass);
  const lacksJoint = policy.rule('evaluation.joint') !== undefined && own.jointOn === null;
  // Nothing is decided before the contract ends: the result comes when it is too late.
  const on = scenario === 'lapse' ? nextWorkingDay(calendar, addDays(own.endsOn, 5)) : addWorkingDays(calendar, kit.stageSince, 2);
  return standing(
    own.stage === 'scored' && { command: 'grade', on: addWorkingDays(calendar, kit.stageSince, 2), known: grade ? { grade } : {} },
    own.stage === 'graded' && !lacksJoint && { command: 'confirm-result', on },
  );
}

function after({ own }: Evaluation, { calendar, policy }: Setting): Wish[] {
  const { confirmedOn, review } = own;
  if (confirmedOn === null || review === null) return [];
  const owes = (slot: 'evaluation.published' | 'evaluation.reported-up', doneOn: PlainDate | null) =>
    policy.rule(slot) !== undefined && doneOn === null;
  return standing(
    owes('evaluation.published', own.publishedOn) && { command: 'publish', on: nextWorkingDay(calendar, addDays(review.until, 1)) },
    owes('evaluation.reported-up', own.reportedUpOn) && { command: 'report-up', on: addWorkingDays(calendar, confirmedOn, 3) },
  );
}

/** The final evaluation of a pack that asks for one beside the annual one: it follows the final report and adopts the annual scores. */
function closing({ own, duties }: Evaluation, setting: Setting): Wish[] {
  if (own.confirmedOn === null || !hasSecondFinal(setting.policy)) return [];
  const lines = ofKind(setting.processes, 'report-line').filter((line) => line.own.contractId === own.contractId);
  const submittedOn = lines.map((line) => line.own.reports.final?.submittedOn).find((day) => day !== undefined);
  const evaluated = ahead(dutyOf(duties, 'record-final-evaluation'), setting, 10);
  return standing(
    own.finalReportOn === null && submittedOn !== undefined && { command: 'record-final-report', on: submittedOn, known: { submittedOn } },
    own.finalReportOn !== null &&
      evaluated !== undefined && { command: 'record-final-evaluation', on: evaluated, known: { adoptsAnnual: true } },
  );
}
