import { movePack, type PackMove } from '../activities/record/move-pack.ts';
import { readConfig } from '../config.ts';
import { type ProcessId, type ProcessKind, workflowId } from '../domain/ids.ts';
import { loadCalendars } from '../policies/calendars.ts';
import { loadPacks } from '../policies/load.ts';
import { createDatabase } from '../prisma/client.ts';
import { connectClient } from '../temporal/client.ts';
import { REFRESH } from '../workflows/messages.ts';

const HELP = `luyue packs migrate <编号> [--to 版本] [--process 流程编号] [--apply]
  把运行中的流程改用政策包的另一版本（不写 --to 时为现行版本）。不写 --apply 时只预览哪些期限会变。
  DATABASE_URL 和 TEMPORAL_ADDRESS 指明在哪里；运行中的 luyue up 在启动时的表格里列出这两项。
`;

interface Asked {
  pack: string;
  to?: string;
  process?: string;
  apply: boolean;
}

/** `luyue packs migrate`: returns the exit code: 0 done, 1 nothing to move, 2 not understood. */
export async function migratePacks(
  args: string[],
  write: (text: string) => unknown = (text) => process.stdout.write(text),
): Promise<number> {
  const asked = understand(args);
  const config = readConfig();
  if (!asked || !config.databaseUrl || !config.temporal.address) {
    write(HELP);
    return 2;
  }
  const packs = loadPacks();
  const to = asked.to ?? packs.policy(asked.pack).pack.version;
  packs.policy(asked.pack, to);
  const calendars = loadCalendars();
  const database = createDatabase(config.databaseUrl, 2);
  const temporal = await connectClient(config.temporal.address, config.temporal.namespace);
  const dependencies = { database, policy: packs.policy, calendar: calendars.calendarFor };
  try {
    const found = await database.process.findMany({
      where: { packId: asked.pack, packVersion: { not: to }, ended: false, ...(asked.process && { id: asked.process }) },
      orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
      select: { id: true, kind: true, title: true },
    });
    for (const { id, kind, title } of found) {
      const move = await movePack(dependencies, id as ProcessId, to, { preview: !asked.apply });
      if (!move) continue;
      // The run waits for the next due day under the new version.
      if (asked.apply) await temporal.workflow.getHandle(workflowId(kind as ProcessKind, id as ProcessId)).signal(REFRESH);
      write(inWords(title, move));
    }
    write(`${asked.apply ? '已改用' : '预览（未改动）：将改用'} ${asked.pack} 版本 ${to}，${found.length} 个流程\n`);
    return found.length > 0 ? 0 : 1;
  } finally {
    await database.$disconnect();
    await temporal.connection.close();
  }
}

function inWords(title: string, { processId, from, to, changes }: PackMove): string {
  const lines = changes.map(({ label, before, after }) => `    ${label}：${dayOf(before, '新增')} → ${dayOf(after, '不再要求')}\n`);
  return `${title}（${processId}）版本 ${from} → ${to}\n${lines.join('') || '    期限没有变化\n'}`;
}

function dayOf(day: string | null | undefined, none: string): string {
  return day === undefined ? none : (day ?? '无日期');
}

function understand(args: readonly string[]): Asked | undefined {
  const [pack, ...rest] = args;
  if (!pack || pack.startsWith('-')) return undefined;
  const asked: Asked = { pack, apply: false };
  while (rest.length > 0) {
    const flag = rest.shift();
    const value = flag === '--apply' ? undefined : rest.shift();
    if (flag === '--apply') asked.apply = true;
    else if (flag === '--to' && value) asked.to = value;
    else if (flag === '--process' && value) asked.process = value;
    else return undefined;
  }
  return asked;
}
