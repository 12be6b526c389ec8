import { z } from 'zod';
import { CatalogueError } from '../../domain/errors.ts';
import { IdText } from '../../domain/schema/api/common.ts';
import { OperationsAnswer, OperatorAnswer, OperatorBody, StuckAnswer, StuckQuery } from '../../domain/schema/api/operations.ts';
import { idempotencyKeyOf } from '../headers.ts';
import { isDatabaseReachable, isTemporalReachable } from '../health.ts';
import { operate } from '../operations.ts';
import { presentStuck } from '../presenters/operations.ts';
import { countStuck, findForOperator, listStuck } from '../queries/operations.ts';
import { ok, type Route, route } from '../route.ts';

const tag = '运维';

/** What stands still, why, and what an operator may do about it. */
export const operationsRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/api/operations',
      id: 'getOperations',
      summary: '运行情况：各类停留的流程数、Temporal UI 的地址',
      tag,
      access: 'operator',
      answers: { 200: OperationsAnswer },
    },
    async (_input, services) => {
      const [stuck, database, temporal] = await Promise.all([
        countStuck(services.database),
        isDatabaseReachable(services),
        isTemporalReachable(services),
      ]);
      const health = { database: database ? 'ok' : 'down', temporal: temporal ? 'ok' : 'down' };
      return ok({ ...stuck, temporalUiUrl: services.settings.temporalUiUrl ?? null, health });
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/operations/processes',
      id: 'listStuck',
      summary: '停留的流程，最久的在前',
      tag,
      access: 'operator',
      query: StuckQuery,
      answers: { 200: StuckAnswer },
    },
    async ({ caller, query }, services) => {
      const page = await listStuck(services.database, query);
      return ok({ items: page.items.map((record) => presentStuck(record, caller, services)), next: page.next });
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/operations/processes/:id/:act',
      id: 'operate',
      summary: '重新送办、重新查看记录或按记录重建运行，须说明理由',
      tag,
      access: 'operator',
      params: z.strictObject({ id: IdText, act: z.enum(['retry', 'refresh', 'rebuild']) }),
      body: OperatorBody,
      headers: ['Idempotency-Key'],
      answers: { 200: OperatorAnswer },
      problems: ['engine.unreachable'],
    },
    async ({ caller, params, body, request }, services) => {
      const key = idempotencyKeyOf(request);
      const process = await findForOperator(services.database, params.id);
      if (!process) throw new CatalogueError('object.not-found');
      return ok({ done: await operate(params.act, process, body.reason, key, caller, services) });
    },
  ),
];
