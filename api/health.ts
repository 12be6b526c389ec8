import type { Services } from './services.ts';

/** A part that has not answered within this time is as good as gone (milliseconds). */
const PATIENCE = 1_000;

/** Whether the database answers. */
export async function isDatabaseReachable({ database }: Pick<Services, 'database'>): Promise<boolean> {
  return await answers(database.$queryRaw`SELECT 1`);
}

/** Whether the frontend of Temporal answers. */
export async function isTemporalReachable({ temporal }: Pick<Services, 'temporal'>): Promise<boolean> {
  const { connection } = temporal;
  return await answers(connection.withAbortSignal(AbortSignal.timeout(PATIENCE), () => connection.workflowService.getSystemInfo({})));
}

async function answers(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<false>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, false);
  });
  const answered = work.then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([answered, patience]);
  } finally {
    clearTimeout(timer);
  }
}
