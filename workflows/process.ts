import {
  allHandlersFinished,
  condition,
  continueAsNew,
  defineSignal,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
  setCurrentDetails,
  setDefaultUpdateHandler,
  setHandler,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import { ATTRIBUTES } from './attributes.ts';
import { type Answer, type ProcessActivities, type ProcessInput, REFRESH, type Waiting } from './messages.ts';

/** A longer history costs every replay; a new run starts from what is being waited for. */
const EVENTS_PER_RUN = 300;

// One attempt within two seconds: an accepted command then costs the server one state transition.
const quick = proxyLocalActivities<ProcessActivities>({
  startToCloseTimeout: '2s',
  scheduleToCloseTimeout: '2s',
  retry: { maximumAttempts: 1 },
});

// Retried without end: an outage of the database is visible in the Temporal UI as a pending activity with its error.
const visible = proxyActivities<ProcessActivities>({
  startToCloseTimeout: '10s',
  retry: { initialInterval: '500ms', maximumInterval: '5s', backoffCoefficient: 2 },
  summary: '写入记录',
});

// Three attempts; what is still undelivered is swept by the relay of the worker.
const courier = proxyActivities<ProcessActivities>({
  startToCloseTimeout: '12s',
  retry: { initialInterval: '500ms', maximumInterval: '5s', maximumAttempts: 3 },
  summary: '通知关联流程',
});

const itself = (waiting: Waiting): Waiting => waiting;

/** One line for an operator: stage, who is waited for since when, the next day that counts. */
function inWords(waiting: Waiting): string {
  const next = waiting.next ? `；下一期限 ${waiting.next.date} ${waiting.next.label}` : '';
  const overdue = waiting.overdueSince ? `；已逾期（自 ${waiting.overdueSince}）` : '';
  return `${waiting.stageLabel}：自 ${waiting.since} 起等待${waiting.waitsForLabel}${next}${overdue}`;
}

/**
 * Makes what tries locally first and, if that fails, as an activity that everybody can see; `keep` is told what is waited for then. Local ones
 * take turns: a replay hears at one moment of two that ran side by side, and what follows from them would come in another order than it was
 * recorded in.
 */
function takingTurns(keep: (waiting: Waiting) => void) {
  type Activities = ProcessActivities | typeof visible;
  let turn: Promise<unknown> = Promise.resolve();
  return async <Result>(run: (activities: Activities) => Promise<Result>, waitingIn: (result: Result) => Waiting): Promise<Result> => {
    const kept = async (activities: Activities): Promise<Result> => {
      const result = await run(activities);
      keep(waitingIn(result));
      return result;
    };
    const local = turn.then(() => kept(quick));
    turn = local.catch(() => undefined);
    try {
      return await local;
    } catch (failure) {
      if (isCancellation(failure)) throw failure;
      return await kept(visible);
    }
  };
}

/**
 * Runs any lifecycle: serves its commands, keeps one timer for the next due instant, delivers follow-ups, and looks at the record again when asked to.
 * What is decided stands in the record; this run only waits and can be started anew at any time.
 */
export async function process(input: ProcessInput): Promise<void> {
  let waiting = input.waiting;
  let described = '';
  let stale = false;
  const undelivered: string[] = [...(input.waiting?.followUps ?? [])];

  const keep = (next: Waiting): void => {
    undelivered.push(...next.followUps.filter((id) => !undelivered.includes(id)));
    if (waiting && next.revision < waiting.revision) return;
    waiting = next;
    setCurrentDetails(inWords(next));
    const marks = `${next.stage} ${next.waitsFor} ${next.overdueSince ?? ''}`;
    if (marks === described) return;
    described = marks;
    upsertSearchAttributes([
      { key: ATTRIBUTES.stage, value: next.stageLabel },
      { key: ATTRIBUTES.waitingFor, value: next.waitsForLabel },
      { key: ATTRIBUTES.dueAt, value: next.next ? new Date(next.next.at) : null },
      { key: ATTRIBUTES.overdue, value: next.overdueSince !== undefined },
    ]);
  };

  const firstQuick = takingTurns(keep);

  setDefaultUpdateHandler(async (_command, commandId): Promise<Answer> => {
    const { answer } = await firstQuick(
      (activities) => activities.record(String(commandId)),
      ({ waiting: next }) => next,
    );
    return answer;
  });
  setHandler(defineSignal(REFRESH), () => {
    stale = true;
  });
  if (waiting) setCurrentDetails(inWords(waiting));

  // An opening command that came with the start brings what is waited for; only a run without one must look.
  await condition(allHandlersFinished);
  if (!waiting) await firstQuick((activities) => activities.look(input.processId), itself);

  for (;;) {
    if (stale) {
      stale = false;
      await firstQuick((activities) => activities.look(input.processId), itself);
    }
    if (undelivered.length > 0) await deliverAll(undelivered);
    const now: Waiting | undefined = waiting;
    if (!now) return;
    if (undelivered.length === 0 && !stale && allHandlersFinished()) {
      if (now.ended) return;
      if (workflowInfo().historyLength > EVENTS_PER_RUN)
        await continueAsNew<typeof process>({ processId: input.processId, waiting: { ...now, followUps: [] } });
    }
    const mayLeave = () => (waiting?.ended === true || workflowInfo().historyLength > EVENTS_PER_RUN) && allHandlersFinished();
    const awake = () => stale || undelivered.length > 0 || waiting?.next?.at !== now.next?.at || mayLeave();
    if (!now.next) {
      await condition(awake);
      continue;
    }
    const milliseconds = Date.parse(now.next.at) - Date.now();
    const fell = milliseconds <= 0 || !(await condition(awake, milliseconds, { summary: `${now.next.date} ${now.next.label}` }));
    if (fell) {
      const at = new Date().toISOString();
      await firstQuick((activities) => activities.recordFallenDue(input.processId, at), itself);
    }
  }
}

/** Delivers what is on the list; what three attempts could not deliver is left to the relay. */
async function deliverAll(undelivered: string[]): Promise<void> {
  const batch = undelivered.splice(0, undelivered.length);
  try {
    await courier.deliver(batch);
  } catch (failure) {
    if (isCancellation(failure)) throw failure;
  }
}
