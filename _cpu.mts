import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { startUp, prepareHome, productOf } from './bench/product.ts';
import { startBare } from './bench/bare/bare.ts';
import { ways } from './bench/commands.ts';
import { signIn } from './bench/http.ts';
import { median } from './bench/measure.ts';
import { loginsOf, COUNTY } from './test/support/faults-ways.ts';
import { Runtime, DefaultLogger } from '@temporalio/worker';
import { commandLineOf } from './stack/leftovers.ts';
Runtime.install({ logger: new DefaultLogger('ERROR') });
const { home, ports } = await prepareHome(); const started: any[] = [];
function cpu(): Record<string, number> {
  const out: Record<string, number> = {};
  for (const e of readdirSync('/proc').filter((n) => /^\d+$/.test(n))) {
    const c = commandLineOf(Number(e)); let st = ''; try { st = readFileSync(`/proc/${e}/stat`, 'utf8'); } catch { continue; }
    const f = st.slice(st.lastIndexOf(')') + 2).split(' '); const t = (Number(f[11]) + Number(f[12])) * 10;
    const part = Number(e) === process.pid ? 'bench' : !c.includes(home) && !/^postgres: /.test(c) ? undefined : /server\.ts/.test(c) ? 'api' : /bench\/bare\/worker/.test(c) ? 'bareworker' : /worker\.ts/.test(c) ? 'worker' : /temporal-server/.test(c) ? 'temporal' : undefined;
    const pg = /^postgres: /.test(c) && Number(f[1]) === pgMaster ? (/luyue_api/.test(c) ? 'pg-api' : /luyue temporal/.test(c) ? 'pg-temporal' : /luyue luyue/.test(c) ? 'pg-owner' : 'pg-bg') : undefined;
    const k = part ?? pg; if (k) out[k] = (out[k] ?? 0) + t;
  }
  return out;
}
let pgMaster = 0;
try {
  const up = await startUp(home, ports, (r) => started.push(r));
  pgMaster = Number(readFileSync(home + '/postgres/postgres.pid', 'utf8'));
  { const kids = readdirSync('/proc').filter((n) => /^\d+$/.test(n)).filter((e) => { try { return readFileSync(`/proc/${e}/postmaster.opts`, 'utf8'); } catch { return false; } }); void kids; pgMaster = Number(readFileSync(home + '/postgres/data/postmaster.pid', 'utf8').split('\n')[0]); }
  const product = await productOf(home, ports, up); const bare = await startBare(product); started.push(bare.running);
  const people = new Map(); for (const l of loginsOf(COUNTY)) people.set(l, await signIn(product.url, l));
  const A = async (n: number, i: number, times: number[]) => { const way = ways()[i]!; for (let k = 0; k < n; k++) { const o = await people.get(way.opening.login).give(way.path, way.opening.body); let rev = o.process.revision; for (const s of way.steps) { const t = performance.now(); const p = await people.get(s.login).give(`/api/processes/${o.process.id}/commands/${s.name}`, s.body, rev); rev = p.process.revision; times.push(performance.now() - t); } } };
  const B = async (n: number, times: number[]) => { for (let k = 0; k < n; k++) { const id = await bare.open(8); for (let j = 0; j < 7; j++) { const t = performance.now(); await bare.update(id); times.push(performance.now() - t); } } };
  await A(20, 0, []); await B(20, []);
  for (let r = 0; r < 2; r++) for (const [name, f] of [['A referral', (t: number[]) => A(10, 0, t)], ['B bare', (t: number[]) => B(10, t)]] as const) {
    const before = cpu(); const t: number[] = []; await f(t); const after = cpu();
    const per = Object.fromEntries(Object.keys(after).map((k) => [k, Number(((after[k]! - (before[k] ?? 0)) / 80).toFixed(2))]));
    console.log(name, 'p50', median(t).toFixed(1), 'cpu/command ms', JSON.stringify(per), 'sum', Object.values(per).reduce((a, b) => a + b, 0).toFixed(1));
  }
  await product.temporal.connection.close();
} finally { for (const s of started.toReversed()) await s.stop(); rmSync(home, { recursive: true, force: true }); }
process.exit(0);
