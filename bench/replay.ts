import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { Comparison } from './measure.ts';

const ROUNDS = 5;

type History = Parameters<typeof Worker.runReplayHistory>[1];

/** One side of the comparison: a bundle, and the workflows that it has run. */
export interface Replayed {
  code: string;
  workflowIds: readonly string[];
}

/** Replay time of one event, in milliseconds: all histories of the product's side against those of the bare workflow, round by round. */
export async function measureReplay(temporal: Client, ours: Replayed, theirs: Replayed): Promise<Comparison> {
  const sides = [await prepare(temporal, ours), await prepare(temporal, theirs)] as const;
  const result: Comparison = { ours: [], theirs: [] };
  for (let round = -1; round < ROUNDS; round += 1) {
    const mine = await sides[0]();
    const other = await sides[1]();
    if (round < 0) continue;
    result.ours.push(mine);
    result.theirs.push(other);
  }
  return result;
}

/** Fetches the histories and returns what replays them all once. */
async function prepare(temporal: Client, { code, workflowIds }: Replayed): Promise<() => Promise<number>> {
  const histories: { workflowId: string; history: History }[] = [];
  for (const workflowId of workflowIds) {
    histories.push({ workflowId, history: await temporal.workflow.getHandle(workflowId).fetchHistory() });
  }
  return () => replay(code, histories);
}

/** From the end of the first history to the end of the last: starting a worker and its thread is no part of an event. */
async function replay(code: string, histories: { workflowId: string; history: History }[]): Promise<number> {
  const events = new Map(histories.map(({ workflowId, history }) => [workflowId, eventsIn(history)]));
  let since: number | undefined;
  let counted = 0;
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: { code }, replayName: 'bench' }, histories)) {
    if (error) throw error;
    if (since === undefined) since = performance.now();
    else counted += events.get(workflowId) ?? 0;
  }
  return (performance.now() - (since ?? 0)) / counted;
}

function eventsIn(history: History): number {
  return typeof history === 'object' && history !== null && 'events' in history && Array.isArray(history.events)
    ? history.events.length
    : 0;
}
