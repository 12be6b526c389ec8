import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { msToTs } from '@temporalio/common/lib/time.js';
import { eventually, type Kit, startKit } from '../support/kit.ts';
import { openReferral, RECEIVER, request, SENDER, steps, today } from '../support/referral.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await startKit();
});
afterAll(async () => {
  await kit.close();
});

/** Moves the clock of one run on, as the server itself does it; the record and its database do not know. */
async function skip(processId: string, seconds: number): Promise<void> {
  await kit.temporal.workflowService.updateWorkflowExecutionOptions({
    namespace: kit.config.temporal.namespace,
    workflowExecution: { workflowId: `referral-${processId}` },
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: {
      timeSkippingConfig: { enabled: true, fastForwardConfig: { id: `skip-${seconds}`, duration: msToTs(seconds * 1000) } },
    },
  });
}

/** A referral that was accepted under the pack that asks for feedback. */
async function accepted(): Promise<string> {
  const id = await openReferral(kit, 'nm');
  for (const [name, body, actor] of steps().slice(0, 3)) {
    expect(await kit.commands.submit(request(id, name, body, { actor }))).toMatchObject({ outcome: 'accepted' });
  }
  return id;
}

const DAY = 86_400;

describe('a real timer', () => {
  test('does not fire before its instant', async () => {
    const id = await accepted();
    const duty = await kit.database.duty.findFirstOrThrow({ where: { processId: id, slot: 'referral.feedback' } });
    expect(duty).toMatchObject({ status: 'open', fellDueOn: null, triggerDate: today(), defaultId: 'Q-68/feedback' });
    await skip(id, 5 * DAY);
    await kit.commands.submit(request(id, 'transfer-file', { transferredOn: today(), method: 'in-person', files: [{ name: '档案' }] }));
    expect(await kit.database.event.count({ where: { processId: id, type: 'duty-fell-due' } })).toBe(0);
  });

  test('fires when its instant has come, once, and the process shows as overdue', async () => {
    const id = await accepted();
    await skip(id, 60 * DAY);
    const event = await eventually(() => kit.database.event.findFirst({ where: { processId: id, type: 'duty-fell-due' } }));
    const duty = await kit.database.duty.findFirstOrThrow({ where: { processId: id, slot: 'referral.feedback' } });
    expect(event.data).toEqual({ key: duty.key });
    const process = await kit.database.process.findUniqueOrThrow({ where: { id } });
    expect(process.overdueSince).toBe(duty.due);
    expect(await kit.database.command.count({ where: { processId: id, name: 'fall-due', outcome: 'accepted' } })).toBe(1);
    // The same instant recorded again changes nothing.
    await kit.temporal.workflow.getHandle(`referral-${id}`).signal('refresh');
    await kit.commands.submit(
      request(id, 'transfer-file', { transferredOn: today(), method: 'in-person', files: [{ name: '档案' }] }, { actor: SENDER }),
    );
    expect(await kit.database.event.count({ where: { processId: id, type: 'duty-fell-due' } })).toBe(1);
  });

  test('what counts is when a command was received on the clock of the record, not that of the run', async () => {
    const id = await accepted();
    await skip(id, 60 * DAY);
    await eventually(() => kit.database.event.findFirst({ where: { processId: id, type: 'duty-fell-due' } }));
    const answer = await kit.commands.submit(request(id, 'give-feedback', { feedback: '已反馈' }, { actor: RECEIVER }));
    expect(answer).toMatchObject({ outcome: 'accepted' });
    const duty = await kit.database.duty.findFirstOrThrow({ where: { processId: id, slot: 'referral.feedback' } });
    // The record judges by its own clock, which did not move: handed in today is in time.
    expect(duty.status).toBe('met');
    expect((await kit.database.process.findUniqueOrThrow({ where: { id } })).overdueSince).toBeNull();
  });
});
