import { z } from 'zod';
import type { InboxAnswer } from '../../domain/schema/api/directory.ts';
import { toInstant } from '../../domain/time.ts';
import type { DigestRecord } from '../queries/inbox.ts';

/** Lines as the sweep writes them; further fields of a line are its own business. */
const Lines = z.array(z.object({ label: z.string(), due: z.string(), daysText: z.string(), processId: z.string(), key: z.string() }));

/** A digest of the inbox. */
export function presentDigest({ id, morning, title, lines, readAt }: DigestRecord): z.infer<typeof InboxAnswer>['items'][number] {
  return { id, morning, title, lines: Lines.parse(lines), readAt: readAt && toInstant(readAt) };
}
