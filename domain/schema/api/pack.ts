import { z } from 'zod';
import { DateText } from './common.ts';

/** What a pack covers and does, counted; `acting`, `shown` and `awaiting` together are all rules, `enforced` … overlap. */
const Completeness = z.strictObject({
  slots: z.int().describe('规则位总数'),
  filled: z.int().describe('有规则的规则位数'),
  empty: z.int().describe('没有规则的规则位数'),
  digest: z.boolean().describe('依据的是摘要而不是全文：没有规则的规则位是原文未收录，不等于没有规定（Q-77）'),
  acting: z.int().describe('起作用的规则数'),
  enforced: z.int().describe('其中办理时检查的'),
  reminded: z.int().describe('其中到期提醒的'),
  computed: z.int().describe('其中参与计算的'),
  shown: z.int().describe('仅供查阅的规则数'),
  awaiting: z.int().describe('等待流程建立的规则数'),
  defaulted: z.int().describe('日期取自默认值的规则数'),
  examples: z.int().describe('算例数，载入时全部通过'),
});

/** A pack in the list of packs. */
export const PackRow = z.strictObject({
  id: z.string().describe('政策包'),
  name: z.string().describe('地区'),
  scope: z.enum(['jurisdiction', 'project']).describe('地区政策，或只供查看、不能据以购买服务的单个项目'),
  version: z.string().describe('版本'),
  effectiveFrom: DateText.describe('起用日'),
  heldBack: z.boolean().describe('政策包的文件有误，沿用最近一次发布的版本'),
  region: z.string().describe('日历地区'),
  ruleCount: z.int().describe('规则数'),
  completeness: Completeness.nullable().describe('完整程度；单个项目不计'),
});

/** All packs. */
export const PacksAnswer = z.strictObject({ items: z.array(PackRow) });

const SlotName = z.strictObject({ slot: z.string().describe('规则位'), title: z.string().describe('规则位名称') });

const RuleRow = z.strictObject({
  id: z.string().describe('规则编号'),
  title: z.string().describe('规则'),
  kind: z.string().describe('规则类别代码'),
  kindName: z.string().describe('规则类别'),
  binding: z.string().describe('约束力代码'),
  bindingName: z.string().describe('约束力'),
  tags: z.array(z.enum(['E', 'R', 'C', 'D', 'H'])).describe('作用：E 管控，R 提醒，C 计算，D 展示，H 收录'),
  standing: z.enum(['acts', 'shown', 'awaits']).describe('acts 起作用，shown 仅供查阅，awaits 等待流程建立'),
  awaits: z.string().nullable().describe('为什么还没有流程执行它；空表示已执行，或只供查阅'),
  clause: z.string().describe('条款'),
  chapter: z.string().describe('所在部分，见 chapters'),
  slot: z.string().nullable().describe('规则位'),
  slotTitle: z.string().nullable().describe('规则位名称'),
  conditionOf: SlotName.nullable().describe('作为哪个规则位的条件'),
  slots: z.array(SlotName).describe('填入的全部规则位，包括同一条款另外填入的'),
});

/** One pack with its rules in the order of the text. */
export const PackAnswer = PackRow.extend({
  contentHash: z.string().describe('内容指纹'),
  source: z.string().describe('文件'),
  levels: z.array(z.strictObject({ level: z.string().describe('级别代码'), name: z.string().describe('当地叫法') })).describe('各级名称'),
  chapters: z
    .array(z.strictObject({ code: z.string().describe('代码'), title: z.string().describe('标题；原文没有标题的只有序号') }))
    .describe('文件的各部分，按原文顺序'),
  rules: z.array(RuleRow).describe('规则'),
  emptySlots: z
    .array(SlotName.extend({ asksName: z.string().describe('由哪个流程使用') }))
    .describe('没有规则的规则位；是没有规定还是原文未收录，见 completeness.digest'),
});

/** What a pack says in one slot; no rule = this system has no such rule. */
export const SlotAnswer = z.strictObject({
  slot: z.string().describe('规则位'),
  title: z.string().describe('规则位名称'),
  kind: z.string().describe('规则类别'),
  rules: z.array(RuleRow).describe('填入该规则位的规则'),
});

const Default = z.strictObject({
  id: z.string().describe('默认值编号'),
  title: z.string().describe('事项'),
  reason: z.string().describe('取值和理由'),
});

/** One event that a live example counts from. */
const TrialEvent = z.strictObject({ event: z.string().describe('事件代码'), eventName: z.string().describe('事件') });

/** What can be worked out live with a rule: a day from events, or a verdict on a value. */
const Trial = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('day').describe('算出日期'),
    filling: z.int().describe('第几项取值，0 为规则本身'),
    title: z.string().describe('算什么'),
    when: z.string().describe('期限，用文字'),
    events: z.array(TrialEvent).describe('起算事件；没有的是写明的日期'),
  }),
  z.strictObject({
    kind: z.literal('verdict').describe('判断数值'),
    filling: z.int().describe('第几项取值，0 为规则本身'),
    title: z.string().describe('判断什么'),
    limit: z.string().describe('标准，用文字'),
    measured: z.string().describe('所量的是什么'),
    unit: z.string().describe('单位'),
    base: z.string().nullable().describe('百分比的基数；不按百分比的为 null'),
    grades: z.array(z.string()).nullable().describe('等级的名称，从 0 起；不按等级的为 null'),
  }),
]);

/** A worked example: what is given, and what must come out. */
const Example = z.strictObject({
  inWords: z.string().describe('算例，用文字'),
  events: z.record(z.string(), DateText).describe('起算事件的日期'),
  due: DateText.nullable().describe('应得的截止日'),
  value: z.number().nullable().describe('取值'),
  baseValue: z.number().nullable().describe('基数'),
  passes: z.boolean().nullable().describe('是否符合'),
});

/** One rule with its clause, its values and its worked examples. */
export const RuleAnswer = RuleRow.extend({
  basis: z
    .strictObject({
      source: z.string().describe('政策文件编号'),
      clause: z.string().describe('条款'),
      line: z.int().describe('原文行号'),
      quote: z.string().describe('原文'),
    })
    .describe('依据'),
  values: z.record(z.string(), z.unknown()).describe('规则的取值'),
  inWords: z.string().describe('规则的取值，用文字'),
  effects: z.array(z.string()).describe('在系统中的作用，用文字'),
  also: z
    .array(
      z.strictObject({
        slot: z.string().describe('规则位'),
        slotTitle: z.string().describe('规则位名称'),
        inWords: z.string().describe('取值，用文字'),
      }),
    )
    .describe('同一条款还用于'),
  inferred: z.array(Default).describe('条文未写、由默认值推定的事项'),
  trials: z.array(Trial).describe('可以当场推算的事项'),
  examples: z.array(Example).describe('算例'),
});
