import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { findProcess } from '../../api/queries/processes.ts';
import { createDatabase as connect, type Database } from '../../prisma/client.ts';
import { Prisma } from '../../prisma/generated/client.ts';
import { statementsOf } from '../support/statements.ts';
import { writeProcesses } from './rows.ts';
import { type Api, type Asker, problemIn, startApi } from './support.ts';

let api: Api;
let clerk: Asker;
const COUNT = 61;

beforeAll(async () => {
  api = await startApi();
  clerk = await api.as('hn-clerk');
  const number = (index: number) => String(index).padStart(3, '0');
  await writeProcesses(
    api,
    Array.from({ length: COUNT }, (_, index) => ({
      id: `p-${number(index)}`,
      cycleId: `cycle-${index % 5}`,
      parties: { purchaser: 'hn-county-1', station: 'hn-station-1-1' },
      // Many at the same moment, so that the key needs its second part.
      openedAt: `2026-03-0${1 + (index % 3)}T01:00:00.000Z`,
      waitingForId: 'hn-county-1',
      waitsFor: 'purchaser',
      duties: [
        { key: 'a', owesId: 'hn-county-1', ...(index % 4 && { due: `2026-03-1${index % 4}` }) },
        { key: 'b', owesId: 'hn-county-1', due: '2026-04-01' },
      ],
    })),
  );
  await api.owner.notification.createMany({
    data: Array.from({ length: COUNT }, (_, index) => ({
      id: `n-${number(index)}`,
      personId: 'hn-clerk',
      morning: `2026-${index < 31 ? '01' : '03'}-${String((index % 31) + 1).padStart(2, '0')}`,
      title: '今日待办',
      lines: [],
    })),
  });
});
afterAll(() => api.close());

/** Walks a list from its first page to its last. */
async function walk(asker: Asker, path: string, keyOf: (row: Record<string, string>) => string): Promise<string[]> {
  const seen: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { status, body } = await asker.get(`${path}${path.includes('?') ? '&' : '?'}limit=7${cursor && `&cursor=${cursor}`}`);
    expect(status).toBe(200);
    seen.push(...body.items.map(keyOf));
    cursor = body.next;
  }
  return seen;
}

describe('paging by key', () => {
  test.each([
    ['/api/processes', (row: Record<string, string>) => row.id ?? '', COUNT],
    ['/api/processes?kind=contract&waiting=me', (row: Record<string, string>) => row.id ?? '', COUNT],
    ['/api/worklist', (row: Record<string, string>) => `${row.processId}/${row.key}`, COUNT * 2],
    ['/api/worklist?bucket=overdue', (row: Record<string, string>) => `${row.processId}/${row.key}`, COUNT * 2 - 16],
    ['/api/inbox', (row: Record<string, string>) => row.id ?? '', COUNT],
    ['/api/organisations?level=town', (row: Record<string, string>) => row.id ?? '', 63],
  ])('%s gives every row once', async (path, keyOf, count) => {
    const seen = await walk(clerk, path, keyOf);
    expect(seen).toHaveLength(count);
    expect(new Set(seen).size).toBe(count);
  });

  test('a row that comes in between moves nothing', async () => {
    const first = await clerk.get('/api/processes?limit=30');
    await writeProcesses(api, [{ id: 'p-new', parties: { purchaser: 'hn-county-1' }, openedAt: '2026-03-05T01:00:00.000Z' }]);
    const second = await clerk.get(`/api/processes?limit=200&cursor=${first.body.next}`);
    const all = [...first.body.items, ...second.body.items].map(({ id }: { id: string }) => id);
    expect(all).toHaveLength(COUNT);
    expect(all).not.toContain('p-new');
    await api.owner.processParty.deleteMany({ where: { processId: 'p-new' } });
    await api.owner.process.delete({ where: { id: 'p-new' } });
  });

  test('a changed cursor, and the cursor of another list, are refused', async () => {
    const { next } = (await clerk.get('/api/processes?limit=7')).body;
    const changed = `${next.slice(0, 12)}${next[12] === 'A' ? 'B' : 'A'}${next.slice(13)}`;
    for (const path of [
      `/api/processes?cursor=${changed}`,
      `/api/inbox?cursor=${next}`,
      `/api/worklist?cursor=${next}`,
      `/api/processes?cursor=${next}A`,
    ]) {
      expect(problemIn(await clerk.get(path))).toMatchObject({ code: 'request.malformed', status: 400, fields: [{ field: 'cursor' }] });
    }
  });
});

describe('statements', () => {
  async function countOf(path: string, login = 'hn-clerk'): Promise<number> {
    const asker = await api.as(login);
    const statements = await statementsOf(async () => expect((await asker.get(path)).status).toBe(200));
    return statements.length;
  }

  // The first of each is the look at the session.
  test.each([
    ['/api/worklist', 3],
    ['/api/worklist?bucket=others', 3],
    ['/api/processes', 3],
    ['/api/processes/p-000/timeline', 3],
    ['/api/organisations', 2],
    ['/api/inbox', 2],
  ])('%s costs %i, however many rows it shows', async (path, expected) => {
    const limit = path.includes('?') ? '&limit=' : '?limit=';
    expect([await countOf(`${path}${limit}1`), await countOf(`${path}${limit}200`)]).toEqual([expected, expected]);
  });

  test.each([
    ['/api/processes/p-000', 4],
    ['/api/processes/p-000/duties/a', 3],
    ['/api/organisations/hn-county-1', 2],
    ['/api/packs', 1],
  ])('%s costs %i', async (path, expected) => {
    expect(await countOf(path)).toBe(expected);
  });

  test('the roster costs one more: who read the names', async () => {
    expect(await countOf('/api/workers?limit=1', 'hn-contractor')).toBe(3);
    expect(await countOf('/api/workers?limit=200', 'hn-contractor')).toBe(3);
  });
});

/** A step of a plan that was carried out, as PostgreSQL tells it. */
interface Plan {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

function partiesRead(plan: Plan): number {
  const rows =
    plan['Relation Name'] === 'process_party' ? (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'] : 0;
  return (plan.Plans ?? []).reduce((sum, inner) => sum + partiesRead(inner), rows);
}

describe('the database of the API', () => {
  test('has an index for the order of the worklist: a page reads no more rows than it shows', async () => {
    const database = connect(api.stored.url, 1);
    try {
      // Enough of others' duties that to read them all would cost more than the way by the index.
      await database.$executeRaw`INSERT INTO duty (process_id, key, kind, slot, label, owes, owes_id, owed_to, status, due, opened_on)
        SELECT process_id, key || '-' || number, kind, slot, label, owes, 'gz-county-1', owed_to, status, due, opened_on
        FROM duty, generate_series(1, 50) AS number WHERE due IS NOT NULL`;
      await database.$executeRaw`ANALYZE duty`;
      const rows = await database.$queryRaw<{ 'QUERY PLAN': string }[]>`EXPLAIN SELECT process_id, key FROM duty
        WHERE owes_id = 'hn-county-1' AND status = 'open' AND due IS NOT NULL ORDER BY due, process_id, key LIMIT 8`;
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toContain('duty_worklist');
      expect(plan).not.toContain('Sort');
    } finally {
      await database.$disconnect();
    }
  });

  test('reads of the parties only those of the process that is asked for, however many others the caller sees', async () => {
    const database = connect(api.stored.url, 1);
    const plans: Plan[] = [];
    const explaining = {
      async $queryRaw(text: TemplateStringsArray, ...values: unknown[]): Promise<[]> {
        const [row] = await database.$queryRaw<
          { 'QUERY PLAN': [{ Plan: Plan }] }[]
        >`EXPLAIN (ANALYZE, FORMAT JSON) ${Prisma.sql(text, ...values)}`;
        if (row) plans.push(row['QUERY PLAN'][0].Plan);
        return [];
      },
    } as unknown as Database;
    try {
      const { id: sessionId } = await database.session.findFirstOrThrow({ where: { membershipId: 'hn-clerk' } });
      await findProcess(explaining, { sessionId }, 'p-000');
      // Its two parties: for who sees it, for its station, and for their names.
      expect(plans.map(partiesRead)).toEqual([5]);
    } finally {
      await database.$disconnect();
    }
  });
});
