import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { messageOf } from '../stack/failure.ts';
import type { Running } from '../stack/process.ts';
import { step } from '../stack/terminal.ts';
import { today } from '../test/support/referral.ts';
import { startBare } from './bare/bare.ts';
import { type CommandsMeasured, measureCommands, ways } from './commands.ts';
import { type Comparison, ratios, spreadOf, timed } from './measure.ts';
import { canMeasureMemory, type Memory, memoryOf } from './memory.ts';
import { measurePacks } from './packs.ts';
import { type Product, prepareHome, productOf, startUp } from './product.ts';
import { DUTIES } from './province.ts';
import { measureReplay } from './replay.ts';
import { isMissed, type Row, tableOf } from './report.ts';
import { fillWorklist, measureWorklist } from './worklist.ts';

/** The whole run; what takes longer is broken off and counts as failed (milliseconds). */
const PATIENCE = 8 * 60_000;
const RESTARTS = 3;
/** Histories of each way that are replayed, on either side. */
const REPLAYED = 10;
/** Temporal closes its idle connections within thirty seconds, and each holds a process of PostgreSQL (milliseconds). */
const REST = 45_000;

interface Home {
  home: string;
  ports: readonly number[];
  /** What has been started, to be stopped in the opposite order. */
  started: Running[];
}

/** Starts the product; where it is measured, again several times on data that is there, and lets it come to rest. */
async function measureStart({ home, ports, started }: Home, measures: boolean): Promise<{ up: Running; rows: Row[] }> {
  const start = () => startUp(home, ports, (running) => started.push(running));
  let up = await start();
  if (!measures) return { up, rows: [] };
  const seconds: number[] = [];
  for (let restart = 0; restart < RESTARTS; restart += 1) {
    await up.stop();
    seconds.push((await timed(async () => (up = await start()))) / 1_000);
  }
  const rows: Row[] = [
    { what: 'start from existing data', unit: 's', spread: spreadOf(seconds), budget: 15, note: 'until API and worker are ready' },
  ];
  if (!canMeasureMemory()) return { up, rows };
  const memory = await atRest(up);
  rows.push({ what: 'memory of all processes at rest', unit: 'MB', budget: 700, ...memory });
  return { up, rows };
}

/** Five looks at the memory after a time in which nobody asked for anything. */
async function atRest(up: Running): Promise<Pick<Row, 'spread' | 'note'>> {
  await sleep(REST);
  const looks: Memory[] = [];
  for (let look = 0; look < 5; look += 1) {
    looks.push(memoryOf(up.pid));
    await sleep(1_000);
  }
  const last = looks.at(-1);
  const parts = Object.entries(last ?? {}).filter(([, megabytes]) => megabytes > 0);
  return {
    spread: spreadOf(looks.map((look) => Object.values(look).reduce((sum, megabytes) => sum + megabytes, 0))),
    note: parts.map(([name, megabytes]) => `${name} ${megabytes.toFixed(0)}`).join(', '),
  };
}

function times({ ours, theirs }: Comparison, names: readonly [string, string], unit = 'ms'): string {
  return `${names[0]} ${spreadOf(ours).median.toFixed(2)} ${unit}, ${names[1]} ${spreadOf(theirs).median.toFixed(2)} ${unit}`;
}

function commandRows(name: string, { time, transitions }: CommandsMeasured): Row[] {
  const ratio = transitions.ours / transitions.theirs;
  return [
    {
      what: `command through HTTP / bare update (${name}), p50`,
      unit: '×',
      spread: ratios(time),
      budget: 1.6,
      note: times(time, ['command', 'update']),
    },
    {
      what: `state transitions / bare update (${name})`,
      unit: '×',
      spread: spreadOf([ratio]),
      budget: 1,
      note: `${transitions.ours.toFixed(2)} and ${transitions.theirs.toFixed(2)}`,
    },
  ];
}

/** Commands beside bare updates, then the replay of what both have written. */
async function measureAgainstBare(product: Product, { started }: Home): Promise<Row[]> {
  const bare = await step(console.log, 'bare workflow', () => startBare(product));
  started.push(bare.running);
  const rows: Row[] = [];
  const ours: string[] = [];
  const theirs: string[] = [];
  for (const way of ways()) {
    const measured = await step(console.log, `commands: ${way.name}`, () => measureCommands(product, bare, way));
    rows.push(...commandRows(way.name, measured));
    ours.push(...measured.workflowIds.ours.slice(0, REPLAYED));
    theirs.push(...measured.workflowIds.theirs.slice(0, REPLAYED));
  }
  await bare.running.stop();
  const bundle = readdirSync(product.home).find((name) => /^workflows-\w+\.js$/.test(name)) ?? '';
  const code = readFileSync(join(product.home, bundle), 'utf8');
  const replay = await step(console.log, 'replay', () =>
    measureReplay(product.temporal, { code, workflowIds: ours }, { code: bare.code, workflowIds: theirs }),
  );
  const micro = { ours: replay.ours.map((one) => one * 1_000), theirs: replay.theirs.map((one) => one * 1_000) };
  rows.push({
    what: 'replay time per event / bare',
    unit: '×',
    spread: ratios(replay),
    budget: 1.3,
    note: times(micro, ['event', 'bare'], 'µs'),
  });
  return rows;
}

/** The parts of a run; named on the command line, only these are measured. */
const PARTS = ['packs', 'commands', 'worklist', 'machine'] as const;
type Part = (typeof PARTS)[number];

async function measureAll(home: Home, parts: readonly Part[]): Promise<Row[]> {
  const rows = parts.includes('packs') ? [await packsRow()] : [];
  // The packs are measured without the product.
  return parts.some((part) => part !== 'packs') ? [...rows, ...(await measureProduct(home, parts))] : rows;
}

async function packsRow(): Promise<Row> {
  const measured = await step(console.log, 'packs', measurePacks);
  return {
    what: 'all packs with all examples / bare YAML parse',
    unit: '×',
    spread: ratios(measured),
    budget: 2,
    note: times(measured, ['load and check', 'parse']),
  };
}

async function measureProduct(home: Home, parts: readonly Part[]): Promise<Row[]> {
  const rows: Row[] = [];
  const measuresMachine = parts.includes('machine');
  const { up, rows: machine } = await step(console.log, 'start and rest', () => measureStart(home, measuresMachine));
  const product = await productOf(home.home, home.ports, up);
  try {
    if (parts.includes('commands')) rows.push(...(await measureAgainstBare(product, home)));
    if (parts.includes('worklist')) rows.push(...(await worklistRows(product)));
    return [...rows, ...machine];
  } finally {
    await product.temporal.connection.close();
  }
}

async function worklistRows(product: Product): Promise<Row[]> {
  await step(console.log, `${DUTIES.toLocaleString('en')} duties`, () => fillWorklist(product, today()));
  const lists = await step(console.log, 'worklist', () => measureWorklist(product));
  return lists.flatMap(({ bucket, time, http }): Row[] => [
    { what: `worklist page / ideal SQL (${bucket})`, unit: '×', spread: ratios(time), budget: 2, note: times(time, ['page', 'ideal']) },
    { what: `worklist, whole HTTP answer (${bucket})`, unit: 'ms', spread: spreadOf(http) },
  ]);
}

/** Rejects when the run takes too long or the user stops it. */
function brokenOff(): Promise<never> {
  return new Promise((_resolve, reject) => {
    setTimeout(() => reject(new Error(`The run takes longer than ${PATIENCE / 60_000} minutes`)), PATIENCE).unref();
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => reject(new Error('stopped')));
  });
}

/** What else the machine did: ratios bear it, seconds do not. */
function surroundings(): string {
  const [, fiveMinutes = 0] = loadavg();
  return `${availableParallelism()} processors, load of the last five minutes ${fiveMinutes.toFixed(1)}`;
}

/** Measures, prints the table, and returns the exit code: 1 when a budget is missed or the run fails. */
async function bench(asked: readonly string[]): Promise<number> {
  const parts = asked.length === 0 ? PARTS : PARTS.filter((part) => asked.includes(part));
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const { home, ports } = await prepareHome();
  const started: Running[] = [];
  try {
    const rows = await Promise.race([measureAll({ home, ports, started }, parts), brokenOff()]);
    console.log(`\n${tableOf(rows)}\n${surroundings()}\n`);
    const missed = rows.filter(isMissed);
    for (const { what, spread, unit, budget } of missed)
      console.error(`missed: ${what}: ${spread.median.toFixed(2)} ${unit}, budget ${budget} ${unit}`);
    return missed.length === 0 ? 0 : 1;
  } catch (failure) {
    console.error(messageOf(failure));
    return 1;
  } finally {
    for (const running of started.toReversed()) await running.stop();
    rmSync(home, { recursive: true, force: true });
  }
}

// What is under way when a run is broken off must not keep the process alive.
process.exit(await bench(process.argv.slice(2)));
