import { z } from 'zod';
import { DateText } from './common.ts';

/** A pack in the list of packs. */
const PackRow = z.strictObject({
  id: z.string().describe('政策包'),
  name: z.string().describe('地区'),
  scope: z.enum(['jurisdiction', 'project']).describe('地区政策，或只供查看、不能据以购买服务的单个项目'),
  version: z.string().describe('版本'),
  effectiveFrom: DateText.describe('起用日'),
  region: z.string().describe('日历地区'),
  ruleCount: z.int().describe('规则数'),
});

/** All packs. */
export const PacksAnswer = z.strictObject({ items: z.array(PackRow) });

const RuleRow = z.strictObject({
  id: z.string().describe('规则编号'),
  title: z.string().describe('规则'),
  kind: z.string().describe('规则类别'),
  binding: z.string().describe('约束力代码'),
  bindingName: z.string().describe('约束力'),
  slot: z.string().nullable().describe('规则位'),
  slotTitle: z.string().nullable().describe('规则位名称'),
});

/** One pack with its rules in the order of the text. */
export const PackAnswer = PackRow.extend({
  contentHash: z.string().describe('内容指纹'),
  source: z.string().describe('文件'),
  levels: z.array(z.strictObject({ level: z.string().describe('级别代码'), name: z.string().describe('当地叫法') })).describe('各级名称'),
  rules: z.array(RuleRow).describe('规则'),
});

/** What a pack says in one slot; no rule = this system has no such rule. */
export const SlotAnswer = z.strictObject({
  slot: z.string().describe('规则位'),
  title: z.string().describe('规则位名称'),
  kind: z.string().describe('规则类别'),
  rules: z.array(RuleRow).describe('填入该规则位的规则'),
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
  awaits: z.string().nullable().describe('为什么还没有流程执行它；空表示已执行，或只供查阅'),
  also: z
    .array(
      z.strictObject({
        slot: z.string().describe('规则位'),
        slotTitle: z.string().describe('规则位名称'),
        inWords: z.string().describe('取值，用文字'),
      }),
    )
    .describe('同一条款还用于'),
  inferred: z.array(z.string()).describe('条文未写、由默认规则推定的事项'),
  examples: z.array(z.record(z.string(), z.unknown())).describe('算例'),
  examplesInWords: z.array(z.string()).describe('算例，用文字'),
});
