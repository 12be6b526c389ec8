import { readConfig } from '../config.ts';
import { isJurisdiction } from '../domain/pack.ts';
import { loadPacks } from '../policies/load.ts';
import { noticesOf } from '../policies/notice.ts';
import { readOptions, USAGE } from './options.ts';
import { printReport } from './print.ts';
import { rehearse as walk } from './rehearse.ts';
import type { Report } from './report.ts';
import { withStack } from './stack.ts';

/** `luyue rehearse`: the exit code is 0 if the road arrived where the policy leads, 1 if not, 2 if the options are not understood. */
export async function rehearse(args: string[]): Promise<number> {
  const loaded = loadPacks();
  const jurisdictions = [...loaded.packs.values()].filter(isJurisdiction);
  const options = readOptions(
    args,
    jurisdictions.map(({ id }) => id),
  );
  if ('problem' in options) {
    process.stderr.write(`${options.problem}\n\n${USAGE}`);
    return 2;
  }
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // Progress is for people; what is printed on standard output is the report alone.
  const say = (line: string) => process.stderr.write(`${line}\n`);
  for (const notice of noticesOf(loaded)) say(notice);
  let month = '';
  const onDay = (day: string) => {
    if (day.slice(0, 7) !== month) say(`  … ${day.slice(0, 7)}`);
    month = day.slice(0, 7);
  };
  try {
    const { signal } = stopping;
    const report = await withStack({ config: readConfig(), say, signal }, (bench) => walk(bench, options, { onDay, signal }));
    process.stdout.write(options.json ? `${JSON.stringify(report, undefined, 2)}\n` : printReport(report));
    return exitCode(report);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

function exitCode({ problems }: Report): number {
  return problems.length === 0 ? 0 : 1;
}
