import { join } from 'node:path';
import { messageOf } from './failure.ts';
import { nodeCommand } from './programs.ts';
import { run } from './run.ts';
import { buildBinaries, cachedBinaries } from './temporal-binaries.ts';
import type { TemporalBinaries } from './temporal-server.ts';
import { lostWith, type TemporalSource, temporalSources, WAYS_OUT } from './temporal-source.ts';
import { type Say, step } from './terminal.ts';

/** The Temporal that this start uses: a cluster elsewhere, the real server on our PostgreSQL, or the small one of the `temporal` command. */
export type ObtainedTemporal =
  | { kind: 'address'; address: string }
  | { kind: 'server'; binaries: TemporalBinaries }
  | { kind: 'dev-server'; command: string };

const answerOf = (command: string, ...args: string[]) => run({ command, args }).catch(() => undefined);

function tellDevServer(say: Say, version: string): void {
  say('  ! The small server of the temporal command is used, on a file of its own. Processes of another server are not seen there;');
  say('    luyue rebuild starts them anew from the record · 使用精简的 Temporal 服务，可用 luyue rebuild 从数据库恢复流程');
  const lost = lostWith(version);
  if (lost !== undefined) say(`    ${lost}`);
}

async function realise(source: TemporalSource, cache: string, say: Say, signal: AbortSignal): Promise<ObtainedTemporal> {
  switch (source.kind) {
    case 'address':
      return source;
    case 'binaries':
      return { kind: 'server', binaries: source.binaries };
    case 'build':
      return { kind: 'server', binaries: await buildBinaries(cache, say, signal) };
    case 'command-line':
      tellDevServer(say, source.version);
      return { kind: 'dev-server', command: 'temporal' };
    case 'download': {
      const program = nodeCommand('stack/temporal-download.ts', join(cache, 'temporal-command'));
      const command = await step(say, 'Temporal: download of the temporal command · 下载', () => run({ ...program, signal }));
      tellDevServer(say, (await answerOf(command, '--version')) ?? '');
      return { kind: 'dev-server', command };
    }
  }
}

/** Finds or makes a Temporal, trying the sources in their order; when none works the error tells why each failed, and the ways out. */
export async function obtainTemporal(address: string | undefined, cache: string, say: Say, signal: AbortSignal): Promise<ObtainedTemporal> {
  const sources = await temporalSources({
    address,
    binaries: () => cachedBinaries(cache),
    go: () => answerOf('go', 'version'),
    commandLine: () => answerOf('temporal', '--version'),
  });
  const failures: string[] = [];
  for (const source of sources) {
    try {
      return await realise(source, cache, say, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      failures.push(`${source.kind}: ${messageOf(error)}`);
    }
  }
  throw new Error(`${failures.join('\n')}\n\n${WAYS_OUT}`);
}
