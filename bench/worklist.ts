import type pg from 'pg';
import { callerOf } from '../api/auth/caller.ts';
import { type Bucket, type DutyRecord, listDuties } from '../api/queries/duties.ts';
import { addWorkingDays } from '../domain/calendar.ts';
import type { PlainDate } from '../domain/ids.ts';
import { loadCalendars } from '../policies/calendars.ts';
import { createDatabase, type Database } from '../prisma/client.ts';
import { withDatabase } from '../stack/postgres.ts';
import { signIn } from './http.ts';
import { type Comparison, compare, median, timed } from './measure.ts';
import type { Product } from './product.ts';
import { CLERK, writeProvince } from './province.ts';

const PAGE = 50;
const ROUNDS = 5;
const SAMPLES = 20;
/** As the worklist page asks (api/routes/worklist.ts). */
const SOON_WORKING_DAYS = 5;

/** What one list showed, in milliseconds. */
export interface WorklistMeasured {
  bucket: string;
  time: Comparison;
  /** The whole answer of the API: session, page, counts, JSON. */
  http: number[];
}

/** The columns that the answer is made of, and nothing else. */
const COLUMNS = `d.process_id, d.key, d.kind, p.title, p.region, d.slot, d.label, d.owes, d.owes_id, o.name AS owes_name, d.due, d.safe, d.strict, d.provisional,
  d.status, d.rule_id, d.command, s.name AS station, c.clock_offset_seconds`;
const AROUND = `JOIN process p ON p.id = d.process_id LEFT JOIN organisation o ON o.id = d.owes_id LEFT JOIN organisation c ON c.id = p.clock_id AND c.rehearsal
  LEFT JOIN process_party sp ON sp.process_id = d.process_id AND sp.function = 'station' LEFT JOIN organisation s ON s.id = sp.organisation_id`;
/** One row more tells whether there is a next page. */
const FIRST = `ORDER BY due, process_id, key LIMIT ${PAGE + 1}`;

/** The best that can be written by hand for each list, prepared once: the rows of the page from the index, then what they show. */
const IDEAL: Record<Bucket | 'mine, page 5', string> = {
  mine: `SELECT ${COLUMNS} FROM (SELECT * FROM duty WHERE owes_id = $1 AND status = 'open' ${FIRST}) d ${AROUND} ORDER BY d.due, d.process_id, d.key`,
  'mine, page 5': `SELECT ${COLUMNS} FROM (SELECT * FROM duty WHERE owes_id = $1 AND status = 'open' AND (due, process_id, key) > ($2, $3, $4) ${FIRST}) d ${AROUND}
    ORDER BY d.due, d.process_id, d.key`,
  overdue: `SELECT ${COLUMNS} FROM (SELECT * FROM duty WHERE owes_id = $1 AND status = 'open' AND due < $2 AND rule_id IS NOT NULL ${FIRST}) d ${AROUND}
    ORDER BY d.due, d.process_id, d.key`,
  soon: `SELECT ${COLUMNS} FROM (SELECT * FROM duty WHERE owes_id = $1 AND status = 'open' AND due BETWEEN $2 AND $3 ${FIRST}) d ${AROUND}
    ORDER BY d.due, d.process_id, d.key`,
  others: `SELECT ${COLUMNS} FROM (SELECT * FROM duty WHERE status = 'open' AND owes_id IS DISTINCT FROM $1
      AND process_id = ANY(ARRAY(SELECT DISTINCT process_id FROM process_party WHERE organisation_id = $1)) ${FIRST}) d ${AROUND}
    ORDER BY d.due, d.process_id, d.key`,
};

/** Fills the database with a province whose duties lie around today. */
export async function fillWorklist({ ownerUrl }: Product, today: PlainDate): Promise<void> {
  await withDatabase(ownerUrl, (owner) => writeProvince(owner, today));
}

/** Measures each list of one clerk. */
export async function measureWorklist(product: Product): Promise<WorklistMeasured[]> {
  const database = createDatabase(product.apiUrl);
  try {
    return await withDatabase(product.apiUrl, (client) => measureLists(product, database, client));
  } finally {
    await database.$disconnect();
  }
}

async function measureLists(product: Product, database: Database, client: pg.Client): Promise<WorklistMeasured[]> {
  const clerk = await signIn(product.url, CLERK.login);
  const caller = await callerOf(database, clerk.token);
  const soonUntil = addWorkingDays(loadCalendars().calendarFor('CN'), caller.today, SOON_WORKING_DAYS);
  const list = (bucket: Bucket, cursor?: string) => listDuties(database, caller, bucket, soonUntil, { limit: PAGE, cursor });
  const fourth = await afterPages(list, 4);
  const lists: [keyof typeof IDEAL, Bucket, unknown[], string?][] = [
    ['mine', 'mine', [CLERK.organisationId]],
    ['mine, page 5', 'mine', [CLERK.organisationId, ...fourth.key], fourth.cursor],
    ['overdue', 'overdue', [CLERK.organisationId, caller.today]],
    ['soon', 'soon', [CLERK.organisationId, caller.today, soonUntil]],
    ['others', 'others', [CLERK.organisationId]],
  ];
  const measured: WorklistMeasured[] = [];
  for (const [name, bucket, values, cursor] of lists) {
    const ideal = () => client.query<{ process_id: string; key: string }>({ name, text: IDEAL[name], values });
    requireSame(name, (await list(bucket, cursor)).items, (await ideal()).rows);
    const time = await compare({ rounds: ROUNDS, samples: SAMPLES }, () => list(bucket, cursor), ideal);
    const query = `bucket=${bucket}&limit=${PAGE}${cursor ? `&cursor=${cursor}` : ''}`;
    const http: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const samples: number[] = [];
      for (let sample = 0; sample < SAMPLES; sample += 1) samples.push(await timed(() => clerk.get(`/api/worklist?${query}`)));
      http.push(median(samples));
    }
    measured.push({ bucket: name, time, http });
  }
  return measured;
}

type List = (bucket: Bucket, cursor?: string) => ReturnType<typeof listDuties>;

/** Where the list goes on after so many pages. */
async function afterPages(list: List, pages: number): Promise<{ cursor: string; key: string[] }> {
  let cursor: string | undefined;
  let last: DutyRecord | undefined;
  for (let page = 0; page < pages; page += 1) {
    const { items, next } = await list('mine', cursor);
    cursor = next ?? undefined;
    last = items.at(-1);
  }
  if (cursor === undefined || !last?.due) throw new Error('the worklist of the clerk has too few pages');
  return { cursor, key: [last.due, last.processId, last.key] };
}

/** A comparison counts only if both sides bring the same page. */
function requireSame(name: string, ours: readonly DutyRecord[], ideal: readonly { process_id: string; key: string }[]): void {
  const keys = ours.map(({ processId, key }) => `${processId} ${key}`);
  const expected = ideal.slice(0, PAGE).map(({ process_id, key }) => `${process_id} ${key}`);
  if (keys.length !== PAGE) throw new Error(`${name}: a page of ${keys.length} duties`);
  if (keys.join() !== expected.join()) throw new Error(`${name}: the pages differ`);
}
