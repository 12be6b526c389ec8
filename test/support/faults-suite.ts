import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkRecord } from './faults-check.ts';
import { checkEngine } from './faults-engine.ts';
import type { Finding } from './faults-judge.ts';
import { MUTATIONS } from './faults-mutations.ts';
import { type FaultPlan, type FaultReport, inWords, runFaults } from './faults-run.ts';
import { type FaultStack, startFaultStack } from './faults-stack.ts';

/** How long the whole run may take, start and settling included (milliseconds). */
const PATIENCE = 600_000;

/** One run of load and faults, and what must be true after it: nothing lost, nothing doubled, nothing unexpected. */
export function faultSuite(name: string, plan: FaultPlan, deathAfterCommit: number): void {
  let stack: FaultStack;
  let report: FaultReport;

  beforeAll(
    async () => {
      stack = await startFaultStack(deathAfterCommit);
      report = await runFaults(stack, plan);
      process.stdout.write(`Faults, ${name}\n${inWords(report)}\n`);
    },
    plan.seconds * 1_000 + PATIENCE,
  );
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
    expect(report.kills).toEqual({ worker: plan.kills, api: plan.kills, temporal: plan.kills, postgres: plan.kills });
    expect(report.forcedDeaths).toBeGreaterThan(0);
    expect(report.accepted).toBeGreaterThan(50);
    expect(report.replayed).toBeGreaterThan(20);
    expect(report.rebuilt).toBeGreaterThan(0);
    expect(report.fellDue).toBeGreaterThan(0);
    expect(report.reminders).toBeGreaterThan(0);
  });

  test('fifty commands at once to one process: one is accepted, the others are refused, none fails', () => {
    expect(report.salvos).toHaveLength(plan.salvos);
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
}
