import { randomUUID } from 'node:crypto';
import { chainHash } from '../../activities/record/identity.ts';
import type { Database } from '../../prisma/client.ts';
import type { Finding } from './faults-judge.ts';
import type { FaultStack } from './faults-stack.ts';

/** One way in which the record could go wrong, made by hand; the checker must find it. */
export interface Mutation {
  name: string;
  kind: Finding['kind'];
  /** Spoils something that was well; returns what the finding must name. */
  make(stack: FaultStack): Promise<string>;
}

const used: string[] = [];

/** A process that no other mutation has touched. */
async function untouched(database: Database, where: object) {
  const process = await database.process.findFirstOrThrow({
    where: { id: { notIn: used }, ...where },
    orderBy: { openedAt: 'asc' },
  });
  used.push(process.id);
  return process;
}

/** The command of a person that opened an untouched process. */
async function opening(database: Database) {
  const { id } = await untouched(database, { kind: 'referral' });
  return await database.command.findFirstOrThrow({ where: { processId: id, name: 'open' } });
}

/** What a record without the question "was it decided already?" writes when an answer was lost: the same decision on top of itself. */
async function decideTwice({ database }: FaultStack): Promise<string> {
  const { id, revision, lastEventHash } = await untouched(database, { kind: 'referral', revision: { gte: 2 } });
  const { data, hash: _, ...last } = await database.event.findUniqueOrThrow({ where: { processId_revision: { processId: id, revision } } });
  const { type, commandId, command, personId, onDay: on } = last;
  const envelope = { revision: revision + 1, commandId, command, personId, on };
  const hash = chainHash(lastEventHash, { event: { type, ...(data as object) }, envelope });
  await database.event.create({ data: { ...last, data: data as object, revision: revision + 1, previousHash: lastEventHash, hash } });
  await database.process.update({ where: { id }, data: { revision: revision + 1, lastEventHash: hash } });
  await database.command.update({ where: { id: commandId }, data: { result: { revision: revision + 1 } } });
  return id;
}

/** A ledger row like one that stands, under another id. */
async function copyRow(database: Database, changes: object): Promise<string> {
  const { sequence: _, result, body, opening: pinned, ...row } = await opening(database);
  const id = randomUUID();
  await database.command.create({ data: { ...row, result: result ?? {}, body: body ?? {}, opening: pinned ?? {}, id, ...changes } });
  return id;
}

/** One of each sort. */
export const MUTATIONS: readonly Mutation[] = [
  { name: 'a decision that was written twice', kind: 'doubled', make: decideTwice },
  {
    name: 'a command that was acknowledged and is gone',
    kind: 'lost',
    async make({ database }) {
      const { id, idempotencyKey } = await opening(database);
      await database.command.delete({ where: { id } });
      return idempotencyKey ?? '';
    },
  },
  {
    name: 'a command that was acknowledged and has no event',
    kind: 'lost',
    async make({ database }) {
      const { id, processId } = await opening(database);
      await database.event.deleteMany({ where: { processId } });
      return id;
    },
  },
  {
    name: 'a command that nobody gave',
    kind: 'unexpected',
    async make({ database }) {
      const idempotencyKey = randomUUID();
      await copyRow(database, { idempotencyKey });
      return idempotencyKey;
    },
  },
  {
    name: 'a follow-up that no command decided',
    kind: 'unexpected',
    make: ({ database }) =>
      copyRow(database, { idempotencyKey: null, personId: null, organisationId: null, role: 'system', causeId: randomUUID() }),
  },
  {
    name: 'an event that was changed',
    kind: 'chain',
    async make({ database }) {
      const { id } = await untouched(database, { kind: 'referral' });
      await database.$executeRaw`UPDATE event SET data = data || '{"minor": true}' WHERE process_id = ${id} AND revision = 1`;
      return id;
    },
  },
  {
    name: 'a state that is not the fold of its events',
    kind: 'state',
    async make({ database }) {
      const { id } = await untouched(database, { kind: 'referral' });
      await database.$executeRaw`UPDATE process SET state = jsonb_set(state, '{own,title}', '"其他"') WHERE id = ${id}`;
      return id;
    },
  },
  {
    name: 'a command of which its run does not know',
    kind: 'undelivered',
    async make({ database }) {
      const { id } = await opening(database);
      await database.command.update({ where: { id }, data: { deliveredAt: null } });
      return id;
    },
  },
  {
    name: 'a process that shows as broken',
    kind: 'broken',
    async make({ database }) {
      const { id } = await untouched(database, { kind: 'referral' });
      await database.process.update({ where: { id }, data: { broken: 'Error' } });
      return id;
    },
  },
  {
    name: 'an open process without a run',
    kind: 'run',
    async make({ database, client }) {
      const { id, kind } = await untouched(database, { ended: false });
      await client.workflow.getHandle(`${kind}-${id}`).terminate('spoilt on purpose');
      return id;
    },
  },
  {
    name: 'a run whose process has ended',
    kind: 'run',
    async make({ database }) {
      const { id } = await untouched(database, { ended: false });
      await database.process.update({ where: { id }, data: { ended: true } });
      return id;
    },
  },
  {
    name: 'a timer for another instant',
    kind: 'timer',
    async make({ database }) {
      const { id } = await untouched(database, { ended: false, nextDueAt: { not: null } });
      await database.$executeRaw`UPDATE process SET next_due_at = next_due_at + interval '1 hour' WHERE id = ${id}`;
      return id;
    },
  },
  {
    name: 'a duty that fell due unnoticed',
    kind: 'timer',
    async make({ database }) {
      const { id } = await untouched(database, { ended: false, nextDueAt: { not: null } });
      await database.$executeRaw`UPDATE duty SET falls_due_at = clock_timestamp() - interval '1 hour' WHERE process_id = ${id} AND status = 'open'`;
      return id;
    },
  },
  {
    name: 'a reminder that was told twice',
    kind: 'reminder',
    async make({ database }) {
      const { personId, lines } = await database.notification.findFirstOrThrow();
      await database.notification.create({ data: { id: randomUUID(), personId, morning: '2000-01-01', title: '', lines: lines ?? [] } });
      return personId;
    },
  },
];
