import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { historyFromJSON } from '@temporalio/common/lib/proto-utils.js';
import { Worker } from '@temporalio/worker';
import { workflowBundle } from '../support/kit.ts';

const FOLDER = fileURLToPath(new URL('../histories', import.meta.url));
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

interface RecordedHistory {
  events: {
    eventType: string;
    activityTaskScheduledEventAttributes?: { activityType: { name: string } };
    markerRecordedEventAttributes?: object;
  }[];
}

const read = (name: string) => JSON.parse(readFileSync(`${FOLDER}/${name}`, 'utf8')) as RecordedHistory;

async function replay(history: RecordedHistory): Promise<void> {
  await Worker.runReplayHistory({ workflowBundle: await workflowBundle(), replayName: 'recorded' }, historyFromJSON(history));
}

describe('recorded histories', () => {
  test('there is one of each sort: a whole way, a timer that fired, a follow-up, an outage', () => {
    expect(files.length).toBeGreaterThanOrEqual(4);
  });

  test.each(files)('%s replays', async (name) => {
    await expect(replay(read(name))).resolves.toBeUndefined();
  });

  test('a tampered one fails', async () => {
    const name = files.find((file) => read(file).events.some(({ eventType }) => eventType === 'EVENT_TYPE_ACTIVITY_TASK_SCHEDULED'));
    const tampered = read(name ?? '');
    for (const event of tampered.events) {
      if (event.activityTaskScheduledEventAttributes) event.activityTaskScheduledEventAttributes.activityType.name = 'somethingElse';
    }
    await expect(replay(tampered)).rejects.toThrow(/TMPRL1100|Nondeterminism|DeterminismViolation/i);
  });
});
