import { rmSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CatalogueError } from '../../domain/errors.ts';
import type { PlainDate } from '../../domain/ids.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { packs as command } from '../../policies/cli.ts';
import { loadPacks, readPacks } from '../../policies/load.ts';
import { compareVersions } from '../../policies/published.ts';
import { edit, policyFolder, put, textOf } from './folder.ts';
import { publishedFolder } from './published.ts';

const calendars = loadCalendars();
const read = (folder: string) => readPacks(folder, calendars);
const places = (folder: string) => read(folder).problems.map(({ file, field }) => `${file} ${field}`);
const on = (day: string) => day as PlainDate;

async function publish(folder: string, ...ids: string[]) {
  let output = '';
  const code = await command(['publish', ...ids], (text) => (output += text), folder);
  return { code, output };
}

/** The next version of the pack of Guizhou: fifteen days to staff a station have become ten. */
function nextVersion(folder: string, from = '2026-01-01'): void {
  edit(
    folder,
    'gz.yaml',
    ['version: "1"', 'version: "2"'],
    ['effectiveFrom: 2020-03-24', `effectiveFrom: ${from}`],
    ['slot: plan.station-plan', 'slot: service.guide'],
  );
}

/** A county under Guizhou that adds one rule of its own. */
const COUNTY = `id: county
name: 演练县
version: "1"
effectiveFrom: 2021-01-01
region: CN
source: "001"
extends: gz
levels: [{ level: county, name: 县民政局 }]
rules:
  - id: CO-01
    title: 驻站社工到位
    tags: E M
    basis: { source: "001", clause: 三(三)3, line: 43, quote: 15个工作日内 }
    binding: mandatory
    slot: onboarding.staffed
    kind: deadline
    owes: contractor
    to: [purchaser]
    when: { after: agreement-signed, term: { count: 10, unit: working-day } }
    examples:
      - { events: { agreement-signed: 2026-03-02 }, due: 2026-03-16 }
      - { events: { agreement-signed: 2026-03-03 }, due: 2026-03-17 }
`;

describe('publishing', () => {
  test('what was published is not written over by other content, whatever the file looks like', async () => {
    const folder = await publishedFolder();
    const before = textOf(folder, 'versions/gz-1.yaml');
    edit(folder, 'gz.yaml', ['name: 贵州省', 'name: 贵州']);
    const { code, output } = await publish(folder, 'gz');
    expect(code).toBe(1);
    expect(output).toMatch(/^✗ gz\.yaml:\d+ version = "1"：内容与已发布的不同；已发布的版本不能修改，请改用新的版本号\n✗ gz 没有发布\n$/);
    expect(textOf(folder, 'versions/gz-1.yaml')).toBe(before);
    expect(read(folder).packs.get('gz')?.name).toBe('贵州省');
  });

  test('a pack that does not stand is not published, and the others are', async () => {
    const folder = policyFolder();
    const loose = COUNTY.replace('count: 10', 'count: 16').replace('due: 2026-03-16', 'due: 2026-03-24');
    put(folder, 'county.yaml', loose.replace('due: 2026-03-17', 'due: 2026-03-25'));
    const { code, output } = await publish(folder);
    expect(code).toBe(1);
    expect(output).toMatch(/✗ county\.yaml:19 CO-01 when = \{"after":.*：放宽了上级政策的强制规定/);
    expect(output).toContain('✗ county 没有发布\n');
    expect(output).toContain('✓ gz 版本 1 已发布：versions/gz-1.yaml\n');
  });

  test('an unknown pack is not understood', async () => {
    expect(await publish(policyFolder(), 'gz', 'xx')).toEqual({ code: 2, output: '没有政策包 xx；现有：gz\n' });
  });

  test('writes the pack whole, with what it inherits; what is written reads the same', async () => {
    const folder = policyFolder();
    put(folder, 'county.yaml', COUNTY);
    const before = read(folder).packs;
    expect((await publish(folder)).code).toBe(0);
    const { packs, problems, versions } = read(folder);
    expect(problems).toEqual([]);
    expect(textOf(folder, 'versions/county-1.yaml')).not.toContain('extends');
    expect(versions.map(({ id, version }) => `${id}@${version}`)).toEqual(['gz@1', 'county@1']);
    expect(packs).toEqual(before);
    rmSync(`${folder}/county.yaml`);
    const { contentHash, rules } = before.get('county') ?? {};
    expect(rules?.length).toBeGreaterThan(40);
    expect(read(folder).versions).toContainEqual(expect.objectContaining({ id: 'county', contentHash, rules }));
  });

  test('twice publishes once; comments, layout and the order of keys are not content', async () => {
    const folder = await publishedFolder();
    const before = textOf(folder, 'versions/gz-1.yaml');
    edit(
      folder,
      'gz.yaml',
      ['id: gz\nname: 贵州省\n', '# 说明\nname: "贵州省"\n\nid: gz\n'],
      ['{ count: 15, unit: working-day }', '{ unit: working-day, count: 15 }'],
    );
    expect(await publish(folder, 'gz')).toEqual({ code: 0, output: '  gz 版本 1 已经发布，内容相同\n' });
    expect(textOf(folder, 'versions/gz-1.yaml')).toBe(before);
    expect(read(folder).problems).toEqual([]);
  });

  test('a new version stands beside the old one', async () => {
    const folder = await publishedFolder();
    nextVersion(folder);
    expect(await publish(folder)).toEqual({ code: 0, output: '✓ gz 版本 2 已发布：versions/gz-2.yaml\n' });
    expect(places(folder)).toEqual([]);
  });
});

describe('a published file', () => {
  test('that was changed by hand is refused and left out, and is not written over', async () => {
    const folder = await publishedFolder();
    nextVersion(folder);
    edit(folder, 'versions/gz-1.yaml', ['count: 15, unit: working-day', 'count: 150, unit: working-day']);
    const { policy, problems } = read(folder);
    expect(problems).toMatchObject([{ file: 'versions/gz-1.yaml', field: 'contentHash', problem: expect.stringContaining('改动过') }]);
    expect(() => policy('gz', '1')).toThrow(CatalogueError);
    edit(folder, 'gz.yaml', ['version: "2"', 'version: "1"']);
    const { code, output } = await publish(folder, 'gz');
    expect(code).toBe(1);
    expect(output).toMatch(/^✗ versions\/gz-1\.yaml:\d+ contentHash/);
    expect(textOf(folder, 'versions/gz-1.yaml')).toContain('count: 150');
  });

  test('whose comments were changed still stands', async () => {
    const folder = await publishedFolder();
    put(folder, 'versions/gz-1.yaml', `# 归档\n${textOf(folder, 'versions/gz-1.yaml')}`);
    expect(places(folder)).toEqual([]);
  });

  test('stands under its own name, whole, with its hash, and has the shape of a pack', async () => {
    const folder = await publishedFolder();
    const text = textOf(folder, 'versions/gz-1.yaml');
    put(folder, 'versions/gz-2.yaml', text);
    put(folder, 'versions/gz-3.yaml', text.replace('version: "1"', 'version: "3"\nextends: hn'));
    put(folder, 'versions/gz-4.yaml', text.replace('version: "1"', 'version: "4"').replace(/contentHash.*\n/, ''));
    put(folder, 'versions/gz-5.yaml', 'id: gz\n');
    put(folder, 'versions/gz-6.yaml', text.replace('version: "1"', 'version: &six "6"'));
    expect(places(folder)).toEqual(
      expect.arrayContaining([
        'versions/gz-2.yaml version',
        'versions/gz-3.yaml extends',
        'versions/gz-4.yaml contentHash',
        'versions/gz-5.yaml rules',
        'versions/gz-6.yaml ',
      ]),
    );
    expect(read(folder).versions.map(({ version }) => version)).toEqual(['1']);
  });
});

describe('which version acts', () => {
  test('a running process keeps its version; a new one takes the current', async () => {
    const folder = await publishedFolder();
    nextVersion(folder);
    const { policy, problems } = read(folder);
    expect(problems).toEqual([]);
    expect(policy('gz', '1').rule('plan.station-plan')?.id).toBe('GZ-08');
    expect(policy('gz').pack.version).toBe('2');
    expect(policy('gz').rule('plan.station-plan')).toBe(undefined);
  });

  test('a version whose day is still to come waits for it', async () => {
    const folder = await publishedFolder();
    nextVersion(folder, '2027-07-01');
    const { policyOn } = read(folder);
    const days = ['2020-01-01', '2020-03-24', '2027-06-30', '2027-07-01'];
    expect(days.map((day) => policyOn('gz', on(day)).pack.version)).toEqual(['1', '1', '1', '2']);
    expect(() => policyOn('xx', on('2026-01-01'))).toThrow(CatalogueError);
  });

  test('a version that was taken back is not for new processes, nor is a pack whose file is gone', async () => {
    const folder = await publishedFolder();
    const first = textOf(folder, 'gz.yaml');
    nextVersion(folder);
    await publish(folder);
    put(folder, 'gz.yaml', first);
    const { policyOn, policy } = read(folder);
    expect(policyOn('gz', on('2026-11-26')).pack.version).toBe('1');
    expect(policy('gz', '2').pack.version).toBe('2');
    rmSync(`${folder}/gz.yaml`);
    const gone = read(folder);
    expect([...gone.packs.keys(), ...gone.problems, ...gone.heldBack.keys()]).toEqual([]);
    expect(() => gone.policyOn('gz', on('2026-11-26'))).toThrow(CatalogueError);
    expect(gone.policy('gz', '2').pack.version).toBe('2');
  });

  test('while the new file is wrong, the newest published version is the current one', async () => {
    const folder = await publishedFolder();
    nextVersion(folder);
    await publish(folder);
    edit(folder, 'gz.yaml', ['version: "2"', 'version: "10"'], ['slot: service.guide', 'slot: service.guides']);
    const { policy, policyOn, problems, heldBack } = read(folder);
    expect(problems).toMatchObject([{ file: 'gz.yaml', rule: 'GZ-08' }]);
    expect(heldBack).toEqual(new Map([['gz', '2']]));
    expect([policy('gz'), policyOn('gz', on('2026-11-26')), policy('gz', '1')].map(({ pack }) => pack.version)).toEqual(['2', '2', '1']);
  });

  test.each([
    ['1', '2', -1],
    ['10', '9', 1],
    ['1.10', '1.9.3', 1],
    ['2', '2.0', 0],
    ['1.0.1', '1', 1],
  ])('%s beside %s', (version, other, sign) => {
    expect(Math.sign(compareVersions({ version }, { version: other }))).toBe(sign);
  });
});

describe('a county and its province', () => {
  test('a mistake in the file of the province does not touch the county', async () => {
    const folder = await publishedFolder();
    put(folder, 'county.yaml', COUNTY);
    edit(folder, 'gz.yaml', ['version: "1"', 'version: "2"'], ['slot: plan.station-plan', 'slot: plan.stationplan']);
    const { packs, problems, heldBack } = read(folder);
    expect(problems).toMatchObject([{ file: 'gz.yaml', rule: 'GZ-08' }]);
    expect(heldBack).toEqual(new Map([['gz', '1']]));
    expect(packs.get('county')?.rules.map(({ id }) => id)).toEqual(expect.arrayContaining(['GZ-08', 'CO-01']));
  });

  test('nor does content that the province has changed under a published version', async () => {
    const folder = policyFolder();
    put(folder, 'county.yaml', COUNTY);
    await publish(folder);
    edit(folder, 'gz.yaml', ['name: 贵州省', 'name: 贵州'], ['slot: plan.station-plan', 'slot: service.guide']);
    expect(read(folder).heldBack).toEqual(new Map([['gz', '1']]));
    expect(places(folder)).toEqual(['gz.yaml version']);
  });

  test('a new version of the province asks the county for a new version too (Q-86)', async () => {
    const folder = policyFolder();
    put(folder, 'county.yaml', COUNTY);
    await publish(folder);
    nextVersion(folder);
    const { problems, policy } = read(folder);
    expect(problems).toMatchObject([
      { file: 'county.yaml', field: 'version', received: '1', problem: expect.stringContaining('含继承的上级规则') },
    ]);
    expect(policy('county').rule('plan.station-plan')?.id).toBe('GZ-08');
    edit(folder, 'county.yaml', ['version: "1"', 'version: "2"']);
    expect(places(folder)).toEqual([]);
    expect(read(folder).policy('county').rule('plan.station-plan')).toBe(undefined);
  });

  test('a circle falls back to what was published, whole', async () => {
    const folder = policyFolder();
    put(folder, 'county.yaml', COUNTY);
    await publish(folder);
    edit(folder, 'gz.yaml', ['id: gz\n', 'id: gz\nextends: county\n']);
    const { heldBack, policy } = read(folder);
    expect(places(folder)).toEqual(['county.yaml extends', 'gz.yaml extends']);
    expect(heldBack).toEqual(
      new Map([
        ['county', '1'],
        ['gz', '1'],
      ]),
    );
    expect(policy('county').rule('onboarding.staffed')?.id).toBe('CO-01');
  });
});

test('a server that is running knows every version without its files', async () => {
  const folder = await publishedFolder();
  nextVersion(folder);
  const { policy, policyOn } = loadPacks(folder);
  rmSync(folder, { recursive: true });
  expect(policy('gz', '1').rule('plan.station-plan')?.id).toBe('GZ-08');
  expect(policy('gz').rule('service.guide')?.id).toBe('GZ-08');
  expect(policyOn('gz', on('2026-11-26')).pack.version).toBe('2');
  expect(policy('gz', '1')).toBe(policy('gz', '1'));
});
