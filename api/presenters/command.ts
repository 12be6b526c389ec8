import type { z } from 'zod';
import type { CommandAnswer } from '../../domain/schema/api/command.ts';
import { toInstant } from '../../domain/time.ts';
import type { CommandRecord } from '../queries/commands.ts';

/** What became of a command. A defect is known by its code; where it lies is the operator's business. */
export function presentCommand({
  id,
  name,
  processId,
  outcome,
  receivedAt,
  recordedAt,
  result,
}: CommandRecord): z.infer<typeof CommandAnswer> {
  return {
    id,
    name,
    processId,
    outcome: outcome ?? 'pending',
    receivedAt: toInstant(receivedAt),
    recordedAt: recordedAt && toInstant(recordedAt),
    result: outcome === 'failed' ? { code: 'command.failed' } : result,
  };
}
