import pg from 'pg';

const RELAY = /DISTINCT ON \(process_id\)/;

/** The statements that this process sends to PostgreSQL while a piece of work runs, without the relay's own sweep. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
    const [first] = args;
    const text = typeof first === 'string' ? first : String((first as { text?: unknown }).text ?? '');
    if (!RELAY.test(text)) seen.push(text.replace(/\s+/g, ' ').trim());
    return Reflect.apply(original, this, args) as never;
  } as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = original;
  }
  return seen;
}
