import { setTimeout as sleep } from 'node:timers/promises';

/** Where progress is told: a line for a person at the terminal. */
export type Say = (line: string) => void;

/** How often a long step says that it still goes on, in milliseconds. */
const STILL_BUSY = 20_000;

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Does a step and says how long it took; a step that lasts says so in between, so that nobody takes it for dead. */
export async function step<Result>(say: Say, label: string, work: () => Promise<Result>): Promise<Result> {
  const since = performance.now();
  const over = new AbortController();
  const remind = async () => {
    for (;;) {
      await sleep(STILL_BUSY, undefined, { signal: over.signal, ref: false });
      say(`  … ${label} (${seconds(since)})`);
    }
  };
  void remind().catch(() => undefined); // Aborted below: the step is over.
  try {
    const result = await work();
    say(`  ✓ ${label} (${seconds(since)})`);
    return result;
  } catch (error) {
    say(`  ✗ ${label} (${seconds(since)})`);
    throw error;
  } finally {
    over.abort();
  }
}

/** The columns that a text takes on a terminal: Chinese characters take two. */
export function width(text: string): number {
  return [...text].reduce(
    (columns, character) =>
      columns + (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(character) ? 2 : 1),
    0,
  );
}

/** Lines of two columns under a rule, aligned on the terminal. */
export function table(title: string, rows: [name: string, value: string][]): string {
  const first = Math.max(...rows.map(([name]) => width(name)));
  const lines = rows.map(([name, value]) => `  ${name}${' '.repeat(first - width(name) + 3)}${value}`);
  const rule = '─'.repeat(Math.max(width(title), ...lines.map(width)));
  return ['', title, rule, ...lines, rule, ''].join('\n');
}
