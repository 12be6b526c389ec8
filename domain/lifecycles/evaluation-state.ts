import { assertNever } from '../errors.ts';
import type { OrganisationId, PersonId, PlainDate, ProcessId } from '../ids.ts';
import type { Lifecycle, ProcessState } from '../lifecycle.ts';
import type { PartyFunction } from '../pack.ts';
import type { EvaluationCommand } from '../schema/commands/evaluation.ts';
import type { Conclusion, StationScore } from './evaluation-score.ts';
import { opened } from './road.ts';

/** The body of one command. */
export type Body<Name extends EvaluationCommand['name']> = Extract<EvaluationCommand, { name: Name }>['body'];

/** The stages of an evaluation. */
export const stages = {
  planned: { label: '待部署', waitsFor: 'purchaser' },
  'self-evaluation': { label: '待自评', waitsFor: 'contractor' },
  review: { label: '评估中', waitsFor: 'evaluator' },
  scored: { label: '已评分，待评定', waitsFor: 'purchaser' },
  graded: { label: '已评定，待确认', waitsFor: 'purchaser' },
  'result-confirmed': { label: '结果已确认', waitsFor: 'date' },
  'review-requested': { label: '复核中', waitsFor: 'purchaser', aside: true },
  published: { label: '结果已公布', waitsFor: 'purchaser' },
  'reported-up': { label: '结果已上报', waitsFor: 'date' },
  closed: { label: '已办结', waitsFor: 'date', ends: true },
  cancelled: { label: '已终止', waitsFor: 'date', ends: true },
} as const satisfies Lifecycle['stages'];

/** One concentrated evaluation of all stations. */
interface Round {
  evaluatedOn: PlainDate;
  scores: StationScore[];
}

/** The one review 复核 that the contractor may ask for. */
export interface Review {
  /** The day on which the result was told, and the last day on which a review may be asked for. */
  toldOn: PlainDate;
  until: PlainDate;
  requestedOn: PlainDate | null;
  answeredOn: PlainDate | null;
  /** The day passed without a request. */
  lapsed: boolean;
}

/** The evaluation of one contract year; days are `null` until they have come. */
export interface EvaluationState extends ProcessState {
  stage: keyof typeof stages;
  cycleId: ProcessId;
  contractId: ProcessId;
  startsOn: PlainDate;
  endsOn: PlainDate;
  stations: OrganisationId[];
  /** How many rounds this pack asks for, who may enter their scores, and who checks on the spot. */
  roundsAsked: number;
  scorers: PartyFunction[];
  spotCheckers: PartyFunction[];
  rounds: Round[];
  /** Who entered scores or the grade; none of them may confirm the result. */
  scoredBy: PersonId[];
  selfEvaluatedOn: PlainDate | null;
  /** The mid-term evaluation, and the one that repeats it where it was not passed. */
  midTerms: { evaluatedOn: PlainDate; passed: boolean }[];
  /** The days on which the summaries of service came in, one for each period in order. */
  summaries: PlainDate[];
  jointOn: PlainDate | null;
  spotChecks: PlainDate[];
  conclusion: Conclusion | null;
  confirmedOn: PlainDate | null;
  review: Review | null;
  publishedOn: PlainDate | null;
  reportedUpOn: PlainDate | null;
  finalReportOn: PlainDate | null;
  final: (Conclusion & { evaluatedOn: PlainDate }) | null;
}

/** What happens in an evaluation; `on` is the day on which it was received. */
export type EvaluationEvent =
  | ({ type: 'evaluation-opened'; roundsAsked: number; scorers: PartyFunction[]; spotCheckers: PartyFunction[] } & Body<'open'>)
  | ({ type: 'evaluation-arranged'; next: 'self-evaluation' | 'review'; departures: string[] } & Body<'arrange'>)
  | ({ type: 'mid-term-recorded'; late: boolean } & Body<'record-mid-term-evaluation'>)
  | ({ type: 'summary-submitted'; period: PlainDate; on: PlainDate; late: boolean } & Body<'submit-summary'>)
  | ({ type: 'self-evaluation-submitted'; on: PlainDate; late: boolean } & Body<'submit-self-evaluation'>)
  | { type: 'self-evaluation-missed' }
  | ({ type: 'scores-recorded'; by: PersonId | null; late: boolean; scores: StationScore[] } & Omit<Body<'record-scores'>, 'scores'>)
  | ({ type: 'joint-evaluation-recorded'; late: boolean } & Body<'record-joint-evaluation'>)
  | ({ type: 'spot-check-recorded' } & Body<'record-spot-check'>)
  | ({ type: 'graded'; by: PersonId | null; proposed: Conclusion; words: string } & Conclusion)
  | ({ type: 'grading-returned' } & Body<'return-grading'>)
  | ({ type: 'result-confirmed'; on: PlainDate; late: boolean; reviewUntil: PlainDate; uses: string[] } & Conclusion)
  | ({ type: 'review-requested'; on: PlainDate } & Body<'request-review'>)
  | ({ type: 'review-answered'; on: PlainDate; outcome: Body<'answer-review'>['outcome']; reason: string; differs: boolean } & Conclusion)
  | { type: 'review-lapsed' }
  | ({ type: 'result-published' } & Body<'publish'>)
  | ({ type: 'result-reported-up' } & Body<'report-up'>)
  | ({ type: 'final-report-recorded' } & Body<'record-final-report'>)
  | ({ type: 'final-evaluation-recorded'; evaluatedOn: PlainDate; adoptsAnnual: boolean } & Conclusion)
  | { type: 'evaluation-closed' }
  | { type: 'evaluation-cancelled'; on: PlainDate };

/** Folds one event. */
export function evolve(before: EvaluationState | undefined, event: EvaluationEvent): EvaluationState {
  if (event.type === 'evaluation-opened') return planned(event);
  const state = opened(before, event);
  switch (event.type) {
    case 'evaluation-arranged':
      return { ...state, stage: event.next, parties: event.evaluator ? { ...state.parties, evaluator: event.evaluator } : state.parties };
    case 'self-evaluation-submitted':
      return { ...reviewing(state), selfEvaluatedOn: event.on };
    case 'self-evaluation-missed':
      return reviewing(state);
    case 'mid-term-recorded':
      return { ...state, midTerms: [...state.midTerms, { evaluatedOn: event.evaluatedOn, passed: event.passed }] };
    case 'summary-submitted':
      return { ...state, summaries: [...state.summaries, event.on] };
    case 'scores-recorded':
      return scored(state, event);
    case 'joint-evaluation-recorded':
      return { ...state, jointOn: event.evaluatedOn };
    case 'spot-check-recorded':
      return { ...state, spotChecks: [...state.spotChecks, event.checkedOn] };
    case 'graded':
      return { ...withScorer(state, event.by), stage: 'graded', conclusion: conclusionOf(event) };
    case 'grading-returned':
      return { ...state, stage: 'scored', conclusion: null };
    case 'result-confirmed': {
      const review: Review = { toldOn: event.on, until: event.reviewUntil, requestedOn: null, answeredOn: null, lapsed: false };
      return { ...state, stage: 'result-confirmed', confirmedOn: event.on, review };
    }
    case 'review-requested':
      return { ...withReview(state, { requestedOn: event.on }), stage: 'review-requested' };
    case 'review-answered':
      return answered(state, event);
    case 'review-lapsed':
      return withReview(state, { lapsed: true });
    case 'result-published':
      return { ...withReview(state, { lapsed: state.review?.requestedOn === null }), stage: 'published', publishedOn: event.publishedOn };
    case 'result-reported-up':
      return { ...state, stage: 'reported-up', reportedUpOn: event.reportedOn };
    case 'final-report-recorded':
      return { ...state, finalReportOn: event.submittedOn };
    case 'final-evaluation-recorded':
      return { ...state, final: { ...conclusionOf(event), evaluatedOn: event.evaluatedOn } };
    case 'evaluation-closed':
      return { ...state, stage: 'closed' };
    case 'evaluation-cancelled':
      return { ...state, stage: 'cancelled' };
    default:
      return assertNever(event);
  }
}

type EventOf<Type extends EvaluationEvent['type']> = Extract<EvaluationEvent, { type: Type }>;

function planned(event: EventOf<'evaluation-opened'>): EvaluationState {
  const { type: _, yearOfCycle: __, ...body } = event;
  // Who evaluates is waited for by name; without a body of its own the purchaser evaluates itself.
  const evaluator = body.parties.evaluator ?? body.parties.purchaser;
  return {
    ...body,
    stage: 'planned',
    parties: evaluator ? { ...body.parties, evaluator } : body.parties,
    stations: body.stations.map(({ station }) => station),
    rounds: [],
    scoredBy: [],
    spotChecks: [],
    midTerms: [],
    summaries: [],
    ...NOTHING_YET,
  };
}

const NOTHING_YET = {
  selfEvaluatedOn: null,
  jointOn: null,
  conclusion: null,
  confirmedOn: null,
  review: null,
  publishedOn: null,
  reportedUpOn: null,
  finalReportOn: null,
  final: null,
};

/** The review begins when the self-evaluation is in, or its day has passed; a late one changes no stage. */
function reviewing(state: EvaluationState): EvaluationState {
  return { ...state, stage: state.stage === 'self-evaluation' ? 'review' : state.stage };
}

function scored(state: EvaluationState, { evaluatedOn, scores, by }: EventOf<'scores-recorded'>): EvaluationState {
  const rounds = [...state.rounds, { evaluatedOn, scores }];
  return { ...withScorer(state, by), rounds, stage: rounds.length < state.roundsAsked ? 'review' : 'scored' };
}

function withScorer(state: EvaluationState, by: PersonId | null): EvaluationState {
  return by === null || state.scoredBy.includes(by) ? state : { ...state, scoredBy: [...state.scoredBy, by] };
}

/** A changed result has not been reported up yet, whatever was reported before. */
function answered(state: EvaluationState, event: EventOf<'review-answered'>): EvaluationState {
  const reportedUpOn = event.differs ? null : state.reportedUpOn;
  const stage = reportedUpOn ? 'reported-up' : 'result-confirmed';
  return { ...withReview(state, { answeredOn: event.on }), stage, reportedUpOn, conclusion: conclusionOf(event) };
}

function withReview(state: EvaluationState, change: Partial<Review>): EvaluationState {
  return { ...state, review: state.review && { ...state.review, ...change } };
}

function conclusionOf({ grade, score, passed, failing }: Conclusion): Conclusion {
  return { grade, score, passed, failing };
}
