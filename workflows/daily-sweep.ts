import { proxyActivities, workflowInfo } from '@temporalio/workflow';
import type { MorningActivities, SweepProgress } from './messages.ts';

const morning = proxyActivities<MorningActivities>({
  // A batch is a few statements; an outage of the database or of the mail server is waited for through the morning.
  startToCloseTimeout: '1 minute',
  scheduleToCloseTimeout: '6 hours',
  retry: { initialInterval: '2s', maximumInterval: '1 minute' },
  summary: '提醒',
});

/** One working morning: sweep all open duties in batches, one digest for each person, then the e-mails. */
export async function dailySweep(): Promise<{ reminders: number; digests: number }> {
  const now = workflowInfo().startTime.toISOString();
  let reminders = 0;
  let progress: SweepProgress = { written: 0 };
  do {
    progress = await morning.sweepBatch({ now, ...(progress.after && { after: progress.after }) });
    reminders += progress.written;
  } while (progress.after);
  const digests = await morning.writeDigests(now);
  while ((await morning.sendDigests()) > 0);
  return { reminders, digests };
}
