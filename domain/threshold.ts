import type { RuleValues } from './pack.ts';

/** What is judged: the numbers of a threshold rule, without its clause. */
export type Threshold = Pick<Extract<RuleValues, { kind: 'threshold' }>, 'operator' | 'value' | 'unit' | 'base'>;

/** The verdict on one measured value. */
export interface ThresholdVerdict {
  passes: boolean;
  /** What the value was compared with, in its own unit, to two decimals; rounded so that a value equal to it passes. */
  limit: number;
}

/** Two decimals are exact: yuan have cents, and no clause writes a percentage finer. */
const HUNDREDTHS = 100;

/**
 * Judges a value against a floor or a cap; both include the limit. A percentage of a base (`3 % of this year's X`) needs `baseValue`,
 * in the unit of the value; without it the answer is `undefined`: it cannot be judged, which is neither yes nor no.
 */
export function judgeThreshold(rule: Threshold, value: number, baseValue?: number): ThresholdVerdict | undefined {
  const ofBase = rule.unit === 'percent' && rule.base !== undefined;
  if (!ofBase) return judge(rule, value, hundredths(rule.value) * 10_000n);
  return baseValue === undefined ? undefined : judge(rule, value, hundredths(rule.value) * hundredths(baseValue));
}

// Whole millionths: 0.03 * 545 and 16.35 are not equal in binary fractions, and the limit itself must pass.
function judge({ operator }: Threshold, value: number, limit: bigint): ThresholdVerdict {
  const measured = hundredths(value) * 10_000n;
  const floor = operator === '>=';
  return { passes: floor ? measured >= limit : measured <= limit, limit: toNumber(limit, floor) };
}

function hundredths(value: number): bigint {
  return BigInt(Math.round(value * HUNDREDTHS));
}

/** From millionths to a number with two decimals: a floor is rounded up, a cap down. */
function toNumber(millionths: bigint, up: boolean): number {
  return Number((millionths + (up ? 9_999n : 0n)) / 10_000n) / HUNDREDTHS;
}
