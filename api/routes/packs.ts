import { z } from 'zod';
import { CatalogueError } from '../../domain/errors.ts';
import { IdText } from '../../domain/schema/api/common.ts';
import { PackAnswer, PacksAnswer, SlotAnswer } from '../../domain/schema/api/pack.ts';
import { ComparisonAnswer, ComparisonQuery, DefaultsAnswer, SlotsAnswer } from '../../domain/schema/api/pack-tables.ts';
import { presentPack, presentPackRow, presentSlot } from '../presenters/pack.ts';
import { isSlot } from '../presenters/pack-rule.ts';
import { presentComparison, presentDefaults, presentSlots } from '../presenters/pack-tables.ts';
import { ok, type Route, route } from '../route.ts';
import { packOf, ruleRoutes } from './pack-rules.ts';

const tag = '政策';

/** The policy packs: what each clause says and does. */
export const packRoutes: Route[] = [
  route(
    { method: 'get', path: '/api/packs', id: 'listPacks', summary: '政策包列表，附完整程度', tag, answers: { 200: PacksAnswer } },
    async (_input, { packs }) => ok({ items: [...packs.packs.values()].map((pack) => presentPackRow(pack, packs)) }),
  ),
  route(
    {
      method: 'get',
      path: '/api/pack-comparison',
      id: 'comparePacks',
      summary: '两个政策包按规则位对照',
      tag,
      query: ComparisonQuery,
      answers: { 200: ComparisonAnswer },
      problems: ['pack.unknown'],
    },
    async ({ query }, services) => ok(presentComparison(packOf(services, query.left), packOf(services, query.right), services.packs)),
  ),
  route(
    { method: 'get', path: '/api/slots', id: 'listSlots', summary: '全部规则位，以及哪些政策包填了它', tag, answers: { 200: SlotsAnswer } },
    async (_input, { packs }) => ok(presentSlots(packs)),
  ),
  route(
    {
      method: 'get',
      path: '/api/defaults',
      id: 'listDefaults',
      summary: '条文没有写明时所用的默认值',
      tag,
      answers: { 200: DefaultsAnswer },
    },
    async (_input, { packs }) => ok(presentDefaults(packs)),
  ),
  route(
    {
      method: 'get',
      path: '/api/packs/:id',
      id: 'getPack',
      summary: '政策包及其规则',
      tag,
      params: z.strictObject({ id: IdText }),
      answers: { 200: PackAnswer },
      problems: ['pack.unknown'],
    },
    async ({ params }, services) => ok(presentPack(packOf(services, params.id), services.packs)),
  ),
  route(
    {
      method: 'get',
      path: '/api/packs/:id/slots/:slot',
      id: 'getSlot',
      summary: '政策包在一个规则位上的规定',
      tag,
      params: z.strictObject({ id: IdText, slot: z.string().max(60) }),
      answers: { 200: SlotAnswer },
      problems: ['pack.unknown', 'slot.unknown'],
    },
    async ({ params }, services) => {
      const pack = packOf(services, params.id);
      if (!isSlot(params.slot)) throw new CatalogueError('slot.unknown');
      return ok(presentSlot(pack, params.slot));
    },
  ),
  ...ruleRoutes,
];
