import { rmSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CatalogueError } from '../../domain/errors.ts';
import { loadPacks, readPacks } from '../../policies/load.ts';
import { edit, policyFolder, put, textOf } from './folder.ts';

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof CatalogueError) return error.code;
    throw error;
  }
  return 'nothing was refused';
}

describe('loading', () => {
  test('an unknown pack or version is refused, and so is no version of an unknown pack', () => {
    const { policy } = loadPacks();
    expect(codeOf(() => policy('xx'))).toBe('pack.unknown');
    expect(codeOf(() => policy('gz', '9'))).toBe('pack.unknown');
    expect(codeOf(() => policy('__proto__'))).toBe('pack.unknown');
  });

  test('a folder without defaults is a defect', () => {
    const folder = policyFolder();
    rmSync(`${folder}/default.yaml`);
    expect(() => readPacks(folder)).toThrow('ENOENT');
  });

  test('the hash is that of the content: a changed word changes it, reading again does not', () => {
    const folder = policyFolder();
    const hash = () => readPacks(folder).packs.get('gz')?.contentHash;
    const before = hash();
    expect(before).toMatch(/^[0-9a-f]{64}$/);
    expect(hash()).toBe(before);
    edit(folder, 'gz.yaml', ['name: 贵州省', 'name: 贵州']);
    expect(hash()).not.toBe(before);
  });

  test('happens once: afterwards a look-up reads no file', () => {
    const folder = policyFolder();
    const first = loadPacks(folder);
    rmSync(folder, { recursive: true });
    expect(loadPacks(folder)).toBe(first);
    expect(first.policy('gz').rule('onboarding.staffed')?.id).toBe('GZ-17');
    expect(first.policy('gz')).toBe(first.policy('gz', '1'));
  });
});

describe('published versions', () => {
  test('a version that was published is not edited', () => {
    const folder = policyFolder();
    put(folder, 'versions/gz-1.yaml', textOf(folder, 'gz.yaml'));
    expect(readPacks(folder).problems).toEqual([]);
    edit(folder, 'gz.yaml', ['name: 贵州省', 'name: 贵州']);
    expect(readPacks(folder).problems).toMatchObject([{ file: 'versions/gz-1.yaml', field: 'version', received: '1' }]);
  });

  test('it stands under its own name, whole, and has the shape of a pack', () => {
    const folder = policyFolder();
    put(folder, 'versions/gz-2.yaml', textOf(folder, 'gz.yaml'));
    put(folder, 'versions/gz-3.yaml', textOf(folder, 'gz.yaml').replace('version: "1"', 'version: "3"\nextends: hn'));
    put(folder, 'versions/gz-4.yaml', 'id: gz\n');
    expect(readPacks(folder).problems.map(({ file, field }) => `${file} ${field}`)).toEqual(
      expect.arrayContaining(['versions/gz-2.yaml version', 'versions/gz-3.yaml extends', 'versions/gz-4.yaml rules']),
    );
  });

  test('a running process keeps its version; a new one takes the current', () => {
    const folder = policyFolder();
    put(folder, 'versions/gz-1.yaml', textOf(folder, 'gz.yaml'));
    edit(
      folder,
      'gz.yaml',
      ['version: "1"', 'version: "2"'],
      ['effectiveFrom: 2020-03-24', 'effectiveFrom: 2021-01-01'],
      ['slot: plan.station-plan', 'slot: service.guide'],
    );
    const { policy, problems } = readPacks(folder);
    expect(problems).toEqual([]);
    expect(policy('gz', '1').rule('plan.station-plan')?.id).toBe('GZ-08');
    expect(policy('gz').pack.version).toBe('2');
    expect(policy('gz').rule('plan.station-plan')).toBe(undefined);
  });

  test('the previous version stays in force while the new one is wrong', () => {
    const folder = policyFolder();
    put(folder, 'versions/gz-1.yaml', textOf(folder, 'gz.yaml'));
    edit(folder, 'gz.yaml', ['version: "1"', 'version: "2"'], ['slot: plan.station-plan', 'slot: plan.stationplan']);
    const { policy, problems, packs } = readPacks(folder);
    expect(problems).toMatchObject([{ file: 'gz.yaml', rule: 'GZ-08' }]);
    expect(packs.has('gz')).toBe(false);
    expect(policy('gz', '1').pack.version).toBe('1');
  });
});
