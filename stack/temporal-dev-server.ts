import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { answers, startProcess, whenReady } from './process.ts';
import { dynamicSettings } from './temporal-config.ts';
import type { Temporal } from './temporal-server.ts';

/** A small Temporal server on a file, as the `temporal` command brings it: for a machine on which the real one cannot be built. */
export interface DevServerPlan {
  folder: string;
  /** The `temporal` command. */
  command: string;
  ports: { temporal: number; temporalHttp: number; temporalUi: number };
  namespace: string;
  signal?: AbortSignal | undefined;
}

/** The arguments of the `temporal` command; the store is a file, so that a restart finds everything again. */
export function devServerArguments({ folder, ports, namespace }: DevServerPlan): string[] {
  const settings = Object.entries(dynamicSettings(false)).flatMap(([name, value]) => [
    '--dynamic-config-value',
    `${name}=${JSON.stringify(value)}`,
  ]);
  const options = {
    'db-filename': join(resolve(folder), 'temporal.db'),
    ip: '127.0.0.1',
    port: String(ports.temporal),
    'http-port': String(ports.temporalHttp),
    'ui-port': String(ports.temporalUi),
    namespace,
    'log-level': 'warn',
  };
  return ['server', 'start-dev', ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]), ...settings];
}

/** Starts the server of the `temporal` command, its UI included, and waits until its frontend answers. */
export async function startDevServer(plan: DevServerPlan): Promise<Temporal> {
  const folder = resolve(plan.folder);
  mkdirSync(folder, { recursive: true });
  const child = { name: 'temporal-dev-server', folder, command: plan.command, args: devServerArguments(plan), signal: plan.signal };
  const running = await startProcess(child);
  await whenReady(running, child, () => answers(`http://127.0.0.1:${plan.ports.temporalHttp}/api/v1/system-info`));
  return { ...running, address: `127.0.0.1:${plan.ports.temporal}` };
}
