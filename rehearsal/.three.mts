import { writeFileSync } from 'node:fs';
import { Worker, bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { readConfig } from '/work/main/config.ts';
import { withStack } from '/work/main/rehearsal/stack.ts';
import { rehearse } from '/work/main/rehearsal/rehearse.ts';
const runs = process.argv.slice(2);
const bundle = await bundleWorkflowCode({ workflowsPath: '/work/main/workflows/index.ts', logger: new DefaultLogger('ERROR') });
await withStack({ config: readConfig(), say: (l) => console.error(l), signal: new AbortController().signal }, async (bench) => {
  const s = performance.now();
  const reports = await Promise.all(runs.map((r) => { const [pack, scenario] = r.split(':'); return rehearse(bench, { pack: pack!, from: '2026-01-05' as never, scenario: scenario as never }).catch((e) => ({ problems: [String(e)], counts: {}, until: '' })); }));
  for (const r of reports) console.error(r.problems, JSON.stringify(r.counts), r.until);
  console.error('walks', (performance.now() - s) / 1000);
  let n = 0, bad = 0;
  for await (const wf of bench.temporal.workflow.list()) {
    const h = bench.temporal.workflow.getHandle(wf.workflowId, wf.runId);
    const history = await h.fetchHistory();
    n += 1;
    try { await Worker.runReplayHistory({ workflowBundle: bundle, replayName: 'x' }, history, wf.workflowId); }
    catch (e) { bad += 1; console.error('BAD', wf.workflowId, wf.runId, String(e).slice(0, 400)); writeFileSync(`/tmp/rh/bad-${wf.workflowId}-${wf.runId}.json`, JSON.stringify(history, undefined, 1)); }
  }
  console.error('replayed', n, 'bad', bad);
});
