import { z } from 'zod';
import { CatalogueError } from '../../domain/errors.ts';
import { IdText } from '../../domain/schema/api/common.ts';
import { DutyExplanation } from '../../domain/schema/api/duty.ts';
import { ProcessAnswer, ProcessesAnswer, ProcessesQuery, TimelineAnswer, TimelineQuery } from '../../domain/schema/api/process.ts';
import type { Caller } from '../auth/caller.ts';
import { etagOf } from '../headers.ts';
import { presentExplanation } from '../presenters/duty.ts';
import { factsOf } from '../presenters/facts.ts';
import { presentProcess, presentProcessPage } from '../presenters/process.ts';
import { presentTimeline } from '../presenters/timeline.ts';
import { dutiesOf, findDuty } from '../queries/duties.ts';
import { findProcess, listProcesses, type ProcessWhole, relatedProcesses } from '../queries/processes.ts';
import { listEvents } from '../queries/timeline.ts';
import { ok, processRoute, type Route, route } from '../route.ts';
import type { Services } from '../services.ts';

const tag = '流程';
const ProcessParams = z.strictObject({ id: IdText });
const DutyParams = z.strictObject({ id: IdText, key: z.string().min(1).max(200) });

/** Lists and pages of processes, their duties explained, and what happened. */
export const processRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/api/processes',
      id: 'listProcesses',
      summary: '流程列表',
      tag,
      query: ProcessesQuery,
      answers: { 200: ProcessesAnswer },
    },
    async ({ caller, query }, services) => {
      const { items, next, counts } = await listProcesses(services.database, caller, query);
      return ok({ items: items.map((record) => presentProcess(record, services)), next, counts });
    },
  ),
  processRoute(
    {
      method: 'get',
      path: '/api/processes/:id',
      id: 'getProcess',
      summary: '流程详情，带 ETag',
      tag,
      params: ProcessParams,
      answers: { 200: ProcessAnswer },
    },
    async ({ caller, process }, services) => {
      const [duties, related, facts] = await Promise.all([
        dutiesOf(services.database, process.id),
        relatedProcesses(services.database, caller, process),
        factsOf(process, caller, services),
      ]);
      return ok(presentProcessPage(process, { duties, related, facts }, caller, services), { ETag: etagOf(process.revision) });
    },
  ),
  processRoute(
    {
      method: 'get',
      path: '/api/processes/:id/duties/:key',
      id: 'explainDuty',
      summary: '为什么是这一天：义务及其日期的说明',
      tag,
      params: DutyParams,
      answers: { 200: DutyExplanation },
    },
    async ({ caller, params, process }, services) => {
      const duty = await findDuty(services.database, process.id, params.key);
      if (!duty) throw new CatalogueError('object.not-found');
      return ok(presentExplanation(duty, caller, services));
    },
  ),
  processRoute(
    {
      method: 'get',
      path: '/api/processes/:id/timeline',
      id: 'listTimeline',
      summary: '流程中发生的一切，最近的在前',
      tag,
      params: ProcessParams,
      query: TimelineQuery,
      answers: { 200: TimelineAnswer },
    },
    async ({ caller, query, process }, services) => {
      const page = await listEvents(services.database, process.id, query);
      return ok({ items: await presentTimeline(page.items, process, caller, services), next: page.next });
    },
  ),
];

/** The process, if the caller sees it; another bureau's process does not exist for them. */
export async function seen(caller: Caller, id: string, { database }: Pick<Services, 'database'>): Promise<ProcessWhole> {
  const process = await findProcess(database, caller, id);
  if (!process) throw new CatalogueError('object.not-found');
  return process;
}
