import { z } from 'zod';
import { CatalogueError } from '../../domain/errors.ts';
import type { ProcessKind } from '../../domain/ids.ts';
import { LIFECYCLES } from '../../domain/registry.ts';
import { CommandAccepted, CommandAnswer, CommandPending, FormAnswer, FormParams, FormQuery } from '../../domain/schema/api/command.ts';
import { IdText } from '../../domain/schema/api/common.ts';
import { StationsField } from '../../domain/schema/fields.ts';
import type { Caller } from '../auth/caller.ts';
import { allBodies, bodyJsonSchema, bodySchema } from '../command-schemas.ts';
import { type CommandRequest, RefusedError, type CommandAnswer as Submitted } from '../commands.ts';
import { parseOrThrow } from '../field-problems.ts';
import { etagOf, expectedRevisionOf, idempotencyKeyOf } from '../headers.ts';
import { presentCommand } from '../presenters/command.ts';
import { type Choice, presentForm } from '../presenters/form.ts';
import { presentProcess } from '../presenters/process.ts';
import { findCommand } from '../queries/commands.ts';
import { namesOf } from '../queries/organisations.ts';
import type { ProcessWhole } from '../queries/processes.ts';
import { type Answer, ok, processRoute, type Route, route } from '../route.ts';
import { policyOf, type Services } from '../services.ts';
import { seen } from './processes.ts';

const tag = '办理';
/** The part of a road's and its children's state that names stations, with their towns or without. */
const WithStations = z.object({ stations: z.union([StationsField, z.array(z.string())]) });

/** Giving commands, the forms for them, and what became of them. */
export const commandRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/api/forms/:kind/:command',
      id: 'getForm',
      summary: '一项操作的表单：内容的 JSON Schema、政策列出的各项、预填值',
      tag,
      params: FormParams,
      query: FormQuery,
      answers: { 200: FormAnswer },
      problems: ['command.unknown', 'pack.unknown'],
    },
    async ({ caller, params, query }, services) => {
      const schema = bodyJsonSchema(params.kind, params.command);
      if (!schema) throw unknownCommand(params.kind, params.command);
      const process = query.processId === undefined ? undefined : await seen(caller, query.processId, services);
      if (process && process.kind !== params.kind) throw new CatalogueError('object.not-found');
      const policy = policyOf(services, process?.packId ?? caller.packId ?? '', process?.packVersion);
      return ok(presentForm(params.kind, params.command, schema, policy, process, process && (await stationsOf(process, services))));
    },
  ),
  processRoute(
    {
      method: 'post',
      path: '/api/processes/:id/commands/:name',
      id: 'giveCommand',
      summary: '办理一项操作；内容见 /api/forms/{kind}/{command}',
      tag,
      params: z.strictObject({ id: IdText, name: z.string().max(60) }),
      body: z.looseObject({}),
      bodies: allBodies(),
      headers: ['Idempotency-Key', 'If-Match'],
      answers: { 200: CommandAccepted, 202: CommandPending },
      problems: [
        'command.unknown',
        'command.failed',
        'access.forbidden',
        'access.same-person',
        'process.closed',
        'process.wrong-stage',
        'process.already-done',
        'policy.condition-unmet',
        'policy.document-missing',
        'policy.out-of-order',
        'policy.date-in-future',
        'policy.no-rule',
        'policy.override-needed',
        'calendar.out-of-range',
      ],
    },
    async ({ caller, params, body, request, process }, services) => {
      const idempotencyKey = idempotencyKeyOf(request);
      const expectedRevision = expectedRevisionOf(request);
      const { id, kind } = process;
      const schema = bodySchema(kind, params.name);
      if (!schema) throw unknownCommand(kind, params.name);
      const parsed = parseOrThrow(schema, body, 'request.invalid');
      const command = {
        kind,
        processId: id,
        name: params.name,
        body: parsed,
        actor: caller.actor,
        idempotencyKey,
        expectedRevision,
        before: process,
      };
      return await submit(command, 200, caller, services);
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/commands/:id',
      id: 'getCommand',
      summary: '一项操作的结果；只有办理人可以查看',
      tag,
      params: z.strictObject({ id: IdText }),
      answers: { 200: CommandAnswer },
    },
    async ({ caller, params }, { database }) => {
      const command = await findCommand(database, caller.actor.personId, params.id);
      if (!command) throw new CatalogueError('object.not-found');
      return ok(presentCommand(command));
    },
  ),
];

/** Hands a command to the ledger and presents what became of it: done, refused, or received while the engine is away. */
export async function submit(command: CommandRequest, status: 200 | 201, caller: Caller, services: Services): Promise<Answer> {
  const submitted = await services.commands.submit(command);
  if (submitted.outcome === 'pending') {
    const address = `/api/commands/${submitted.commandId}`;
    return { status: 202, body: { command: { id: submitted.commandId, outcome: 'pending', address } }, headers: { Location: address } };
  }
  requireAccepted(submitted);
  const [process] = await Promise.all([seen(caller, submitted.processId, services), submitted.noted]);
  const body = { command: { id: submitted.commandId, outcome: 'accepted' }, process: presentProcess(process, services) };
  const location = status === 201 && { Location: `/api/processes/${process.id}` };
  return { status, body, headers: { ETag: etagOf(process.revision), ...location } };
}

/** The stations of a process by name; a form that asks for one of them offers these and no others. */
async function stationsOf({ folded }: ProcessWhole, { database }: Services): Promise<Choice[]> {
  const parsed = WithStations.safeParse(folded.own);
  const ids = parsed.success ? parsed.data.stations.map((one) => (typeof one === 'string' ? one : one.station)) : [];
  const names = await namesOf(database, ids);
  return ids.map((id) => ({ value: id, label: names.get(id) ?? id }));
}

function requireAccepted(submitted: Submitted): asserts submitted is Extract<Submitted, { outcome: 'accepted' }> {
  if (submitted.outcome === 'refused') throw new RefusedError(submitted.refusal);
  if (submitted.outcome === 'failed') throw new CatalogueError(submitted.code);
}

function unknownCommand(kind: ProcessKind, name: string): CatalogueError {
  const lifecycle = LIFECYCLES[kind];
  return new CatalogueError('command.unknown', `${lifecycle.title}没有这项操作`, [
    { field: 'name', problem: '没有这项操作', received: name, allowed: Object.keys(lifecycle.commands) },
  ]);
}
