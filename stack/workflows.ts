import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeCommand, ROOT } from './programs.ts';
import { run } from './run.ts';
import { hashOfSources } from './sources.ts';
import { type Say, step } from './terminal.ts';

/** The workflows as one file for the worker, made in a process of its own when they have changed: the bundler would stay in the worker's memory. */
export async function bundleWorkflows(home: string, say: Say, signal: AbortSignal): Promise<string> {
  const name = `workflows-${hashOfSources(['workflows']).slice(0, 16)}.js`;
  const file = join(home, name);
  if (existsSync(file)) return file;
  for (const former of readdirSync(home).filter((entry) => /^workflows-\w+\.js$/.test(entry))) rmSync(join(home, former));
  await step(say, 'Workflows: bundle · 打包流程', () => run({ ...nodeCommand('stack/workflows.ts', file), signal }));
  return file;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const { code } = await bundleWorkflowCode({ workflowsPath: join(ROOT, 'workflows/index.ts'), logger: new DefaultLogger('WARN') });
  const file = process.argv[2] ?? '';
  // Only a finished bundle gets the real name.
  writeFileSync(`${file}.new`, code);
  renameSync(`${file}.new`, file);
}
