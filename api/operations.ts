import { createHash, randomUUID } from 'node:crypto';
import { CatalogueError } from '../domain/errors.ts';
import { workflowId } from '../domain/ids.ts';
import { deliverRow, undeliveredAmong } from '../temporal/ledger.ts';
import { rebuild } from '../temporal/rebuild.ts';
import { REFRESH } from '../workflows/messages.ts';
import type { Caller } from './auth/caller.ts';
import type { StuckRecord } from './queries/operations.ts';
import type { Services } from './services.ts';

/** What an operator may do to a process; none of it decides anything. */
type OperatorAct = 'retry' | 'refresh' | 'rebuild';

const DONE: Record<OperatorAct, string> = {
  retry: '未完成的操作已重新送办',
  refresh: '已请流程重新查看记录',
  rebuild: '运行已按记录重建',
};

/** Does it, and keeps who did it and why in the ledger; a repeated key does it once. Throws `engine.unreachable`. */
export async function operate(
  act: OperatorAct,
  process: StuckRecord,
  reason: string,
  key: string,
  caller: Caller,
  services: Services,
): Promise<string> {
  const bodyHash = createHash('sha256')
    .update(JSON.stringify([act, process.id, reason]))
    .digest('hex');
  const { personId, organisationId, role } = caller.actor;
  const known = await services.database.command.findUnique({ where: { personId_idempotencyKey: { personId, idempotencyKey: key } } });
  if (known && known.bodyHash !== bodyHash) throw new CatalogueError('request.key-reused');
  if (known) return DONE[act];
  await ACTS[act](process, services);
  await services.database.$executeRaw`
    INSERT INTO command (id, process_id, kind, name, body, body_hash, idempotency_key, person_id, organisation_id, role, outcome, result, recorded_at, delivered_at)
    VALUES (${randomUUID()}, ${process.id}, ${process.kind}, ${`operator-${act}`}, ${JSON.stringify({ reason })}::jsonb, ${bodyHash}, ${key}, ${personId},
      ${organisationId}, ${role}, 'accepted', ${JSON.stringify({ revision: process.revision })}::jsonb, clock_timestamp(), clock_timestamp())
    ON CONFLICT DO NOTHING`;
  return DONE[act];
}

const ACTS: Record<OperatorAct, (process: StuckRecord, services: Services) => Promise<void>> = {
  /** Commands that ended in a defect are given anew, in their old order and with their old day of receipt; then what is undelivered is delivered. */
  async retry(process, services) {
    await services.database.$executeRaw`
      INSERT INTO command (id, process_id, kind, name, body, body_hash, person_id, organisation_id, role, cause_id, opening, received_at)
      SELECT id || '~', process_id, kind, name, body, body_hash, person_id, organisation_id, role, id, opening, received_at
      FROM command WHERE process_id = ${process.id} AND outcome = 'failed' ORDER BY sequence
      ON CONFLICT DO NOTHING`;
    const waiting = await services.database.$queryRaw<
      { id: string }[]
    >`SELECT id FROM command WHERE process_id = ${process.id} AND delivered_at IS NULL`;
    if (waiting.length === 0) return;
    const ids = waiting.map(({ id }) => id);
    for (const row of await undeliveredAmong(services, ids)) await reach(deliverRow(services, row));
  },
  async refresh(process, { temporal }) {
    await reach(temporal.workflow.getHandle(workflowId(process.kind, process.id)).signal(REFRESH));
  },
  async rebuild({ id }, services) {
    await reach(rebuild(services, { processId: id }));
  },
};

/** An operator is told at once that Temporal cannot be reached: nothing of theirs waits for it. */
async function reach(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (failure) {
    if (failure instanceof Error && failure.name === 'WorkflowNotFoundError') {
      throw new CatalogueError('object.not-found', '流程没有正在进行的运行，请改用“重建”');
    }
    throw new CatalogueError('engine.unreachable');
  }
}
