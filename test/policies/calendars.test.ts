import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CatalogueError } from '../../domain/errors.ts';
import { parsePlainDate } from '../../domain/time.ts';
import { loadCalendars } from '../../policies/calendars.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'calendars-'));
  cpSync('policies/calendars', folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Changes one file of a copy of the real calendars. */
function change(file: string, from: string, to: string): void {
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(folder, file), text.replace(from, to));
}

function refusal(): CatalogueError {
  try {
    loadCalendars(folder);
  } catch (error) {
    if (error instanceof CatalogueError) return error;
    throw error;
  }
  throw new Error('the calendars were loaded');
}

describe('a wrong calendar folder does not load', () => {
  it.each<[string, string, string, string, string[]]>([
    ['a year that is missing', 'national.yaml', '  - year: 2022\n', '  - year: 2222\n', ['national.yaml', '2222', '2022']],
    ['a day that does not exist', 'national.yaml', '2022-04-02', '2022-04-31', ['national.yaml', '2022-04-31', 'YYYY-MM-DD']],
    ['a make-up day on a weekday', 'national.yaml', '2022-04-02', '2022-04-06', ['national.yaml 2022 年', '2022-04-06', '周六或周日']],
    ['a day written twice', 'national.yaml', '2026-10-10]', '2026-09-20]', ['national.yaml 2026 年', '2026-09-20', '两次']],
    ['an unknown key', 'national.yaml', 'makeUp: [2018', 'makeup: [2018', ['national.yaml', 'makeup']],
    ['an unknown region', 'ningxia.yaml', 'region: CN-64', 'region: CN-65', ['ningxia.yaml', 'region', 'CN-65', 'CN-64']],
    ['a version of another form', 'national.yaml', "version: '2026.1'", "version: '1'", ['national.yaml', 'version', '2026.1']],
    ['broken YAML', 'national.yaml', 'years:', 'years: [', ['national.yaml', 'YAML']],
  ])('%s', (_, file, from, to, words) => {
    change(file, from, to);
    const error = refusal();
    expect(error.code).toBe('calendar.invalid');
    for (const word of words) expect(error.detail).toContain(word);
  });

  it('a region without its file, and a second file for a region', () => {
    rmSync(join(folder, 'ningxia.yaml'));
    expect(refusal().detail).toContain('CN-64');
    cpSync(join(folder, 'national.yaml'), join(folder, 'ningxia.yaml'));
    expect(refusal().detail).toContain('ningxia.yaml');
  });
});

describe('the calendars', () => {
  it('name their content: the same folder, the same version; another day, another version for every region', () => {
    const before = loadCalendars(folder);
    expect(before.version).toBe(loadCalendars().version);
    expect(before.version).toMatch(/^2026\.1-[0-9a-f]{8}$/);
    expect(before.calendarFor('CN-64').version).toBe(before.version);
    change('ningxia.yaml', ', to: 2022-07-12', ', to: 2022-07-13');
    const after = loadCalendars(folder);
    expect(after.version).not.toBe(before.version);
    expect(after.calendarFor('CN').version).toBe(after.version);
  });

  it('take in the notice of a further year: its days are known, the year before is settled', () => {
    const notice =
      '  - year: 2027\n    notices: [{ title: 演练用通知, verified: false }]\n    off: [{ name: 元旦, from: 2026-12-31, to: 2027-01-02 }]\n    makeUp: [2027-01-03]\n';
    writeFileSync(join(folder, 'national.yaml'), readFileSync(join(folder, 'national.yaml'), 'utf8') + notice);
    const calendar = loadCalendars(folder).calendarFor('CN');
    expect(calendar.lastAnnouncedYear).toBe(2027);
    expect(calendar.days.at(-363)).toEqual({ date: parsePlainDate('2027-01-03'), working: true, why: 'make-up' });
    expect(calendar.days.at(-366)).toEqual({ date: '2026-12-31', working: false, why: 'holiday', name: '元旦' });
  });
});
