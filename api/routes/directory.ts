import { z } from 'zod';
import { CatalogueError } from '../../domain/errors.ts';
import { IdText } from '../../domain/schema/api/common.ts';
import {
  OrganisationAnswer,
  OrganisationsAnswer,
  OrganisationsQuery,
  WorkersAnswer,
  WorkersQuery,
} from '../../domain/schema/api/directory.ts';
import { presentOrganisation, presentOrganisationRow } from '../presenters/organisation.ts';
import { findOrganisation, listOrganisations } from '../queries/organisations.ts';
import { listWorkers } from '../queries/workers.ts';
import { ok, type Route, route } from '../route.ts';

const tag = '机构与人员';

/** The tree of organisations, and the rosters. */
export const directoryRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/api/organisations',
      id: 'listOrganisations',
      summary: '机构列表',
      tag,
      query: OrganisationsQuery,
      answers: { 200: OrganisationsAnswer },
    },
    async ({ query }, { database }) => {
      const page = await listOrganisations(database, query);
      return ok({ items: page.items.map(presentOrganisationRow), next: page.next });
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/organisations/:id',
      id: 'getOrganisation',
      summary: '机构详情',
      tag,
      params: z.strictObject({ id: IdText }),
      answers: { 200: OrganisationAnswer },
    },
    async ({ params }, { database }) => {
      const organisation = await findOrganisation(database, params.id);
      if (!organisation) throw new CatalogueError('object.not-found');
      return ok(presentOrganisation(organisation));
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/workers',
      id: 'listWorkers',
      summary: '驻站社工名册；查阅姓名会留痕',
      tag,
      query: WorkersQuery,
      answers: { 200: WorkersAnswer },
      problems: ['access.forbidden'],
    },
    async ({ caller, query }, { database }) => {
      if (caller.actor.role === 'operator') throw new CatalogueError('access.forbidden', '运维不能查阅个人信息');
      return ok(await listWorkers(database, caller, query));
    },
  ),
];
