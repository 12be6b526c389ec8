import { movePack, type PackMove } from '../activities/record/move-pack.ts';
import { type Config, readConfig } from '../config.ts';
import { type PlainDate, type ProcessId, type ProcessKind, workflowId } from '../domain/ids.ts';
import { dateOf, toInstant } from '../domain/time.ts';
import { loadCalendars } from '../policies/calendars.ts';
import { type LoadedPacks, loadPacks } from '../policies/load.ts';
import { noticesOf } from '../policies/notice.ts';
import { compareVersions } from '../policies/published.ts';
import { createDatabase, type Database } from '../prisma/client.ts';
import { connectClient } from '../temporal/client.ts';
import { REFRESH } from '../workflows/messages.ts';

const HELP = `luyue packs migrate <编号> [--to 版本] [--process 流程编号] [--apply]
luyue packs migrate all [--apply]
  把运行中的流程改用政策包的另一版本（不写 --to 时为现行版本）；all 把全部政策包中仍用旧版本的流程改用现行版本。
  不写 --apply 时只预览哪些期限会变；写了则每个流程在日志中记一条。
  DATABASE_URL 和 TEMPORAL_ADDRESS 指明在哪里；运行中的 luyue up 在启动时的表格里列出这两项。
`;

/** One pack and the version to move to, or every pack. */
interface Asked {
  pack?: string;
  to?: string;
  process?: string;
  apply: boolean;
}

/** Where it is said and on what it works. */
interface Surroundings {
  packs: LoadedPacks;
  database: Database;
  write(text: string): unknown;
  /** Moves one process or tells what would change, and wakes its run. */
  move(row: OpenProcess, to: string): Promise<PackMove | undefined>;
}

interface OpenProcess {
  id: string;
  kind: string;
  title: string;
  packVersion: string;
}

/** `luyue packs migrate`: returns the exit code: 0 done, 1 nothing to move, 2 not understood. Throws `pack.unknown`. */
export async function migratePacks(
  args: string[],
  write: (text: string) => unknown = (text) => process.stdout.write(text),
  { config, packs }: { config: Config; packs: LoadedPacks } = { config: readConfig(), packs: loadPacks() },
): Promise<number> {
  const asked = understand(args);
  if (!asked || !config.databaseUrl || !config.temporal.address) {
    write(HELP);
    return 2;
  }
  for (const notice of noticesOf(packs)) write(`${notice}\n`);
  const calendars = loadCalendars();
  const database = createDatabase(config.databaseUrl, 2);
  const temporal = await connectClient(config.temporal.address, config.temporal.namespace);
  const dependencies = { database, policy: packs.policy, calendar: calendars.calendarFor };
  async function move({ id, kind }: OpenProcess, to: string): Promise<PackMove | undefined> {
    const moved = await movePack(dependencies, id as ProcessId, to, { preview: !asked?.apply });
    // The run waits for the next due day under the new version.
    if (moved && asked?.apply) await temporal.workflow.getHandle(workflowId(kind as ProcessKind, id as ProcessId)).signal(REFRESH);
    return moved;
  }
  try {
    const moved = await migrate(asked, { packs, database, write, move });
    return moved > 0 ? 0 : 1;
  } finally {
    await database.$disconnect();
    await temporal.connection.close();
  }
}

async function migrate(asked: Asked, around: Surroundings): Promise<number> {
  const { packs, database, write } = around;
  const today = await todayOf(database);
  const goals = (asked.pack === undefined ? [...packs.packs.keys()] : [asked.pack]).map((pack) => ({
    pack,
    to: asked.to === undefined ? packs.policyOn(pack, today).pack.version : packs.policy(pack, asked.to).pack.version,
  }));
  let moved = 0;
  for (const { pack, to } of goals) {
    const found = await openProcesses(database, pack, to, asked);
    for (const row of found) {
      const change = await around.move(row, to);
      if (change) write(inWords(row.title, change));
    }
    moved += found.length;
    if (asked.pack !== undefined || found.length > 0) {
      write(`${asked.apply ? '已改用' : '预览（未改动）：将改用'} ${pack} 版本 ${to}，${found.length} 个流程\n`);
    }
  }
  if (asked.pack === undefined) write(moved > 0 ? `共 ${moved} 个流程\n` : '没有流程仍用旧版本\n');
  return moved;
}

/** Of every pack only those on an older version are moved: who was moved to a version that is still to come stays there. */
async function openProcesses(database: Database, pack: string, to: string, asked: Asked): Promise<OpenProcess[]> {
  const found = await database.process.findMany({
    where: { packId: pack, packVersion: { not: to }, ended: false, ...(asked.process && { id: asked.process }) },
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, kind: true, title: true, packVersion: true },
  });
  return asked.pack === undefined
    ? found.filter(({ packVersion }) => compareVersions({ version: packVersion }, { version: to }) < 0)
    : found;
}

/** The day by the database's clock, which decides everywhere. */
async function todayOf(database: Database): Promise<PlainDate> {
  const [row] = await database.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  if (!row) throw new Error('the database does not tell the time');
  return dateOf(toInstant(row.now));
}

function inWords(title: string, { processId, from, to, changes }: PackMove): string {
  const lines = changes.map(({ label, before, after }) => `    ${label}：${dayOf(before, '新增')} → ${dayOf(after, '不再要求')}\n`);
  return `${title}（${processId}）版本 ${from} → ${to}\n${lines.join('') || '    期限没有变化\n'}`;
}

function dayOf(day: string | null | undefined, none: string): string {
  return day === undefined ? none : (day ?? '无日期');
}

function understand(args: readonly string[]): Asked | undefined {
  const [first, ...rest] = args;
  const isAll = first === 'all' || first === '--all';
  if (!first || (first.startsWith('-') && !isAll)) return undefined;
  const asked: Asked = { ...(!isAll && { pack: first }), apply: false };
  while (rest.length > 0) {
    const flag = rest.shift();
    const value = flag === '--apply' ? undefined : rest.shift();
    if (flag === '--apply') asked.apply = true;
    else if (flag === '--to' && value && !isAll) asked.to = value;
    else if (flag === '--process' && value && !isAll) asked.process = value;
    else return undefined;
  }
  return asked;
}
