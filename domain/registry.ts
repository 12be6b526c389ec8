import type { ProcessKind } from './ids.ts';
import type { Lifecycle } from './lifecycle.ts';
import { certification } from './lifecycles/certification.ts';
import { contract } from './lifecycles/contract.ts';
import { evaluation } from './lifecycles/evaluation.ts';
import { onboarding } from './lifecycles/onboarding.ts';
import { procurement } from './lifecycles/procurement.ts';
import { purchaseCycle } from './lifecycles/purchase-cycle.ts';
import { referral } from './lifecycles/referral.ts';
import { reportLine } from './lifecycles/report-line.ts';

/** Every lifecycle by its kind. The kit knows no other way to one. */
export const LIFECYCLES: Record<ProcessKind, Lifecycle> = {
  'purchase-cycle': purchaseCycle,
  procurement,
  contract,
  onboarding,
  evaluation,
  'report-line': reportLine,
  certification,
  referral,
};
