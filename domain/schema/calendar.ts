import { z } from 'zod';
import type { PlainDate } from '../ids.ts';
import { isPlainDate } from '../time.ts';

/** A date as written in YAML or JSON, checked to exist. */
export const PlainDateText = z.custom<PlainDate>((value) => typeof value === 'string' && isPlainDate(value), {
  error: '应为真实存在的日期 YYYY-MM-DD',
});

/** The regions that have a calendar: the whole country, and Ningxia with its two own holidays (counting C-3). */
export const RegionCode = z.enum(['CN', 'CN-64']);
/** One of {@link RegionCode}. */
export type Region = z.infer<typeof RegionCode>;

/** The document that announces days off: what it is called, its number, when it was issued, and whether its text was checked. */
const Notice = z.strictObject({
  title: z.string().min(1),
  number: z.string().min(1).optional().describe('发文字号'),
  issued: PlainDateText.optional(),
  verified: z.boolean().describe('发文字号与放假日期均已与公开文本核对'),
});

/** A run of days off that a notice names, both ends included; without `to` it is one day. */
const DaysOff = z.strictObject({ name: z.string().min(1), from: PlainDateText, to: PlainDateText.optional() });

/** What the notices say about one year. A notice may reach back into the last week of the year before. */
const CalendarYear = z.strictObject({
  year: z.int().min(2018).max(9999),
  notices: z.array(Notice).min(1),
  off: z.array(DaysOff),
  makeUp: z.array(PlainDateText).default([]).describe('调休上班日，只能是周六或周日'),
});
/** What the notices say about one year. */
export type CalendarYear = z.infer<typeof CalendarYear>;

/** One file of `policies/calendars/`: the national notices, or the overlay of a region. */
export const CalendarFileText = z.strictObject({
  region: RegionCode,
  version: z.string().regex(/^\d{4}\.\d+$/, '应为 年份.修订号，如 2026.1'),
  years: z.array(CalendarYear).min(1),
});

/** A calendar file with the name that errors call it by. */
export type CalendarFile = z.infer<typeof CalendarFileText> & { file: string };
