import type { z } from 'zod';
import type { ProcessKind } from '../ids.ts';
import { certificationSchemas } from './commands/certification.ts';
import { contractSchemas } from './commands/contract.ts';
import { evaluationSchemas } from './commands/evaluation.ts';
import { onboardingSchemas } from './commands/onboarding.ts';
import { procurementSchemas } from './commands/procurement.ts';
import { purchaseCycleSchemas } from './commands/purchase-cycle.ts';
import { referralSchemas } from './commands/referral.ts';
import { reportLineSchemas } from './commands/report-line.ts';

/** The schema of every command's body: kind, then command. Parsing, forms and OpenAPI read this one table. */
export const COMMAND_SCHEMAS = {
  'purchase-cycle': purchaseCycleSchemas,
  procurement: procurementSchemas,
  contract: contractSchemas,
  onboarding: onboardingSchemas,
  evaluation: evaluationSchemas,
  'report-line': reportLineSchemas,
  certification: certificationSchemas,
  referral: referralSchemas,
} as const satisfies Record<ProcessKind, Record<string, z.ZodType<object>>>;
