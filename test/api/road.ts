import { expect } from '@jest/globals';
import { itemsIn } from '../../api/presenters/fields.ts';
import type { SlotName } from '../../domain/slots.ts';
import type { Api, Asker, Reply } from './support.ts';

/** The stations of the first county of a pack's demonstration. */
export function stationsOf(pack: string, count = 1): { station: string; town: string }[] {
  return Array.from({ length: count }, (_, index) => ({ station: `${pack}-station-1-${index + 1}`, town: `${pack}-town-1-${index + 1}` }));
}

/** The body of a road's opening as the console sends it. */
export function roadBody(pack: string, more: object = {}): object {
  return { title: '乡镇社工站购买服务', planYear: 2026, stations: stationsOf(pack), amountBudgetYuan: 240_000, ...more };
}

/** Opens a road as the console does. */
export async function open(asker: Asker, pack: string, more: object = {}, key: string = crypto.randomUUID()): Promise<Reply> {
  return await asker.send('POST', '/api/purchase-cycles', { body: roadBody(pack, more), headers: { 'idempotency-key': key } });
}

/** A road that was opened by the clerk of the first county. */
export async function openedRoad(api: Api, pack: string): Promise<{ id: string; clerk: Asker; head: Asker; city: Asker }> {
  const [clerk, head, city] = await Promise.all([api.as(`${pack}-clerk`), api.as(`${pack}-head`), api.as(`${pack}-city`)]);
  const reply = await open(clerk, pack);
  expect(reply.status).toBe(201);
  return { id: reply.body.process.id, clerk, head, city };
}

/** Everything that the pack lists in a slot. */
function everythingIn(api: Api, pack: string, slot: SlotName): string[] {
  return itemsIn(slot, api.services.packs.policy(pack)).map(({ code }) => code);
}

/** A complete annual plan. */
export function planBody(api: Api, pack: string): object {
  const documents = [{ name: '年度实施计划' }];
  return {
    preparedOn: '2026-01-08',
    contents: everythingIn(api, pack, 'plan.contents'),
    programme: everythingIn(api, pack, 'plan.programme'),
    documents,
  };
}
