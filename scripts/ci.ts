import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The gate: the same steps locally (`npm run ci`) and in CI (`.ci/run`). Every step runs, whatever failed before it. */
const REPORTS = mkdtempSync(join(tmpdir(), 'luyue-ci-'));
const browser = process.argv.includes('--browser');
/** A step that takes longer hangs: it is ended and counts as failed (milliseconds). */
const PATIENCE = 20 * 60_000;

/** Not by way of npm, which would outlive the end of a step that hangs. */
const JEST = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

interface Step {
  name: string;
  command: string[];
  /** The runner writes its own report; other steps count as one check. */
  report?: string;
}

const jest = (name: string, ...more: string[]): Step => ({
  name,
  command: ['node', ...JEST, ...more, '--forceExit', '--json', `--outputFile=${join(REPORTS, `${name}.json`)}`],
  report: join(REPORTS, `${name}.json`),
});

const steps: Step[] = [
  { name: 'format', command: ['npm', 'run', '-s', 'format:check'] },
  { name: 'types', command: ['npm', 'run', '-s', 'typecheck'] },
  { name: 'lint', command: ['npm', 'run', '-s', 'lint'] },
  { name: 'dead exports', command: ['npm', 'run', '-s', 'deadcode'] },
  { name: 'schema drift', command: ['npm', 'run', '-s', 'migrate:check'] },
  { name: 'packs', command: ['npm', 'run', '-s', 'luyue', '--', 'packs', 'check'] },
  { name: 'console', command: ['npm', 'run', '-s', 'build:web'] },
  jest('unit', '--selectProjects', 'unit', '--coverage'),
  jest('stack', '--selectProjects', 'stack'),
  { ...jest('faults', '--selectProjects', 'faults', '--testPathPatterns', 'short'), name: 'faults, short form' },
  ...(browser ? [jest('browser', '--selectProjects', 'e2e', '--runInBand')] : []),
];

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
}

let passed = 0;
let failed = 0;
for (const step of steps) {
  const [program = '', ...args] = step.command;
  process.stdout.write(`\n== ${step.name}\n`);
  const began = performance.now();
  const { status, error } = spawnSync(program, args, { stdio: 'inherit', timeout: PATIENCE });
  if (step.report && existsSync(step.report)) {
    const report = JSON.parse(readFileSync(step.report, 'utf8')) as Report;
    passed += report.numPassedTests;
    failed += report.numFailedTests + report.numRuntimeErrorTestSuites;
    // A runner that fails without a failed test (no tests, a leak) must not pass.
    if (status !== 0 && report.numFailedTests + report.numRuntimeErrorTestSuites === 0) failed += 1;
  } else if (status === 0) passed += 1;
  else failed += 1;
  const took = `${Math.round((performance.now() - began) / 1_000)} s`;
  process.stdout.write(`-- ${step.name} ${status === 0 ? 'done' : 'failed'} after ${took}${error ? `: ${error.message}` : ''}\n`);
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
