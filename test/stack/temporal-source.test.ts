import { describe, expect, test } from '@jest/globals';
import { lostWith, type Probes, temporalSources } from '../../stack/temporal-source.ts';

const BINARIES = { server: '/cache/temporal-server', sqlTool: '/cache/temporal-sql-tool', ui: '/cache/temporal-ui' };
const RECENT = 'temporal version 1.6.0 (Server 1.32.0, UI 2.50.0)';
const BARE: Probes = { address: undefined, binaries: () => undefined, go: async () => undefined, commandLine: async () => undefined };
const RICH: Probes = {
  address: undefined,
  binaries: () => BINARIES,
  go: async () => 'go version go1.26.8 linux/amd64',
  commandLine: async () => RECENT,
};

function mustNotAsk(): never {
  throw new Error('this must not be asked');
}

test('a cluster that the operator names is the only source, and nothing else is asked', async () => {
  const probes = { address: 'temporal.example:7233', binaries: mustNotAsk, go: mustNotAsk, commandLine: mustNotAsk };
  expect(await temporalSources(probes)).toEqual([{ kind: 'address', address: 'temporal.example:7233' }]);
});

test('programs that are built need no other source', async () => {
  const probes = { ...RICH, go: mustNotAsk, commandLine: mustNotAsk };
  expect(await temporalSources(probes)).toEqual([{ kind: 'binaries', binaries: BINARIES }]);
});

test.each<[string, Partial<Probes>, string[]]>([
  ['Go builds, then the command, then the download', { go: RICH.go, commandLine: RICH.commandLine }, ['build', 'command-line', 'download']],
  ['Go alone', { go: RICH.go }, ['build', 'download']],
  ['the command alone', { commandLine: RICH.commandLine }, ['command-line', 'download']],
  ['a bare machine is left with the download', {}, ['download']],
])('%s', async (_what, probes, kinds) => {
  const sources = await temporalSources({ ...BARE, ...probes });
  expect(sources.map(({ kind }) => kind)).toEqual(kinds);
});

describe('the version of the server inside the command', () => {
  test.each([
    ['older by a minor version', 'temporal version 1.5.1 (Server 1.31.9, UI 2.42.1)'],
    ['older by a major version', 'temporal version 0.13.0 (Server 0.40.0, UI 2.42.1)'],
    ['unreadable', 'temporal version ?'],
  ])('%s: what is lost is told', (_what, version) => {
    expect(lostWith(version)).toContain('older than 1.32');
  });

  test.each([
    ['just recent enough', RECENT],
    ['of a later major version', 'temporal version 3.0.0 (Server 2.0.0, UI 3.0.0)'],
  ])('%s: nothing is lost', (_what, version) => {
    expect(lostWith(version)).toBeUndefined();
  });
});
