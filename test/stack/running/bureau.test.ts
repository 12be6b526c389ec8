import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { isPassword } from '../../../api/auth/passwords.ts';
import { createDatabase as connect, type Database } from '../../../prisma/client.ts';
import { seed } from '../../../prisma/seed/index.ts';
import { bureau } from '../../../stack/bureau.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { createDatabase, dropDatabase, type TestDatabase } from '../../support/stack.ts';

const PASSWORD = /[2-9a-z]{4}(-[2-9a-z]{4}){3}/;
const before = process.env['DATABASE_URL'];
let stored: TestDatabase;
let database: Database;
const folder = temporaryFolder();

beforeAll(async () => {
  stored = await createDatabase();
  await seed(stored.url);
  database = connect(stored.url);
  process.env['DATABASE_URL'] = stored.url;
});
afterAll(async () => {
  if (before === undefined) delete process.env['DATABASE_URL'];
  else process.env['DATABASE_URL'] = before;
  await database.$disconnect();
  await dropDatabase(stored);
});

/** Runs the command; answers its exit code and what it printed. */
async function run(...args: string[]): Promise<{ code: number; printed: string }> {
  let printed = '';
  const code = await bureau(args, (text) => {
    printed += text;
  });
  return { code, printed };
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const exampleFor = async (pack: string) => (await run('example', '--pack', pack)).printed;

describe('what is not understood or not taken', () => {
  test.each([[[]], [['create']], [['build', 'x']], [['create', 'x', '--now']], [['password', 'x', '--apply']], [['example']]])(
    '%j',
    async (args) => {
      expect(await run(...args)).toMatchObject({ code: 2, printed: expect.stringContaining('luyue bureau create') });
    },
  );

  test('a pack of a project has no bureau', async () => {
    expect(await run('example', '--pack', 'lx')).toMatchObject({ code: 2, printed: expect.stringContaining('现有：') });
  });

  test('each problem is told with its line', async () => {
    const text = (await exampleFor('gz')).replace('parent: province', 'parent: nowhere').replace('name: 示例一镇人民政府', 'name: ""');
    const shape = await run('create', file('shape.yaml', text), '--apply');
    expect(shape.code).toBe(1);
    expect(shape.printed).toMatch(/shape\.yaml:\d+ towns\.0\.name 不能为空/);
    const line = text.split('\n').findIndex((one) => one.includes('parent: nowhere')) + 1;
    const mended = text.replace('name: ""', 'name: 一镇');
    expect((await run('create', file('tree.yaml', mended))).printed).toContain(`tree.yaml:${line} organisations.1.parent 没有这个上级机构`);
    const anchored = await run('create', file('anchor.yaml', 'packId: &a gz\n'));
    expect(anchored).toMatchObject({ code: 1, printed: expect.stringContaining('anchor.yaml:1 不允许使用锚点') });
    const unknown = await run('create', file('pack.yaml', (await exampleFor('gz')).replace('packId: gz', 'packId: xx')));
    expect(unknown).toMatchObject({ code: 1, printed: expect.stringContaining('packId 没有这个政策包') });
    expect(await database.organisation.count({ where: { name: { startsWith: '示例' } } })).toBe(0);
  });

  test('no password for nobody, nor for a demo account', async () => {
    expect(await run('password', 'nobody')).toEqual({ code: 1, printed: '没有这个账号\n' });
    expect(await run('password', 'hn-clerk')).toEqual({ code: 1, printed: '演示账号没有密码\n' });
  });
});

describe('a bureau from a file', () => {
  test('is shown first, with who fills which role, and is not set up', async () => {
    const path = file('gz.yaml', await exampleFor('gz'));
    const { code, printed } = await run('create', path);
    expect(code).toBe(0);
    expect(printed).toMatch(/示例县民政局 +县\(市、区\)民政局 +账号 2 个/);
    expect(printed).toMatch(/采购组织方 +示例省民政厅 +GZ-15 省级组织采购/);
    expect(printed).toContain('预览（未改动）');
    expect(await database.organisation.count({ where: { name: { startsWith: '示例' } } })).toBe(0);
  });

  test('is set up with --apply; the passwords that it prints open the accounts', async () => {
    const { code, printed } = await run('create', join(folder, 'gz.yaml'), '--apply');
    expect(code).toBe(0);
    const [line = ''] = printed.split('\n').filter((one) => one.includes('gz.county.clerk'));
    const [password = ''] = PASSWORD.exec(line) ?? [];
    const account = await database.account.findUniqueOrThrow({ where: { login: 'gz.county.clerk' } });
    expect(await isPassword(account.passwordHash, password)).toBe(true);
    expect(await database.command.findFirstOrThrow({ where: { kind: 'bureau' } })).toMatchObject({ role: 'system', personId: null });
  });

  test('is not set up twice', async () => {
    const { code, printed } = await run('create', join(folder, 'gz.yaml'), '--apply');
    expect(code).toBe(1);
    expect(printed).toContain('账号已被占用');
    expect(await database.organisation.count({ where: { name: '示例省民政厅' } })).toBe(1);
  });

  test('may be JSON; many towns that purchase are named by their number', async () => {
    const path = file('sm.json', JSON.stringify(parse(await exampleFor('sm'))));
    const { code, printed } = await run('create', path);
    expect([code, printed]).toEqual([1, expect.stringContaining('这个机构已经登记')]);
    expect(printed).not.toContain('--apply。');
    const other = file('sm-2.json', JSON.stringify(parse((await exampleFor('sm')).replaceAll('示例', '另一'))));
    expect((await run('create', other)).printed).toMatch(/购买主体 +另一一镇人民政府 等 2 个 +SM-09/);
  });
});

test('a lost password is replaced, and whoever was signed in with the old one is signed out', async () => {
  const { personId } = await database.account.findUniqueOrThrow({ where: { login: 'gz.county.head' } });
  const { id: membershipId } = await database.membership.findFirstOrThrow({ where: { personId } });
  await database.session.create({ data: { id: 'old', personId, membershipId, expiresAt: '2099-01-01T00:00:00.000Z' } });
  const { code, printed } = await run('password', 'gz.county.head');
  expect(code).toBe(0);
  const [password = ''] = PASSWORD.exec(printed) ?? [];
  const account = await database.account.findUniqueOrThrow({ where: { login: 'gz.county.head' } });
  expect(await isPassword(account.passwordHash, password)).toBe(true);
  expect(await database.session.count({ where: { personId } })).toBe(0);
});
