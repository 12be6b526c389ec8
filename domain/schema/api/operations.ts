import { z } from 'zod';
import { PROCESS_KINDS } from '../../ids.ts';
import { DateText, pageOf, pageQuery } from './common.ts';

const STUCK_KINDS = ['person', 'date', 'organisation', 'broken'] as const;

/** The four honest reasons why a process stands still. */
export const StuckKind = z.enum(STUCK_KINDS).describe('person 等人办理，date 等日期，organisation 等其他机构，broken 故障');

/** What the operator's list is asked. */
export const StuckQuery = z.strictObject({ kind: StuckKind, ...pageQuery });

/** One waiting process as an operator sees it: no personal data. */
const StuckRow = z.strictObject({
  id: z.string().describe('流程编号'),
  kind: z.enum(PROCESS_KINDS).describe('流程类别代码'),
  kindName: z.string().describe('流程类别'),
  stageLabel: z.string().describe('环节'),
  waitsForName: z.string().describe('等待对象'),
  since: DateText.describe('自何日起'),
  daysWaiting: z.int().describe('已等待的天数'),
  nextDue: DateText.nullable().describe('下一期限'),
  cause: z.string().nullable().describe('故障代码'),
  undelivered: z.int().describe('尚未送达的操作数'),
  revision: z.int().describe('版本号'),
  packId: z.string().describe('政策包'),
  temporalUrl: z.string().nullable().describe('在 Temporal UI 中打开'),
});

/** A page of waiting processes, the longest first. */
export const StuckAnswer = pageOf(StuckRow);

/** How the whole stands. */
export const OperationsAnswer = z.strictObject({
  counts: z.record(StuckKind, z.int()).describe('各类停留的流程数'),
  undelivered: z.int().describe('尚未送达的操作数'),
  temporalUiUrl: z.string().nullable().describe('Temporal UI 的地址'),
  health: z.strictObject({
    database: z.enum(['ok', 'down']).describe('数据库'),
    temporal: z.enum(['ok', 'down']).describe('Temporal'),
  }),
});

/** Why an operator acts. */
export const OperatorBody = z.strictObject({ reason: z.string().trim().min(1).max(500).describe('理由') });

/** What the operator's act did. */
export const OperatorAnswer = z.strictObject({ done: z.string().describe('结果') });
