import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { msToTs } from '@temporalio/common/lib/time.js';
import type { CommandRequest } from '../api/commands.ts';
import { type ProcessId, type ProcessKind, workflowId } from '../domain/ids.ts';
import { loadPacks } from '../policies/load.ts';
import { withDatabase } from '../stack/postgres.ts';
import { deliverCommand } from '../temporal/delivery.ts';
import { COUNTY, cancelledProcurement, memberOf, PACK, roadOpening, roadSteps, type Step } from '../test/support/faults-ways.ts';
import { eventually, type Kit, startKit } from '../test/support/kit.ts';
import { openReferral, request, steps, today } from '../test/support/referral.ts';
import { startSharedStack, stopSharedStack } from '../test/support/shared-stack.ts';

/** Records the histories of test/histories anew: needed after a change of the workflow code that old histories cannot be replayed with. */
const FOLDER = fileURLToPath(new URL('../test/histories', import.meta.url));

/** What the recorded events must not keep: which machine and process did it, and where the code lay there. */
const PRIVATE = new Set(['identity', 'stackTrace', 'binaryChecksum', 'buildId']);
/** The queue of one worker is named after its process and machine. */
const STICKY_QUEUE = /^\d+@/;

function withoutMachine(value: unknown): unknown {
  if (typeof value === 'string') return STICKY_QUEUE.test(value) ? 'recorded' : value;
  if (Array.isArray(value)) return value.map(withoutMachine);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, PRIVATE.has(key) ? 'recorded' : withoutMachine(one)]));
}

async function keep(kit: Kit, name: string, kind: ProcessKind, processId: string, runId?: string): Promise<void> {
  const history = await kit.temporal.workflow.getHandle(workflowId(kind, processId as ProcessId), runId).fetchHistory();
  const { events } = JSON.parse(historyToJSON(history)) as { events: object[] };
  // One event a line: a change shows in the diff as the events that changed.
  const lines = events.map((event) => JSON.stringify(withoutMachine(event)));
  writeFileSync(`${FOLDER}/${name}.json`, `{ "events": [\n${lines.join(',\n')}\n] }\n`);
  console.log(`${name}: ${events.length} events`);
}

async function must(kit: Kit, command: CommandRequest): Promise<void> {
  const answer = await kit.commands.submit(command);
  if (answer.outcome !== 'accepted') throw new Error(`${command.name}: ${JSON.stringify(answer)}`);
}

async function wholeWay(kit: Kit): Promise<void> {
  const id = await openReferral(kit);
  for (const [name, body, actor] of steps()) await must(kit, request(id, name, body, { actor }));
  await eventually(async () => (await kit.temporal.workflow.getHandle(`referral-${id}`).describe()).status.name === 'COMPLETED');
  await keep(kit, 'referral-whole-way', 'referral', id);
}

/** A pack that asks for feedback within ten working days; the server skips sixty days. */
async function timerFired(kit: Kit): Promise<void> {
  const id = await openReferral(kit, 'nm');
  for (const [name, body, actor] of steps().slice(0, 3)) await must(kit, request(id, name, body, { actor }));
  await kit.temporal.workflowService.updateWorkflowExecutionOptions({
    namespace: kit.config.temporal.namespace,
    workflowExecution: { workflowId: `referral-${id}` },
    updateMask: { paths: ['time_skipping_config'] },
    workflowExecutionOptions: {
      timeSkippingConfig: { enabled: true, fastForwardConfig: { id: 'sixty-days', duration: msToTs('60 days') } },
    },
  });
  await eventually(() => kit.database.event.findFirst({ where: { processId: id, type: 'duty-fell-due' } }));
  for (const [name, body, actor] of steps().slice(3)) await must(kit, request(id, name, body, { actor }));
  await eventually(async () => (await kit.temporal.workflow.getHandle(`referral-${id}`).describe()).status.name === 'COMPLETED');
  await keep(kit, 'referral-timer-fired', 'referral', id);
}

/** A road until its procurement is cancelled: each tells the other. */
async function followUps(kit: Kit): Promise<void> {
  const id = randomUUID();
  const policy = loadPacks().policy(PACK);
  const give = (processId: string, { kind, name, body, login }: Step, more: Partial<CommandRequest> = {}) =>
    must(kit, request(processId, name, body, { kind, actor: memberOf(login), ...more }));
  const bureau = memberOf(`${PACK}-clerk`).organisationId;
  const superior = memberOf(`${PACK}-city`).organisationId;
  const parties = { purchaser: bureau, organiser: bureau, signatory: bureau, superior };
  const { body, ...opening } = roadOpening(COUNTY, Number(today().slice(0, 4)));
  const pinned = { packId: PACK, packVersion: policy.pack.version, region: policy.pack.region, cycleId: null, clockId: null };
  await give(id, { ...opening, body: { ...body, parties } }, { opening: pinned });
  for (const step of roadSteps(policy, COUNTY)) await give(id, step);
  const child = await eventually(() => kit.database.process.findFirst({ where: { cycleId: id, kind: 'procurement' } }));
  for (const step of cancelledProcurement(policy, COUNTY)) await give(child.id, step);
  await eventually(() => kit.database.process.findFirst({ where: { id, stage: 'planned' } }));
  await eventually(async () => (await kit.database.command.count({ where: { deliveredAt: null } })) === 0);
  await keep(kit, 'road-with-follow-ups', 'purchase-cycle', id);
  await keep(kit, 'procurement-cancelled', 'procurement', child.id);
}

/** The record's database takes nobody in for some seconds: the quick attempt fails, the visible activity goes on until it succeeds. */
async function outage(kit: Kit): Promise<void> {
  const id = await openReferral(kit);
  const [name, body, actor] = steps()[0];
  const commandId = randomUUID();
  const { personId, organisationId, role } = actor;
  const row = {
    id: commandId,
    processId: id,
    kind: 'referral',
    name,
    body,
    bodyHash: '',
    idempotencyKey: commandId,
    personId,
    organisationId,
    role,
  };
  await kit.database.command.create({ data: row });
  const admin = new URL(kit.testDatabase.url);
  admin.pathname = '/postgres';
  const allow = (yes: boolean) =>
    withDatabase(admin.href, async (client) => {
      await client.query(`ALTER DATABASE ${kit.testDatabase.name} ALLOW_CONNECTIONS ${yes}`);
      if (!yes) await client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${kit.testDatabase.name}'`);
    });
  await allow(false);
  const deliverable = {
    id: commandId,
    kind: 'referral',
    processId: id as ProcessId,
    name,
    cycleId: null,
    packId: 'hn',
    mayOpen: false,
  } as const;
  const answer = deliverCommand(kit.temporal, deliverable, kit.config.temporal.taskQueue);
  const handle = kit.temporal.workflow.getHandle(`referral-${id}`);
  const pending = async () => (await handle.describe()).raw.pendingActivities?.some(({ attempt }) => (attempt ?? 0) > 2);
  try {
    await eventually(pending);
  } finally {
    await allow(true);
  }
  const { outcome } = await answer;
  if (outcome !== 'accepted') throw new Error(`after the outage: ${outcome}`);
  await keep(kit, 'referral-database-outage', 'referral', id);
}

/** So many looks at the record that the run hands over to the next. */
async function continuedAsNew(kit: Kit): Promise<void> {
  const id = await openReferral(kit);
  const handle = kit.temporal.workflow.getHandle(`referral-${id}`);
  const { runId } = await handle.describe();
  const isContinued = async () => (await handle.describe()).runId !== runId;
  for (let looks = 0; !(await isContinued()); looks += 1) {
    if (looks > 200) throw new Error('the run does not continue as new');
    await handle.signal('refresh');
    await kit.temporal.workflow.getHandle(`referral-${id}`).describe();
  }
  for (const [name, body, actor] of steps().slice(0, 2)) await must(kit, request(id, name, body, { actor }));
  await keep(kit, 'referral-continued-first-run', 'referral', id, runId);
  await keep(kit, 'referral-continued-second-run', 'referral', id);
}

async function record(): Promise<void> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const stack = await startSharedStack();
  try {
    const kit = await startKit();
    try {
      for (const scenario of [wholeWay, timerFired, followUps, outage, continuedAsNew]) await scenario(kit);
    } finally {
      // Replays everything that was recorded, with the code that recorded it.
      await kit.close();
    }
  } finally {
    await stopSharedStack(stack);
  }
}

await record();
