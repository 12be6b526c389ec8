import type { TemporalBinaries } from './temporal-server.ts';

/** Where Temporal can come from, in the order of preference. */
export type TemporalSource =
  | { kind: 'address'; address: string }
  | { kind: 'binaries'; binaries: TemporalBinaries }
  | { kind: 'build' }
  | { kind: 'command-line'; version: string }
  | { kind: 'download' };

/** What the machine offers; each is asked only when those before it have nothing. */
export interface Probes {
  address: string | undefined;
  binaries(): TemporalBinaries | undefined;
  /** What `go version` prints; nothing when there is no Go. */
  go(): Promise<string | undefined>;
  /** What `temporal --version` prints; nothing when there is no such command. */
  commandLine(): Promise<string | undefined>;
}

/**
 * The sources to try, best first: a cluster that the operator names is the only one, programs that are built already need no other; else Go
 * builds the real server, the `temporal` command brings a small one, and the SDK's own download of that command comes last.
 */
export async function temporalSources(probes: Probes): Promise<TemporalSource[]> {
  if (probes.address !== undefined) return [{ kind: 'address', address: probes.address }];
  const binaries = probes.binaries();
  if (binaries !== undefined) return [{ kind: 'binaries', binaries }];
  const sources: TemporalSource[] = [];
  if ((await probes.go()) !== undefined) sources.push({ kind: 'build' });
  const version = await probes.commandLine();
  if (version !== undefined) sources.push({ kind: 'command-line', version });
  return [...sources, { kind: 'download' }];
}

/** The first server version with updates as Lüyue uses them and time skipping. */
const WANTED = [1, 32] as const;

/** What is lost with the server inside this version of the `temporal` command; nothing when it is recent enough. */
export function lostWith(version: string): string | undefined {
  const [, major, minor] = /Server (\d+)\.(\d+)/.exec(version) ?? [];
  const found = [Number(major), Number(minor)] as const;
  const recent = found[0] > WANTED[0] || (found[0] === WANTED[0] && found[1] >= WANTED[1]);
  if (recent) return undefined;
  return `Its server is older than ${WANTED.join('.')}: commands may answer late after a worker's death, and time cannot be skipped in tests`;
}

/** What to do when no source works. */
export const WAYS_OUT = `There is no Temporal server, and none can be made here. Ways out, any one of them:
  1. install Go 1.26 or newer (go.dev) and start again: the official server is built once, in some minutes
  2. install the temporal command (docs.temporal.io/cli) and start again
  3. docker compose up: the official images, see docker-compose.yml
  4. set TEMPORAL_ADDRESS=host:port of a Temporal cluster that you have
没有可用的 Temporal 服务，请任选上述一种办法后重新启动。`;
