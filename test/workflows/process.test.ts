import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ProcessId } from '../../domain/ids.ts';
import { deliverCommand } from '../../temporal/delivery.ts';
import { rebuild } from '../../temporal/rebuild.ts';
import { eventually, type Kit, startKit, transitions } from '../support/kit.ts';
import { opening, openReferral, PLANTED, RECEIVER, request, SENDER, STRANGER, steps, today } from '../support/referral.ts';

let kit: Kit;
beforeAll(async () => {
  kit = await startKit();
});
afterAll(async () => {
  await kit.close();
});

const consent = () => ({ consentedOn: today(), givenBy: 'client', documents: [{ name: '书面同意书' }] });
const eventsOf = (processId: string) => kit.database.event.findMany({ where: { processId }, orderBy: { revision: 'asc' } });

/** Gives a command past the gate, as the relay does with what the API could not deliver. */
async function deliver(processId: string, name: string, body: object, actor: typeof SENDER | typeof RECEIVER) {
  const id = randomUUID();
  const { personId, organisationId, role } = actor;
  const data = { id, processId, kind: 'referral', name, body, bodyHash: '', idempotencyKey: id, personId, organisationId, role };
  await kit.database.command.create({ data });
  const row = { id, kind: 'referral', processId: processId as ProcessId, name, cycleId: null, packId: 'hn', mayOpen: false } as const;
  return await deliverCommand(kit.temporal, row, kit.config.temporal.taskQueue);
}

describe('what is forbidden', () => {
  test('a refusal at the gate costs Temporal nothing and writes no row', async () => {
    const id = await openReferral(kit);
    const before = await transitions(kit.temporal, 'referral', id);
    await expect(kit.commands.submit(request(id, 'accept', { acceptedOn: today() }, { actor: RECEIVER }))).rejects.toMatchObject({
      code: 'process.wrong-stage',
    });
    await expect(kit.commands.submit(request(id, 'record-consent', consent(), { actor: STRANGER }))).rejects.toMatchObject({
      code: 'access.forbidden',
    });
    await expect(kit.commands.submit(request(id, 'record-consent', consent(), { expectedRevision: 7 }))).rejects.toMatchObject({
      code: 'object.stale',
    });
    expect(await transitions(kit.temporal, 'referral', id)).toBe(before);
    expect(await kit.database.command.count({ where: { processId: id } })).toBe(1);
  });

  test('a command on a process that does not exist is not found', async () => {
    await expect(kit.commands.submit(request(randomUUID(), 'accept', {}))).rejects.toMatchObject({ code: 'object.not-found' });
  });

  test('a refusal by the lifecycle is recorded with its reason and costs one transition', async () => {
    const id = await openReferral(kit);
    const before = await transitions(kit.temporal, 'referral', id);
    const answer = await kit.commands.submit(request(id, 'record-consent', { ...consent(), consentedOn: '2099-01-01' }));
    expect(answer).toMatchObject({ outcome: 'refused', refusal: { refused: 'policy.date-in-future' } });
    expect((await transitions(kit.temporal, 'referral', id)) - before).toBe(1);
    expect(await eventsOf(id)).toHaveLength(1);
  });

  test('a run whose opening was refused completes', async () => {
    const id = randomUUID();
    const wrong = opening(id);
    const body = { ...wrong.body, receiver: SENDER.organisationId };
    expect(await kit.commands.submit({ ...wrong, body })).toMatchObject({ outcome: 'refused' });
    await eventually(async () => (await kit.temporal.workflow.getHandle(`referral-${id}`).describe()).status.name === 'COMPLETED');
    expect(await kit.database.process.count({ where: { id } })).toBe(0);
  });
});

describe('what is allowed', () => {
  test('opening costs three transitions, an accepted command one', async () => {
    const id = await openReferral(kit);
    expect(await transitions(kit.temporal, 'referral', id)).toBe(3);
    expect(await kit.commands.submit(request(id, 'record-consent', consent()))).toMatchObject({ outcome: 'accepted', revision: 2 });
    expect(await transitions(kit.temporal, 'referral', id)).toBe(4);
  });

  test('a referral goes its way to the end, and its run completes', async () => {
    const id = await openReferral(kit);
    for (const [name, body, actor] of steps()) {
      expect(await kit.commands.submit(request(id, name, body, { actor }))).toMatchObject({ outcome: 'accepted' });
    }
    const process = await kit.database.process.findUniqueOrThrow({ where: { id } });
    expect(process).toMatchObject({ ended: true, stage: 'closed', nextDueAt: null });
    await eventually(async () => (await kit.temporal.workflow.getHandle(`referral-${id}`).describe()).status.name === 'COMPLETED');
    await expect(kit.commands.submit(request(id, 'close', { result: '再次' }))).rejects.toMatchObject({ code: 'process.closed' });
  });

  test('no free text and no name reaches Temporal', async () => {
    const id = await openReferral(kit);
    for (const [name, body, actor] of steps()) await kit.commands.submit(request(id, name, body, { actor }));
    const history = JSON.stringify(await kit.temporal.workflow.getHandle(`referral-${id}`).fetchHistory());
    const payloads = [...history.matchAll(/"data":"([^"]+)"/g)].map(([, data]) => Buffer.from(data ?? '', 'base64').toString('utf8'));
    expect(payloads.length).toBeGreaterThan(10);
    for (const text of [history, ...payloads]) {
      expect(text).not.toContain(PLANTED);
      expect(text).not.toContain('康复');
    }
  });
});

describe('twice', () => {
  test('the same key and body gives the stored answer; another body is refused', async () => {
    const id = await openReferral(kit);
    const once = request(id, 'record-consent', consent());
    const first = await kit.commands.submit(once);
    expect(await kit.commands.submit(once)).toEqual({ ...first, noted: undefined });
    expect(await eventsOf(id)).toHaveLength(2);
    const other = { ...once, body: { ...once.body, givenBy: 'guardian' } };
    await expect(kit.commands.submit(other)).rejects.toMatchObject({ code: 'request.key-reused' });
  });

  test('fifty openings at once with one key open one process', async () => {
    const id = randomUUID();
    const same = opening(id);
    const answers = await Promise.all(Array.from({ length: 50 }, () => kit.commands.submit(same)));
    expect(new Set(answers.map((answer) => answer.commandId)).size).toBe(1);
    expect(answers.every((answer) => answer.outcome === 'accepted')).toBe(true);
    expect(await eventsOf(id)).toHaveLength(1);
  });

  test('fifty commands at once to one process are decided one after another; one of them is accepted', async () => {
    const id = await openReferral(kit);
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, () => kit.commands.submit(request(id, 'record-consent', consent()))),
    );
    const outcomes = answers.map((one) => (one.status === 'fulfilled' ? one.value.outcome : (one.reason as { code: string }).code));
    expect(outcomes.filter((outcome) => outcome === 'accepted')).toHaveLength(1);
    expect(outcomes.every((outcome) => ['accepted', 'refused', 'process.wrong-stage'].includes(outcome))).toBe(true);
    expect(await eventsOf(id)).toHaveLength(2);
  });
});

describe('late', () => {
  test('commands that a run hears of at one moment are recorded so that a replay goes the same way', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => openReferral(kit)));
    await kit.worker.stop();
    // Two of each process, and each changes its stage; when all is over, what they did is replayed.
    const answers = [];
    for (const [name, body, actor] of steps().slice(0, 2)) {
      answers.push(...ids.map((id) => deliver(id, name, body, actor)));
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await kit.restartWorker();
    for (const answer of await Promise.all(answers)) expect(answer).toMatchObject({ outcome: 'accepted' });
  });

  test('a process that was rebuilt knows its stage and goes on', async () => {
    const id = await openReferral(kit);
    await kit.commands.submit(request(id, 'record-consent', consent()));
    const before = await kit.database.duty.findMany({ where: { processId: id } });
    const dependencies = { database: kit.database, temporal: kit.temporal, taskQueue: kit.config.temporal.taskQueue };
    expect(await rebuild(dependencies, { processId: id })).toBe(1);
    expect(await kit.commands.submit(request(id, 'request', { requestedOn: today() }))).toMatchObject({ outcome: 'accepted', revision: 3 });
    expect(await kit.database.duty.findMany({ where: { processId: id, key: { in: before.map(({ key }) => key) } } })).toEqual(before);
  });

  test('commands go on after the worker was replaced', async () => {
    const id = await openReferral(kit);
    await kit.restartWorker();
    expect(await kit.commands.submit(request(id, 'record-consent', consent()))).toMatchObject({ outcome: 'accepted', revision: 2 });
  });
});
