import { chainHash } from '../../activities/record/identity.ts';
import type { ProcessKind } from '../../domain/ids.ts';
import { type Envelope, type Folded, fold, type ProcessEvent } from '../../domain/lifecycle.ts';
import { LIFECYCLES } from '../../domain/registry.ts';
import type { Database } from '../../prisma/client.ts';

/** Folds everything that was recorded and compares it with what stands; throws, naming the processes that differ. Returns how many there are. */
export async function checkFolds(database: Database): Promise<number> {
  // A few tests of lists plant rows that no command has made.
  const made = { events: { some: {} } };
  const processes = await database.process.findMany({ where: made, include: { events: { orderBy: { revision: 'asc' } } } });
  const wrong = processes.filter((process) => {
    let folded: Folded | undefined;
    let hash = '';
    for (const row of process.events) {
      const event = { type: row.type, ...(row.data as object) } as ProcessEvent;
      const { revision, commandId, command, personId, onDay: on } = row;
      const envelope = { revision, commandId, command, personId, on } as Envelope;
      folded = fold(LIFECYCLES[process.kind as ProcessKind], folded, event, envelope);
      if (row.previousHash !== hash || row.hash !== chainHash(hash, { event, envelope })) return true;
      hash = row.hash;
    }
    return canonical(process.state) !== canonical(folded) || process.revision !== process.events.at(-1)?.revision;
  });
  if (wrong.length > 0) throw new Error(`not the fold of their events: ${wrong.map(({ kind, id }) => `${kind} ${id}`).join(', ')}`);
  return processes.length;
}

/** PostgreSQL keeps the keys of JSON objects in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort()) : one,
  );
}

const FREE_TEXT = /\p{Script=Han}{5}/u;

/** Every name of a person and every free text of a command, none of which Temporal may know. */
export async function secretsOf(database: Database): Promise<string[]> {
  const people = await database.person.findMany({ select: { name: true } });
  const rows = await database.command.findMany({ select: { body: true } });
  const texts = rows.flatMap(({ body }) => stringsIn(body)).filter((text) => FREE_TEXT.test(text));
  return [...new Set([...people.map(({ name }) => name), ...texts])];
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

/** Which of these texts stand in a history, whatever their encoding there. */
export function disclosedIn(history: object, secrets: readonly string[]): string[] {
  const text = JSON.stringify(history);
  const payloads = [...text.matchAll(/"data":"([^"]+)"/g)].map(([, data]) => Buffer.from(data ?? '', 'base64').toString('utf8'));
  const all = [text, ...payloads].join('\n');
  return secrets.filter((secret) => all.includes(secret));
}
