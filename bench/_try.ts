import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { startBare } from '/work/main/bench/bare/bare.ts';
import { measureCommands, ways } from '/work/main/bench/commands.ts';
import { ratios } from '/work/main/bench/measure.ts';
import { memoryOf } from '/work/main/bench/memory.ts';
import { prepareHome, productOf, startUp } from '/work/main/bench/product.ts';

Runtime.install({ logger: new DefaultLogger('ERROR') });
const { home, ports } = await prepareHome();
let up: any;
let bare: any;
try {
  let t = performance.now();
  up = await startUp(home, ports, (r) => {
    up = r;
  });
  console.log('first start', performance.now() - t);
  await up.stop();
  t = performance.now();
  up = await startUp(home, ports, (r) => {
    up = r;
  });
  console.log('second start', performance.now() - t);
  await sleep(45_000);
  const m = memoryOf(up.pid);
  console.log(
    m,
    Object.values(m).reduce((a, b) => a + b, 0),
  );
  const product = await productOf(home, ports, up);
  bare = await startBare(product);
  for (const way of ways()) {
    const r = await measureCommands(product, bare, way);
    console.log(way.name, r.time, ratios(r.time), r.transitions);
  }
  const m2 = memoryOf(up.pid);
  console.log(
    m2,
    Object.values(m2).reduce((a, b) => a + b, 0),
  );
  await product.temporal.connection.close();
} finally {
  await bare?.running?.stop();
  await up?.stop();
  rmSync(home, { recursive: true, force: true });
}
process.exit(0);
