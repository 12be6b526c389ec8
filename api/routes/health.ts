import { z } from 'zod';
import { isDatabaseReachable, isTemporalReachable } from '../health.ts';
import { ok, publicRoute, type Route } from '../route.ts';

const tag = '运维';
const State = z.enum(['ok', 'down']);

/** Whether the process lives, and whether it can work. */
export const healthRoutes: Route[] = [
  publicRoute(
    {
      method: 'get',
      path: '/livez',
      id: 'isAlive',
      summary: '进程是否在运行',
      tag,
      answers: { 200: z.strictObject({ status: z.literal('ok') }) },
    },
    async () => ok({ status: 'ok' }),
  ),
  publicRoute(
    {
      method: 'get',
      path: '/readyz',
      id: 'isReady',
      summary: '数据库和 Temporal 是否可用',
      tag,
      answers: { 200: z.strictObject({ database: State, temporal: State }), 503: z.strictObject({ database: State, temporal: State }) },
    },
    async (_input, services) => {
      const [database, temporal] = await Promise.all([isDatabaseReachable(services), isTemporalReachable(services)]);
      const answer = { database: database ? 'ok' : 'down', temporal: temporal ? 'ok' : 'down' };
      return { status: database && temporal ? 200 : 503, body: answer };
    },
  ),
];
