import { z } from 'zod';
import { CommandAccepted, CommandPending, PreviewAnswer } from '../../domain/schema/api/command.ts';
import { purchaseCycleSchemas } from '../../domain/schema/commands/purchase-cycle.ts';
import { referralSchemas } from '../../domain/schema/commands/referral.ts';
import { PlainDateField } from '../../domain/schema/fields.ts';
import { idempotencyKeyOf } from '../headers.ts';
import { newProcessId, prepareReferral, prepareRoad } from '../openings.ts';
import { presentPreview } from '../presenters/preview.ts';
import { ok, type Route, route } from '../route.ts';
import { submit } from './commands.ts';

/** The clerk picks stations; who fills which function is found by the server. */
const RoadBody = purchaseCycleSchemas.open.omit({ parties: true });
const ReferralBody = referralSchemas.open.omit({ parties: true });

const PreviewBody = RoadBody.partial({ title: true, amountBudgetYuan: true }).extend({
  assumed: z
    .strictObject({
      awardNoticeOn: PlainDateField.meta({ title: '拟发出中标(成交)通知书的日期' }).exactOptional(),
      signedOn: PlainDateField.meta({ title: '拟签订合同的日期' }).exactOptional(),
      startsOn: PlainDateField.meta({ title: '拟开始服务的日期', description: '不填的，同签订日期' }).exactOptional(),
    })
    .describe('假定的日期；不填的，由其起算的日期暂不推算')
    .exactOptional(),
});

const OPENING_PROBLEMS = [
  'access.forbidden',
  'pack.unknown',
  'policy.no-rule',
  'policy.condition-unmet',
  'process.exists',
  'command.failed',
] as const;

/** Opening a purchase cycle or a referral, and seeing beforehand what a cycle will set in motion. */
export const cycleRoutes: Route[] = [
  route(
    {
      method: 'post',
      path: '/api/purchase-cycles/preview',
      id: 'previewPurchaseCycle',
      summary: '发起采购周期之前：将产生哪些日期，各方是谁',
      tag: '办理',
      body: PreviewBody,
      answers: { 200: PreviewAnswer },
      problems: ['pack.unknown'],
    },
    async ({ caller, body }, services) => ok(presentPreview(await prepareRoad(body.stations, caller, services), body, services)),
  ),
  route(
    {
      method: 'post',
      path: '/api/purchase-cycles',
      id: 'openPurchaseCycle',
      summary: '发起采购周期',
      tag: '办理',
      body: RoadBody,
      headers: ['Idempotency-Key'],
      answers: { 201: CommandAccepted, 202: CommandPending },
      problems: OPENING_PROBLEMS,
    },
    async ({ caller, body, request }, services) => {
      const idempotencyKey = idempotencyKeyOf(request);
      const { parties, opening } = await prepareRoad(body.stations, caller, services);
      const processId = newProcessId();
      const command = { kind: 'purchase-cycle', processId, name: 'open', body: { ...body, parties }, opening } as const;
      return await submit({ ...command, actor: caller.actor, idempotencyKey }, 201, caller, services);
    },
  ),
  route(
    {
      method: 'post',
      path: '/api/referrals',
      id: 'openReferral',
      summary: '提出转介',
      tag: '办理',
      body: ReferralBody,
      headers: ['Idempotency-Key'],
      answers: { 201: CommandAccepted, 202: CommandPending },
      problems: OPENING_PROBLEMS,
    },
    async ({ caller, body, request }, services) => {
      const idempotencyKey = idempotencyKeyOf(request);
      const { parties, opening } = await prepareReferral(body.receiver, caller, services);
      const processId = newProcessId();
      const command = { kind: 'referral', processId, name: 'open', body: { ...body, parties }, opening } as const;
      return await submit({ ...command, actor: caller.actor, idempotencyKey }, 201, caller, services);
    },
  ),
];
