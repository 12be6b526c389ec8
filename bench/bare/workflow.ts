import { allHandlersFinished, condition, proxyLocalActivities, setDefaultUpdateHandler } from '@temporalio/workflow';

/** The one activity of the bare workflow. */
export interface BareActivities {
  /** Inserts one row. */
  insert(id: string): Promise<void>;
}

// The same limits as the product's first attempt (workflows/process.ts).
const { insert } = proxyLocalActivities<BareActivities>({
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '2s',
  retry: { maximumAttempts: 1 },
});

/** The least that Temporal can do for a durable command: an update, one local activity, one row. Ends after as many as it is told. */
export async function bare(updates: number): Promise<void> {
  let written = 0;
  setDefaultUpdateHandler(async (_name, id): Promise<number> => {
    await insert(String(id));
    written += 1;
    return written;
  });
  await condition(() => written >= updates && allHandlersFinished());
}
