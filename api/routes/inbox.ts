import { z } from 'zod';
import { CatalogueError } from '../../domain/errors.ts';
import { IdText } from '../../domain/schema/api/common.ts';
import { InboxAnswer, InboxQuery } from '../../domain/schema/api/directory.ts';
import { presentDigest } from '../presenters/inbox.ts';
import { listDigests, markRead } from '../queries/inbox.ts';
import { ok, type Route, route } from '../route.ts';

const tag = '提醒';

/** The digests of the signed-in person. */
export const inboxRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/api/inbox',
      id: 'listInbox',
      summary: '收件箱：每个工作日早晨的提醒',
      tag,
      query: InboxQuery,
      answers: { 200: InboxAnswer },
    },
    async ({ caller, query }, { database }) => {
      const page = await listDigests(database, caller.actor.personId, query);
      return ok({ items: page.items.map(presentDigest), next: page.next });
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/inbox/:id/read',
      id: 'readDigest',
      summary: '标记为已读',
      tag,
      params: z.strictObject({ id: IdText }),
      answers: { 204: null },
    },
    async ({ caller, params }, { database }) => {
      if (!(await markRead(database, caller.actor.personId, params.id))) throw new CatalogueError('object.not-found');
      return { status: 204 };
    },
  ),
];
