import { refuse } from '../gates.ts';
import type { OrganisationId } from '../ids.ts';
import type { Refusal } from '../lifecycle.ts';
import type { Policy } from '../policy.ts';
import type { EvaluationCommand } from '../schema/commands/evaluation.ts';

type GivenScore = Extract<EvaluationCommand, { name: 'record-scores' }>['body']['scores'][number];

/** The score of one station, out of 100. */
export interface StationScore {
  station: OrganisationId;
  total: number;
  components: { code: string; score: number }[];
}

/** One conclusion for the contract. Grade and pass are `null` where the pack knows no grades: then a result renews nothing. */
export interface Conclusion {
  grade: string | null;
  score: number;
  passed: boolean | null;
  /** Stations whose own score lies below the pass. */
  failing: OrganisationId[];
}

/** The grades of a pack, from the lowest to the highest, and the lowest that passes. */
interface Grades {
  ranks: readonly string[];
  pass: string;
}

/** The grades of the pack; `undefined` where the texts name none. */
export function gradesOf(policy: Policy): Grades | undefined {
  for (const rule of [policy.rule('evaluation.grades'), policy.rule('renewal.decide')]) {
    if (rule?.ranks && rule.pass !== undefined) return { ranks: rule.ranks, pass: rule.pass };
  }
  return undefined;
}

/** The scores of one round, each station once and every component of the pack; a total is computed where the pack gives shares. */
export function scoresOf(given: readonly GivenScore[], stations: readonly OrganisationId[], policy: Policy): StationScore[] | Refusal {
  const named = given.map(({ station }) => station);
  const missing = stations.filter((station) => !named.includes(station));
  const unknown = named.filter((station, index) => !stations.includes(station) || named.indexOf(station) !== index);
  if (missing.length + unknown.length > 0) {
    const problem = '每个社工站填写一次得分';
    return refuse('request.invalid', problem, [{ field: 'scores', problem, received: named, allowed: [...stations] }]);
  }
  const scores: StationScore[] = [];
  for (const [index, one] of given.entries()) {
    const score = scoreOf(one, `scores.${index}`, policy);
    if ('refused' in score) return score;
    scores.push(score);
  }
  return scores;
}

function scoreOf({ station, components = [], total }: GivenScore, field: string, policy: Policy): StationScore | Refusal {
  const rule = policy.rule('evaluation.components');
  const codes = rule?.steps.map(({ code }) => code) ?? [];
  const scored = components.map(({ code }) => code);
  if (scored.length !== codes.length || !codes.every((code) => scored.includes(code))) {
    const problem = rule ? `应逐项评分：${rule.steps.map(({ label }) => label).join('、')}（${rule.id}）` : '本地政策没有分项，只填总分';
    return refuse('policy.document-missing', problem, [{ field: `${field}.components`, problem, received: scored, allowed: codes }]);
  }
  const { shares } = rule ?? {};
  if (shares && total === undefined) return { station, components, total: rounded(sumOf(weighted(shares, codes, components))) };
  if (!shares && total !== undefined) return { station, components, total: rounded(total) };
  // Q-34: weights that the pack does not give are the evaluators'; a total that it computes is nobody's to enter.
  const problem = shares ? '总分由系统按政策规定的权重计算，不填' : '请填写总分';
  return refuse('request.invalid', problem, [{ field: `${field}.total`, problem }]);
}

function weighted(shares: readonly number[], codes: readonly string[], components: StationScore['components']): number[] {
  const parts = shares.map((share, index) => ({ share, code: codes[index] }));
  return components.flatMap(({ code, score }) => parts.filter((one) => one.code === code).map(({ share }) => (share * score) / 100));
}

/** What the scores come to: the mean of rounds and stations, with the grade of the suggested bands; a person concludes. */
export function proposalOf(rounds: readonly { scores: StationScore[] }[], policy: Policy): Conclusion {
  const totals = new Map<OrganisationId, number[]>();
  for (const { station, total } of rounds.flatMap(({ scores }) => scores)) totals.set(station, [...(totals.get(station) ?? []), total]);
  const means = [...totals].map(([station, values]) => ({ station, mean: meanOf(values) }));
  const score = meanOf(means.map(({ mean }) => mean));
  const grades = gradesOf(policy);
  const grade = grades ? suggested(score, grades, policy) : null;
  const failing = grades ? means.filter(({ mean }) => !passes(suggested(mean, grades, policy), grades)).map(({ station }) => station) : [];
  return { grade, score, passed: grades ? passes(grade, grades) : null, failing };
}

/** The conclusion as a person enters it: a grade of the pack where it has grades; without a score the proposed one. */
export function conclude(entered: { grade?: string; score?: number }, proposed: Conclusion, policy: Policy): Conclusion | Refusal {
  const { grade = null, score = proposed.score } = entered;
  const { failing } = proposed;
  const grades = gradesOf(policy);
  if (!grades) return { grade, score, passed: null, failing };
  if (grade !== null && grades.ranks.includes(grade)) return { grade, score, passed: passes(grade, grades), failing };
  const problem = `请选择等次：${grades.ranks.join('、')}`;
  return refuse('request.invalid', problem, [{ field: 'grade', problem, received: grade, allowed: [...grades.ranks] }]);
}

/** Higher grades pass too, whichever the text names. */
function passes(grade: string | null, { ranks, pass }: Grades): boolean {
  return grade !== null && ranks.indexOf(grade) >= ranks.indexOf(pass);
}

/** The best grade of the pack whose band the score reaches; `null` if the bands name none of its grades. */
function suggested(score: number, { ranks }: Grades, policy: Policy): string | null {
  const reached = bandsOf(policy).filter(({ grade, from }) => score >= from && ranks.includes(grade));
  return reached.sort((a, b) => b.from - a.from)[0]?.grade ?? null;
}

function bandsOf(policy: Policy): { grade: string; from: number }[] {
  const { bands } = policy.defaultEntry('Q-30').values;
  return Array.isArray(bands) ? bands.filter(isBand) : [];
}

function isBand(value: unknown): value is { grade: string; from: number } {
  return typeof value === 'object' && value !== null && 'grade' in value && 'from' in value && typeof value.from === 'number';
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : rounded(sumOf(values) / values.length);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Two decimals, as scores are written. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
