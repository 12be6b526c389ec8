import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkRecord } from '../support/faults-check.ts';
import { checkEngine } from '../support/faults-engine.ts';
import type { Finding } from '../support/faults-judge.ts';
import { MUTATIONS } from '../support/faults-mutations.ts';
import { type FaultReport, inWords, runFaults } from '../support/faults-run.ts';
import { type FaultStack, startFaultStack } from '../support/faults-stack.ts';

const KILLS = 3;
let stack: FaultStack;
let report: FaultReport;

beforeAll(async () => {
  stack = await startFaultStack(0.02);
  report = await runFaults(stack, {
    seconds: 40,
    kills: KILLS,
    together: 1,
    freezes: 1,
    rebuilds: 4,
    salvos: 1,
    days: 3,
    referrals: 4,
    roads: 1,
    mostCommands: 1_500,
  });
  process.stdout.write(`Faults, short form\n${inWords(report)}\n`);
}, 300_000);
afterAll(async () => {
  await stack?.stop();
}, 60_000);

test('nothing is lost, doubled or unexpected, whatever dies', () => {
  expect(report.findings).toEqual([]);
  expect(report.unexplained).toEqual([]);
  expect(report.defects).toEqual([]);
  expect(report.unanswered).toBe(0);
});

test('everything died, and the load was real', () => {
  expect(report.kills).toEqual({ worker: KILLS, api: KILLS, temporal: KILLS, postgres: KILLS });
  expect(report.forcedDeaths).toBeGreaterThan(0);
  expect(report.accepted).toBeGreaterThan(50);
  expect(report.replayed).toBeGreaterThan(20);
  expect(report.rebuilt).toBeGreaterThan(0);
  expect(report.fellDue).toBeGreaterThan(0);
  expect(report.reminders).toBeGreaterThan(0);
});

test('fifty commands at once to one process: one is accepted, the others are refused, none fails', () => {
  expect(report.salvos).toHaveLength(1);
  for (const answers of report.salvos) {
    expect(answers.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
    expect(answers.filter(({ outcome }) => outcome === 'refused')).toHaveLength(49);
  }
});

describe('the checker sees', () => {
  const made = new Map<string, string>();
  let findings: Finding[];

  beforeAll(async () => {
    // Nobody may mend what is spoilt here.
    for (const part of [...stack.workers, ...stack.apis]) await part.stop();
    for (const { name, make } of MUTATIONS) made.set(name, await make(stack));
    findings = [...(await checkRecord(stack.database, report.answers)), ...(await checkEngine(stack.database, stack.client))];
  }, 120_000);

  test.each(MUTATIONS)('$name', ({ name, kind }) => {
    const subject = made.get(name) ?? '';
    expect(findings.filter((finding) => finding.kind === kind && finding.subject.includes(subject))).not.toEqual([]);
  });
});
