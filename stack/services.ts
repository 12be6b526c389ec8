import { answers, type Running, startProcess, whenReady } from './process.ts';
import { nodeCommand } from './programs.ts';

/** A process of our own: the worker or the API. */
export interface ServicePlan {
  name: string;
  /** The TypeScript file, from the project's folder. */
  file: string;
  /** Where its log and process number go; also told to it, so that a left-over can be recognised. */
  folder: string;
  /** The port of its /livez and /readyz. */
  port: number;
  settings: Record<string, string>;
  signal: AbortSignal;
}

/** Starts a service and waits until it is alive; that it is ready, too, needs database and Temporal, and is asked with `serviceReady`. */
export async function startService(plan: ServicePlan): Promise<Running> {
  const { name, file, folder, port, settings, signal } = plan;
  const running = await startProcess({ name, folder, ...nodeCommand(file, `--home=${folder}`), environment: settings, patience: 15_000 });
  await whenReady(running, { name, folder, signal }, () => answers(`http://127.0.0.1:${port}/livez`));
  return running;
}

/** Waits until a live service can do its work. */
export async function serviceReady(running: Running, plan: ServicePlan): Promise<void> {
  await whenReady(running, plan, () => answers(`http://127.0.0.1:${plan.port}/readyz`));
}
