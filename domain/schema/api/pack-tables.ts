import { z } from 'zod';
import { IdText } from './common.ts';
import { PackRow } from './pack.ts';

/** Which two packs are compared. */
export const ComparisonQuery = z.strictObject({ left: IdText.describe('左边的政策包'), right: IdText.describe('右边的政策包') });

const Side = z.array(
  z.strictObject({
    id: z.string().describe('规则编号'),
    title: z.string().describe('规则'),
    bindingName: z.string().describe('约束力'),
    inWords: z.string().describe('取值，用文字'),
  }),
);

/** Two packs side by side, by slot; slots that neither fills are left out. */
export const ComparisonAnswer = z.strictObject({
  left: PackRow,
  right: PackRow,
  items: z.array(
    z.strictObject({
      slot: z.string().describe('规则位'),
      title: z.string().describe('规则位名称'),
      asksName: z.string().describe('由哪个流程使用'),
      left: Side.describe('左边的规则；空为没有'),
      right: Side.describe('右边的规则；空为没有'),
      same: z.boolean().describe('取值是否相同'),
    }),
  ),
});

/** Every slot: what it takes, who asks it, who fills it. */
export const SlotsAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      slot: z.string().describe('规则位'),
      title: z.string().describe('规则位名称'),
      kind: z.string().describe('接受的规则类别代码'),
      kindName: z.string().describe('接受的规则类别'),
      many: z.boolean().describe('可以有几条规则'),
      asks: z.string().describe('使用它的流程的代码'),
      asksName: z.string().describe('使用它的流程'),
      built: z.boolean().describe('使用它的流程是否已建立'),
      filledBy: z
        .array(
          z.strictObject({
            packId: z.string().describe('政策包'),
            packName: z.string().describe('地区'),
            rules: z.array(z.strictObject({ id: z.string().describe('规则编号'), title: z.string().describe('规则') })),
          }),
        )
        .describe('哪些政策包填了它'),
    }),
  ),
});

/** The defaults for what the texts leave open. */
export const DefaultsAnswer = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string().describe('编号'),
      title: z.string().describe('事项'),
      reason: z.string().describe('取值和理由'),
      replaceable: z.boolean().describe('地方可以另行规定'),
      values: z.array(
        z.strictObject({
          label: z.string().describe('名称'),
          value: z.string().describe('取值'),
        }),
      ),
      usedBy: z
        .array(
          z.strictObject({
            packId: z.string().describe('政策包'),
            packName: z.string().describe('地区'),
            ruleId: z.string().describe('规则编号'),
            title: z.string().describe('规则'),
          }),
        )
        .describe('日期或推定取自它的规则'),
    }),
  ),
});
