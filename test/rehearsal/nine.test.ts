import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OrganisationId, PlainDate } from '../../domain/ids.ts';
import type { Bench } from '../../rehearsal/bench.ts';
import { type Cast, createCast } from '../../rehearsal/cast.ts';
import { createClock } from '../../rehearsal/clock.ts';
import { firstContractOf } from '../../rehearsal/goal.ts';
import { ofKind, type Process, type ProcessOf, readProcesses } from '../../rehearsal/snapshot.ts';
import { walkUntil } from '../../rehearsal/walk.ts';
import { type Kit, startKit } from '../support/kit.ts';
import { benchOf, CLOSING, YEAR } from './support.ts';

const FROM = '2026-01-05' as PlainDate;
/** Their whole year has tests of its own. */
const WHOLE_YEAR = ['hn', 'lf', 'gz'];
const TO_THE_CONTRACT = ['nm', 'ja', 'yz', 'sx', 'zl', 'sm'];

interface Walked {
  cast: Cast;
  problems: string[];
  processes: Process[];
}

let kit: Kit;
let walked: Map<string, Walked>;

beforeAll(async () => {
  kit = await startKit();
  const bench = benchOf(kit);
  const opened = WHOLE_YEAR.map((pack) => walk(bench, pack, () => true));
  const signed = TO_THE_CONTRACT.map((pack) => walk(bench, pack, (processes) => firstContractOf(processes)?.own.signedOn != null));
  const all = await Promise.all([...opened, ...signed]);
  walked = new Map([...WHOLE_YEAR, ...TO_THE_CONTRACT].flatMap((pack, at) => (all[at] ? [[pack, all[at]]] : [])));
}, YEAR);
afterAll(() => kit.close(), CLOSING);

async function walk(bench: Bench, pack: string, isThere: (processes: readonly Process[]) => boolean): Promise<Walked> {
  const cast = await createCast(bench, pack, FROM);
  const clock = createClock(bench.database, bench.temporal, cast.clockId, YEAR);
  const policy = bench.packs.policy(pack);
  const problems = await walkUntil({ bench, cast, clock, policy, options: { from: FROM, scenario: 'pass' }, onDay: () => {} }, isThere);
  return { cast, problems, processes: await readProcesses(bench.database, cast.clockId) };
}

function roadOf(pack: string): { cast: Cast; road: ProcessOf<'purchase-cycle'> } {
  const { cast, processes } = walked.get(pack) ?? { processes: [] };
  const [road] = ofKind(processes, 'purchase-cycle');
  if (!cast || !road) throw new Error(`${pack} has no road`);
  return { cast, road };
}

describe('every jurisdiction', () => {
  test.each([...WHOLE_YEAR, ...TO_THE_CONTRACT])('%s: the clerk of the purchaser opens the road', (pack) => {
    expect(walked.get(pack)?.problems).toEqual([]);
    const { cast, road } = roadOf(pack);
    expect(road.own.parties.purchaser).toBe(cast.purchaser);
    expect(cast.names.get(cast.purchaser)).toBeDefined();
  });

  test.each([...WHOLE_YEAR, ...TO_THE_CONTRACT])('%s: every function has a clerk and a head', (pack) => {
    const { cast, road } = roadOf(pack);
    const rolesIn = (id: OrganisationId | undefined) =>
      cast.members.flatMap(({ organisationId, role }) => (organisationId === id ? [role] : [])).sort();
    for (const id of Object.values(road.own.parties)) expect(rolesIn(id)).toEqual(['clerk', 'head']);
  });
});

test('the purchaser is an office of the level that the pack names', () => {
  const named = (pack: string) => roadOf(pack).cast.names.get(roadOf(pack).cast.purchaser);
  expect(['hn', 'zl', 'sm', 'nm', 'sx'].map(named)).toEqual([
    '县(市、区)民政局',
    '县人民政府(县民政局)',
    '镇人民政府(街道办事处)',
    '旗民政局',
    '县民政局',
  ]);
});

describe.each(TO_THE_CONTRACT)('%s', (pack) => {
  test('arrives at the first contract, for one year and with the contractor of the award', () => {
    const { cast, processes } = walked.get(pack) ?? { processes: [] };
    const contract = firstContractOf(processes)?.own;
    expect(contract).toMatchObject({ yearOfCycle: 1, startsOn: '2026-04-01', endsOn: '2027-03-31' });
    expect(contract?.parties.contractor).toBe(cast?.contractor);
    expect(ofKind(processes, 'procurement').map(({ own }) => own.stage)).toEqual(['contracted']);
  });
});
