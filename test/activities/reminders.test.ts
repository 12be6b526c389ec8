import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createNotifying } from '../../activities/notify.ts';
import { createSweep } from '../../activities/sweep.ts';
import { addWorkingDays, nextWorkingDay } from '../../domain/calendar.ts';
import type { Instant, PlainDate } from '../../domain/ids.ts';
import { addDays, addMilliseconds, startOfDay } from '../../domain/time.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { loadPacks } from '../../policies/load.ts';
import { type Kit, startKit } from '../support/kit.ts';
import { startMailServer } from '../support/mail.ts';
import { openReferral, RECEIVER, request, SENDER, steps, today } from '../support/referral.ts';

const calendar = loadCalendars().calendarFor('CN');
let kit: Kit;
let processId: string;
let due: PlainDate;
let safe: PlainDate;

/** 08:30 in Shanghai. */
const morning = (day: PlainDate): Instant => addMilliseconds(startOfDay(day), 8.5 * 3_600_000);

async function sweep(day: PlainDate): Promise<number> {
  const { sweepBatch } = createSweep({
    database: kit.database,
    policy: (id, version) => loadPacks().policy(id, version),
    calendar: () => calendar,
  });
  return (await sweepBatch({ now: morning(day) })).written;
}

const notifying = (url?: string) =>
  createNotifying({
    database: kit.database,
    config: { smtp: { url, from: '履约 <luyue@localhost>' }, publicUrl: 'http://127.0.0.1:8080' },
  });

async function member(id: string, organisationId: string, role: string, email: string | null): Promise<void> {
  await kit.database.person.create({ data: { id, name: `测试${id}`, email } });
  await kit.database.membership.create({ data: { id: `m-${id}`, personId: id, organisationId, role } });
}

beforeAll(async () => {
  kit = await startKit();
  await kit.database.organisation.createMany({
    data: [SENDER, RECEIVER].map(({ organisationId }) => ({ id: organisationId, name: organisationId, level: 'station' })),
  });
  await member('worker-b', RECEIVER.organisationId, 'worker', 'worker-b@example.test');
  await member('head-b', RECEIVER.organisationId, 'head', 'head-b@example.test');
  await member('worker-a', SENDER.organisationId, 'worker', 'worker-a@example.test');
  processId = await openReferral(kit, 'nm');
  for (const [name, body, actor] of steps().slice(0, 3)) await kit.commands.submit(request(processId, name, body, { actor }));
  const duty = await kit.database.duty.findFirstOrThrow({ where: { processId, slot: 'referral.feedback' } });
  due = duty.due as PlainDate;
  safe = duty.safe as PlainDate;
});
afterAll(async () => {
  await kit.close();
});

const told = () => kit.database.reminder.findMany({ where: { processId }, orderBy: [{ rung: 'asc' }, { personId: 'asc' }] });

describe('the ladder', () => {
  test('nobody is reminded on a day off, nor before the first rung', async () => {
    const saturday = [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(safe, n)).find((day) => nextWorkingDay(calendar, day) !== day);
    expect(await sweep(saturday ?? safe)).toBe(0);
    expect(await sweep(addDays(today(), -20))).toBe(0);
  });

  test('five working days before the safe day the owner is reminded, and nobody else', async () => {
    expect(await sweep(addWorkingDays(calendar, safe, -5))).toBe(1);
    expect(await told()).toMatchObject([{ rung: 'before-5-working-day', personId: 'worker-b' }]);
  });

  test('the same morning again reminds nobody twice', async () => {
    expect(await sweep(addWorkingDays(calendar, safe, -5))).toBe(0);
    const again = await Promise.all([1, 2, 3].map(() => sweep(addWorkingDays(calendar, safe, -2))));
    expect(again.reduce((sum, n) => sum + n, 0)).toBe(1);
  });

  test('overdue: the owner after one working day, the head after three', async () => {
    await sweep(addWorkingDays(calendar, due, 1));
    await sweep(addWorkingDays(calendar, due, 3));
    const rungs = (await told()).filter(({ rung }) => rung.startsWith('overdue')).map(({ rung, personId }) => [rung, personId]);
    expect(rungs).toEqual([
      ['overdue-1', 'worker-b'],
      ['overdue-3', 'head-b'],
    ]);
  });
});

describe('the digest', () => {
  test('an unreachable mail server is an outage, not a loss', async () => {
    const { writeDigests, sendDigests } = notifying('smtp://127.0.0.1:9');
    expect(await writeDigests(morning(addWorkingDays(calendar, due, 3)))).toBe(2);
    await expect(sendDigests()).rejects.toThrow('the mail server does not answer');
    expect(await kit.database.notification.count({ where: { email: 'waiting' } })).toBe(2);
  });

  test('one mail for each person with all lines; a refused address is not tried again', async () => {
    const server = await startMailServer({ refuse: 'head-b@example.test' });
    try {
      expect(await notifying(server.url).sendDigests()).toBe(0);
      expect(server.mails.map(({ to }) => to)).toEqual([['worker-b@example.test']]);
      expect(await kit.database.notification.findMany({ select: { personId: true, email: true }, orderBy: { personId: 'asc' } })).toEqual([
        { personId: 'head-b', email: 'failed' },
        { personId: 'worker-b', email: 'sent' },
      ]);
    } finally {
      await server.close();
    }
  });

  test('a second digest of the same morning is not written, a second mail not sent', async () => {
    const server = await startMailServer();
    try {
      const { writeDigests, sendDigests } = notifying(server.url);
      expect(await writeDigests(morning(addWorkingDays(calendar, due, 3)))).toBe(0);
      expect(await sendDigests()).toBe(0);
      expect(server.mails).toHaveLength(0);
    } finally {
      await server.close();
    }
  });

  test('a mail whose answer was lost is sent again under the same message id', async () => {
    const server = await startMailServer({ breakOff: true });
    try {
      await kit.database.notification.updateMany({ where: { personId: 'worker-b' }, data: { email: 'waiting' } });
      const { sendDigests } = notifying(server.url);
      await expect(sendDigests()).rejects.toThrow('the mail server does not answer');
      server.behave.breakOff = false;
      expect(await sendDigests()).toBe(0);
      expect(server.mails).toHaveLength(2);
      expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1);
    } finally {
      await server.close();
    }
  });
});

describe('the whole morning as a workflow', () => {
  test('sweeps, writes digests and ends', async () => {
    const result = await kit.temporal.workflow.execute('dailySweep', {
      workflowId: `morning-${processId}`,
      taskQueue: kit.config.temporal.taskQueue,
      args: [],
    });
    expect(result).toMatchObject({ digests: expect.any(Number), reminders: expect.any(Number) });
  });
});
