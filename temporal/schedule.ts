import { type Client, ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';

/** The id of the one Schedule that starts the sweep of every morning. */
export const MORNING_SCHEDULE = 'luyue-morning';

/** Makes the Schedule of the mornings, 08:30 in Shanghai; on days off the sweep finds nothing. Safe to call at every start. */
export async function ensureMorningSchedule(temporal: Client, taskQueue: string): Promise<void> {
  try {
    await temporal.schedule.create({
      scheduleId: MORNING_SCHEDULE,
      spec: { calendars: [{ hour: 8, minute: 30 }], timezone: 'Asia/Shanghai' },
      policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: '10 hours' },
      action: { type: 'startWorkflow', workflowType: 'dailySweep', workflowId: 'morning', taskQueue, staticSummary: '每日提醒' },
    });
  } catch (failure) {
    if (!(failure instanceof ScheduleAlreadyRunning)) throw failure;
  }
}
