import { z } from 'zod';
import type { EventDates } from '../../domain/deadline.ts';
import { CatalogueError } from '../../domain/errors.ts';
import type { PlainDate } from '../../domain/ids.ts';
import type { Pack, Rule, TriggerEvent } from '../../domain/pack.ts';
import { IdText } from '../../domain/schema/api/common.ts';
import { RuleAnswer } from '../../domain/schema/api/pack.ts';
import { DayAnswer, DayQuery, SourceAnswer, SourceQuery, VerdictAnswer, VerdictQuery } from '../../domain/schema/api/pack-trial.ts';
import { presentRule, presentSource } from '../presenters/pack-rule.ts';
import { presentDay, presentVerdict } from '../presenters/pack-trial.ts';
import { ok, type Route, route } from '../route.ts';
import type { Services } from '../services.ts';

const tag = '政策';
const params = z.strictObject({ id: IdText, ruleId: IdText });

/** One rule: its clause in the source text, what it does, and what comes out of it for dates and values that are not on record. */
export const ruleRoutes: Route[] = [
  route(
    {
      method: 'get',
      path: '/api/packs/:id/rules/:ruleId',
      id: 'getRule',
      summary: '一条规则：条款、取值、作用、算例',
      tag,
      params,
      answers: { 200: RuleAnswer },
      problems: ['pack.unknown'],
    },
    async ({ params: { id, ruleId } }, services) => {
      const { pack, rule } = ruleOf(services, id, ruleId);
      return ok(presentRule(rule, pack, services.packs));
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/packs/:id/rules/:ruleId/source',
      id: 'getRuleSource',
      summary: '规则所引条款在原文中的位置，附前后各行',
      tag,
      params,
      query: SourceQuery,
      answers: { 200: SourceAnswer },
      problems: ['pack.unknown'],
    },
    async ({ params: { id, ruleId }, query }, services) => ok(presentSource(ruleOf(services, id, ruleId).rule, query.around)),
  ),
  route(
    {
      method: 'get',
      path: '/api/packs/:id/rules/:ruleId/day',
      id: 'tryRuleDay',
      summary: '假定事件发生在某日，这条规则的截止日及逐日说明',
      tag,
      params,
      query: DayQuery,
      answers: { 200: DayAnswer },
      problems: ['pack.unknown', 'policy.no-rule', 'calendar.out-of-range'],
    },
    async ({ params: { id, ruleId }, query: { filling, event, date } }, services) => {
      const { pack, rule } = ruleOf(services, id, ruleId);
      return ok(presentDay(rule, pack, filling, paired(event ?? [], date ?? []), services));
    },
  ),
  route(
    {
      method: 'get',
      path: '/api/packs/:id/rules/:ruleId/verdict',
      id: 'tryRuleVerdict',
      summary: '假定一个数值，这条规则是否符合',
      tag,
      params,
      query: VerdictQuery,
      answers: { 200: VerdictAnswer },
      problems: ['pack.unknown', 'policy.no-rule'],
    },
    async ({ params: { id, ruleId }, query: { filling, value, baseValue } }, services) => {
      const { pack, rule } = ruleOf(services, id, ruleId);
      return ok(presentVerdict(rule, pack, filling, value, baseValue));
    },
  ),
];

/** The pack of this id; throws `pack.unknown`. */
export function packOf({ packs }: Pick<Services, 'packs'>, id: string): Pack {
  const pack = packs.packs.get(id);
  if (!pack) throw new CatalogueError('pack.unknown');
  return pack;
}

function ruleOf(services: Pick<Services, 'packs'>, id: string, ruleId: string): { pack: Pack; rule: Rule } {
  const pack = packOf(services, id);
  const rule = pack.rules.find((one) => one.id === ruleId);
  if (!rule) throw new CatalogueError('object.not-found', '政策包中没有这条规则');
  return { pack, rule };
}

/** Events with their dates, which stand in two lists of one length; the same event twice would hide the first. */
function paired(events: readonly TriggerEvent[], dates: readonly PlainDate[]): EventDates {
  const wrong = (field: string, problem: string, allowed: string) =>
    new CatalogueError('request.invalid', problem, [
      { field, problem, received: `${events.length} 个事件，${dates.length} 个日期`, allowed },
    ]);
  if (dates.length < events.length) throw wrong('date', '每个起算事件都要有日期', `${events.length} 个日期`);
  if (dates.length > events.length) throw wrong('event', '每个日期都要有起算事件', `${dates.length} 个事件`);
  if (new Set(events).size < events.length) throw wrong('event', '同一个起算事件只能有一个日期', '各不相同的事件');
  return Object.fromEntries(events.map((event, at) => [event, dates[at]]));
}
