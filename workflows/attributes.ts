import { defineSearchAttributeKey } from '@temporalio/common';

/** The search attributes of every process (DESIGN 8): what operators list and filter by; no personal data. */
export const ATTRIBUTES = {
  process: defineSearchAttributeKey('LuyueProcess', 'KEYWORD'),
  cycle: defineSearchAttributeKey('LuyueCycle', 'KEYWORD'),
  region: defineSearchAttributeKey('LuyueRegion', 'KEYWORD'),
  stage: defineSearchAttributeKey('LuyueStage', 'KEYWORD'),
  waitingFor: defineSearchAttributeKey('LuyueWaitingFor', 'KEYWORD'),
  dueAt: defineSearchAttributeKey('LuyueDueAt', 'DATETIME'),
  overdue: defineSearchAttributeKey('LuyueOverdue', 'BOOL'),
} as const;
