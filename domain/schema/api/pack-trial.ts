import { z } from 'zod';
import type { PlainDate } from '../../ids.ts';
import { TRIGGER_EVENTS } from '../../pack.ts';
import { DutyExplanation, explanation } from './duty.ts';

/** The most events that one date can count from. */
const MOST_EVENTS = 4;
const FIRST_DAY = '2018-01-01';
const LAST_DAY = '2099-12-31';

const filling = z.coerce.number().int().min(0).max(20).default(0).describe('第几项取值，0 为规则本身，其余见 trials');

/** A query value that may stand not at all, once or several times. */
function several<Item extends z.ZodType>(item: Item) {
  return z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(item).max(MOST_EVENTS)).optional();
}

const day = z.iso
  .date('请填写有效日期，格式为 YYYY-MM-DD')
  .refine((text) => text >= FIRST_DAY && text <= LAST_DAY, `日期应在 ${FIRST_DAY} 至 ${LAST_DAY} 之间`)
  .transform((text) => text as PlainDate);

/** Which lines around a quote are asked for. */
export const SourceQuery = z.strictObject({
  around: z.coerce.number().int().min(0).max(20).default(2).describe('前后各取几行（空行不计），0 至 20'),
});

/** The clause in its source text: the cited line in three parts, and the lines around it. */
export const SourceAnswer = z.strictObject({
  source: z.string().describe('政策文件编号'),
  clause: z.string().describe('条款'),
  line: z.int().describe('原文行号'),
  before: z.array(z.strictObject({ line: z.int().describe('行号'), text: z.string().describe('原文') })).describe('前面各行'),
  cited: z
    .strictObject({
      before: z.string().describe('引文之前'),
      quote: z.string().describe('引文'),
      after: z.string().describe('引文之后'),
    })
    .describe('所引的一行'),
  after: z.array(z.strictObject({ line: z.int().describe('行号'), text: z.string().describe('原文') })).describe('后面各行'),
});

/** The events from which a day is to be counted; the n-th date is that of the n-th event. */
export const DayQuery = z.strictObject({
  filling,
  event: several(z.enum(TRIGGER_EVENTS)).describe('起算事件，可以有几个'),
  date: several(day).describe('事件的日期，YYYY-MM-DD，与 event 一一对应'),
});

const { label, owesName, due, strict, safe, provisional, trigger } = DutyExplanation.shape;

/** 为什么是这一天 of a day that nobody owes: what the rule gives for these events. */
export const DayAnswer = z.strictObject({
  label,
  owesName,
  when: z.string().describe('期限，用文字'),
  due,
  strict,
  safe,
  provisional,
  trigger,
  ...explanation,
});

/** A value as it stands in a query; cents count, nothing finer. */
const amount = z
  .string('请填写数值')
  .regex(/^\d{1,12}(\.\d{1,2})?$/, '请填写不小于 0 的数值，最多两位小数')
  .transform(Number);

/** The value that is to be judged. */
export const VerdictQuery = z.strictObject({
  filling,
  value: amount.describe('取值'),
  baseValue: amount.optional().describe('百分比的基数'),
});

/** Whether a value meets a threshold. */
export const VerdictAnswer = z.strictObject({
  passes: z.boolean().describe('是否符合'),
  limit: z.number().describe('与之比较的数，单位与取值相同'),
  inWords: z.string().describe('怎样比较，用文字'),
});
