import { readFileSync } from 'node:fs';
import { stringify } from 'yaml';
import type { z } from 'zod';
import { hashPassword, oneTimePassword } from '../api/auth/passwords.ts';
import { previewBureau, setUpBureau } from '../api/bureaus.ts';
import { parseOrThrow } from '../api/field-problems.ts';
import { readConfig } from '../config.ts';
import type { BureauDraft } from '../domain/bureau.ts';
import { CatalogueError, type FieldProblem } from '../domain/errors.ts';
import { isJurisdiction } from '../domain/pack.ts';
import { BureauBody, type BureauPreview } from '../domain/schema/api/bureau.ts';
import { type LoadedPacks, loadPacks } from '../policies/load.ts';
import { readYaml, type YamlText } from '../policies/yaml.ts';
import { createDatabase, type Database } from '../prisma/client.ts';
import { exampleOf } from './bureau-example.ts';
import { width } from './terminal.ts';

const HELP = `luyue bureau example --pack <编号>          打印一份可以照填的示例（YAML）
luyue bureau create <文件> [--apply]        按文件（YAML 或 JSON）新设机构；不写 --apply 时只预览机构树、各角色和还须改正的内容
luyue bureau password <账号>                为账号另发一次性密码，原密码作废
  DATABASE_URL 指明在哪个数据库；运行中的 luyue up 在启动时的表格里列出它。
`;

type Write = (text: string) => unknown;

/** `luyue bureau …`: returns the exit code: 0 done, 1 something is wrong with what was asked, 2 not understood. */
export async function bureau(args: string[], write: Write = (text) => process.stdout.write(text)): Promise<number> {
  const [command, subject, ...rest] = args;
  const { databaseUrl } = readConfig();
  if (command === 'example' && subject === '--pack' && rest[0] && rest.length === 1) return example(rest[0], write);
  const applies = rest[0] === '--apply';
  const isUnderstood = subject !== undefined && databaseUrl !== undefined && rest.length <= (command === 'create' && applies ? 1 : 0);
  if (!isUnderstood || !['create', 'password'].includes(command ?? '')) {
    write(HELP);
    return 2;
  }
  const database = createDatabase(databaseUrl, 2);
  try {
    return command === 'password' ? await password(subject, database, write) : await create(subject, applies, database, write);
  } finally {
    await database.$disconnect();
  }
}

function example(id: string, write: Write): number {
  const packs = loadPacks();
  const pack = packs.packs.get(id);
  if (!pack || !isJurisdiction(pack)) {
    const known = [...packs.packs.values()].filter(isJurisdiction).map((one) => one.id);
    write(`没有可以据以设立机构的政策包 ${id}；现有：${known.join('、')}\n`);
    return 2;
  }
  write(`# 按${pack.name}的政策新设机构。改成实际的名称和账号后：luyue bureau create <文件>
# level：province 省，city 市，county 县，community 村(社区)，contractor 承接机构，third-party 第三方机构；乡镇(街道)写在 towns。
# 社工站按乡镇命名；另起名的写 station，暂不设站的写 station: null。role：clerk 经办人，head 负责人，worker 驻站社工，viewer 查阅人。
# 上级已经在系统中的，写 under: <上级机构的编号>，并去掉已有的各级；给已有的县增加乡镇的，organisations 写 []。
`);
  write(stringify(exampleOf(pack, packs.policy(id)), { lineWidth: 0 }));
  return 0;
}

async function create(path: string, applies: boolean, database: Database, write: Write): Promise<number> {
  const text = readYaml(readFileSync(path, 'utf8'));
  if (text.problems.length > 0) {
    for (const { line, problem, received } of text.problems) write(`✗ ${path}:${line} ${problem}${received ? `（${received}）` : ''}\n`);
    return 1;
  }
  const services = { database, packs: loadPacks() };
  try {
    const draft = parseOrThrow(BureauBody, text.value, 'request.invalid');
    const preview = await previewBureau(draft, services);
    printPreview(preview, write);
    if (preview.problems.length > 0) return printProblems(preview.problems, path, text, write);
    if (!applies) {
      write('预览（未改动）。确认无误后加上 --apply。\n');
      return 0;
    }
    return await apply(draft, services, write);
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    return printProblems(error.fields.length > 0 ? error.fields : [{ field: '', problem: error.detail }], path, text, write);
  }
}

async function apply(draft: BureauDraft, services: { database: Database; packs: LoadedPacks }, write: Write): Promise<number> {
  const done = await setUpBureau(draft, services);
  write(`\n已设立${done.name}等 ${done.organisations} 个机构，其中社工站 ${done.stations} 个（编号 ${done.id}）\n`);
  write(`${done.note}\n`);
  for (const { organisation, roleName, login, password: shown } of done.accounts) {
    write(`  ${padded(organisation, 36)}${padded(roleName, 10)}${padded(login, 32)}${shown}\n`);
  }
  return 0;
}

function printPreview({ pack, tree, roles }: z.infer<typeof BureauPreview>, write: Write): void {
  write(`政策：${pack.name}（${pack.id} 版本 ${pack.version}）\n\n机构\n`);
  for (const { depth, name, levelName, accounts } of tree) {
    write(`  ${padded(`${'  '.repeat(depth)}${name}`, 48)}${padded(levelName, 26)}${accounts > 0 ? `账号 ${accounts} 个` : ''}\n`);
  }
  write('\n角色\n');
  for (const { title, organisations, instead, reason } of roles) {
    const [first = instead ?? '', ...others] = organisations;
    write(`  ${padded(title, 36)}${padded(others.length > 0 ? `${first} 等 ${others.length + 1} 个` : first, 36)}${reason.inWords}\n`);
  }
  write('\n');
}

function printProblems(problems: readonly FieldProblem[], path: string, text: YamlText, write: Write): number {
  for (const { field, problem, received, allowed } of problems) {
    const place = field.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const values = [received !== undefined && `填写：${received}`, allowed !== undefined && `允许：${allowed}`].filter(Boolean).join('，');
    write(`✗ ${path}:${text.lineOf(place)} ${field} ${problem}${values ? `（${values}）` : ''}\n`);
  }
  write(`${problems.length} 处须改正，没有设立任何机构\n`);
  return 1;
}

/** Another password for an account whose first one was lost; whoever is signed in with it is signed out. */
async function password(login: string, database: Database, write: Write): Promise<number> {
  const account = await database.account.findUnique({ where: { login }, select: { personId: true, demo: true } });
  if (!account || account.demo) {
    write(account ? '演示账号没有密码\n' : '没有这个账号\n');
    return 1;
  }
  const fresh = oneTimePassword();
  const passwordHash = await hashPassword(fresh);
  await database.transaction(async (transaction) => {
    await transaction.$executeRaw`UPDATE account SET password_hash = ${passwordHash} WHERE login = ${login}`;
    await transaction.$executeRaw`DELETE FROM session WHERE person_id = ${account.personId}`;
  });
  write(`${login} 的一次性密码（只显示这一次）：${fresh}\n`);
  return 0;
}

function padded(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(1, columns - width(text)));
}
