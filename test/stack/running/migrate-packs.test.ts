import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readConfig } from '../../../config.ts';
import { CatalogueError } from '../../../domain/errors.ts';
import { type LoadedPacks, loadPacks, PACKS_FOLDER } from '../../../policies/load.ts';
import { migratePacks } from '../../../stack/migrate-packs.ts';
import { type Kit, startKit } from '../../support/kit.ts';
import { openReferral, request, steps } from '../../support/referral.ts';

/** Loaded from a folder that is gone afterwards: neither the move nor what is recorded reads a policy file. */
const packs = loadPacksOnce();
let kit: Kit;
/** Two processes of one pack and one of another on a version of before, and one on a version that is still to come. */
let banner: string;
let second: string;
let province: string;
let ahead: string;

const versionOf = async (id: string) => (await kit.database.process.findUniqueOrThrow({ where: { id } })).packVersion;
const versions = () => Promise.all([banner, second, province, ahead].map(versionOf));
const moves = () =>
  kit.database.event.findMany({ where: { type: 'pack-moved' }, orderBy: { processId: 'asc' }, select: { processId: true, data: true } });
const dueOf = (processId: string) =>
  kit.database.duty.findUniqueOrThrow({
    where: { processId_key: { processId, key: 'referral.feedback' } },
    select: { due: true, label: true },
  });

function loadPacksOnce(): LoadedPacks {
  const folder = mkdtempSync(join(tmpdir(), 'luyue-packs-'));
  cpSync(PACKS_FOLDER, folder, { recursive: true, filter: (path) => !path.endsWith('.ts') });
  const loaded = loadPacks(folder);
  rmSync(folder, { recursive: true });
  return loaded;
}

async function migrate(...args: string[]) {
  let output = '';
  const code = await migratePacks(args, (text) => (output += text), { config: kit.config, packs });
  return { code, output };
}

/** As a process that was opened long ago: the version is one that the house does not keep any more. */
async function pin(version: string, ...ids: string[]): Promise<void> {
  await kit.database.process.updateMany({ where: { id: { in: ids } }, data: { packVersion: version } });
}

beforeAll(async () => {
  kit = await startKit();
  banner = await openReferral(kit, 'nm');
  second = await openReferral(kit, 'nm');
  province = await openReferral(kit, 'hn');
  ahead = await openReferral(kit, 'nm');
  for (const [name, body, actor] of steps().slice(0, 3)) await kit.commands.submit(request(banner, name, body, { actor }));
  await pin('0', banner, second, province);
  await pin('2', ahead);
});
afterAll(async () => {
  await pin('1', banner, second, province, ahead);
  await kit.close();
});

describe('luyue packs migrate', () => {
  test.each([
    [[]],
    [['--apply']],
    [['nm', '--to']],
    [['nm', '--now']],
    [['all', '--to', '1']],
    [['--all', '--process', 'x']],
    [['all', 'nm']],
  ])('tells its use after %j', async (args) => {
    const { code, output } = await migrate(...args);
    expect(code).toBe(2);
    expect(output).toMatch(/^luyue packs migrate <编号>/);
  });

  test('needs to be told where the record and the engine are', async () => {
    let output = '';
    expect(await migratePacks(['all'], (text) => (output += text), { config: readConfig({}), packs })).toBe(2);
    expect(output).toContain('DATABASE_URL');
  });

  test('refuses a pack or a version that there is not', async () => {
    await expect(migrate('xx', '--apply')).rejects.toThrow(CatalogueError);
    await expect(migrate('nm', '--to', '9', '--apply')).rejects.toThrow(CatalogueError);
    expect(await versions()).toEqual(['0', '0', '0', '2']);
  });

  test('all: previews every process on an older version, with the days that change, and changes nothing', async () => {
    const { due, label } = await dueOf(banner);
    await kit.database.duty.updateMany({ where: { processId: banner, key: 'referral.feedback' }, data: { due: '2026-01-09' } });
    const { code, output } = await migrate('all');
    expect(code).toBe(0);
    expect(output).toContain(`（${banner}）版本 0 → 1\n    ${label}：2026-01-09 → ${due}\n`);
    expect(output).toContain(`（${second}）版本 0 → 1\n    期限没有变化\n`);
    expect(output).toContain('预览（未改动）：将改用 nm 版本 1，2 个流程\n');
    expect(output).toContain('预览（未改动）：将改用 hn 版本 1，1 个流程\n');
    expect(output).toMatch(/共 3 个流程\n$/);
    expect(output).not.toContain(ahead);
    expect(await versions()).toEqual(['0', '0', '0', '2']);
    expect(await moves()).toEqual([]);
  });

  test('one process of a pack is moved alone', async () => {
    const { code, output } = await migrate('nm', '--process', second, '--apply');
    expect(code).toBe(0);
    expect(output).toContain('已改用 nm 版本 1，1 个流程\n');
    expect(await versions()).toEqual(['0', '1', '0', '2']);
  });

  test('all: moves the rest, with one line each in the journal; who is ahead stays there', async () => {
    const { code, output } = await migrate('--all', '--apply');
    expect(code).toBe(0);
    expect(output).toMatch(/共 2 个流程\n$/);
    expect(await versions()).toEqual(['1', '1', '1', '2']);
    const data = { from: '0', to: '1' };
    expect(await moves()).toEqual([banner, second, province].sort().map((processId) => ({ processId, data })));
    expect((await dueOf(banner)).due).not.toBe('2026-01-09');
  });

  test('all: twice moves once', async () => {
    expect(await migrate('all', '--apply')).toEqual({ code: 1, output: '没有流程仍用旧版本\n' });
    expect(await moves()).toHaveLength(3);
  });
});
