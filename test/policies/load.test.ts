import { rmSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { CatalogueError } from '../../domain/errors.ts';
import { loadPacks, readPacks } from '../../policies/load.ts';
import { edit, policyFolder } from './folder.ts';

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
