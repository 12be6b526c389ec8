import { width } from '../stack/terminal.ts';
import type { Spread } from './measure.ts';

/** One line of the table; without a budget it is only told. */
export interface Row {
  what: string;
  /** What the values are: `×` for a ratio, else a unit. */
  unit: '×' | 'ms' | 's' | 'MB';
  spread: Spread;
  /** The most that the median may be, in the same unit. */
  budget?: number;
  /** What the ratio was made of. */
  note?: string;
}

/** Whether a line keeps its budget; values are compared as they are shown. */
export function isMissed({ spread, budget }: Row): boolean {
  return budget !== undefined && Number(shown(spread.median)) > budget;
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 20 ? value.toFixed(1) : value.toFixed(2);
}

const HEADER = ['', 'min', 'median', 'max', 'budget', '', ''];

/** The table of all that was measured. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map((row) => [
    row.what,
    ...[row.spread.min, row.spread.median, row.spread.max].map((value) => `${shown(value)} ${row.unit}`),
    row.budget === undefined ? '' : `≤ ${row.budget} ${row.unit}`,
    row.budget === undefined ? '' : isMissed(row) ? '✗' : '✓',
    row.note ?? '',
  ]);
  const all = [HEADER, ...lines];
  const widths = HEADER.map((_, column) => Math.max(...all.map((line) => width(line[column] ?? ''))));
  const padded = (line: readonly string[]) =>
    line.map((cell, column) => {
      const space = ' '.repeat((widths[column] ?? 0) - width(cell));
      return column > 0 && column < 5 ? space + cell : cell + space;
    });
  return all.map((line) => padded(line).join('  ').trimEnd()).join('\n');
}
