import { z } from 'zod';
import { CatalogueError } from '../../domain/errors.ts';
import type { Pack } from '../../domain/pack.ts';
import { IdText } from '../../domain/schema/api/common.ts';
import { PackAnswer, PacksAnswer, RuleAnswer, SlotAnswer } from '../../domain/schema/api/pack.ts';
import { SLOTS, type SlotName } from '../../domain/slots.ts';
import { presentPack, presentPackRow, presentRule, presentSlot } from '../presenters/pack.ts';
import { ok, type Route, route } from '../route.ts';
import type { Services } from '../services.ts';

const tag = '政策';

/** The policy packs: what each clause says and does. */
export const packRoutes: Route[] = [
  route(
    { method: 'get', path: '/api/packs', id: 'listPacks', summary: '政策包列表', tag, answers: { 200: PacksAnswer } },
    async (_input, { packs }) => ok({ items: [...packs.packs.values()].map(presentPackRow) }),
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
    async ({ params }, services) => ok(presentPack(packOf(services, params.id))),
  ),
  route(
    {
      method: 'get',
      path: '/api/packs/:id/rules/:ruleId',
      id: 'getRule',
      summary: '一条规则：条款、取值、算例',
      tag,
      params: z.strictObject({ id: IdText, ruleId: IdText }),
      answers: { 200: RuleAnswer },
      problems: ['pack.unknown'],
    },
    async ({ params }, services) => {
      const rule = packOf(services, params.id).rules.find(({ id }) => id === params.ruleId);
      if (!rule) throw new CatalogueError('object.not-found', '政策包中没有这条规则');
      return ok(presentRule(rule));
    },
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
];

function isSlot(text: string): text is SlotName {
  return Object.hasOwn(SLOTS, text);
}

function packOf({ packs }: Pick<Services, 'packs'>, id: string): Pack {
  const pack = packs.packs.get(id);
  if (!pack) throw new CatalogueError('pack.unknown');
  return pack;
}
