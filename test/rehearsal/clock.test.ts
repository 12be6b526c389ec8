import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createCommands } from '../../api/commands.ts';
import type { OrganisationId, PlainDate } from '../../domain/ids.ts';
import { createCast } from '../../rehearsal/cast.ts';
import { createClock } from '../../rehearsal/clock.ts';
import { rehearse } from '../../rehearsal/rehearse.ts';
import { type Kit, startKit } from '../support/kit.ts';
import { benchOf, CLOSING } from './support.ts';

const day = (text: string) => text as PlainDate;
let kit: Kit;

beforeAll(async () => {
  kit = await startKit();
});
afterAll(() => kit.close(), CLOSING);

test('the clock of an organisation that is not for rehearsal does not move', async () => {
  const id = 'county-of-everyday' as OrganisationId;
  await kit.database.organisation.create({ data: { id, name: '某县民政局', level: 'county' } });
  await expect(createClock(kit.database, kit.temporal, id).moveTo(day('2026-05-06'))).rejects.toThrow('不是演练机构');
  expect(await kit.database.organisation.findUnique({ where: { id } })).toMatchObject({ clockOffsetSeconds: 0 });
});

test('only the top of the tree has a clock, and it moves both ways', async () => {
  const cast = await createCast(benchOf(kit), 'hn', day('2026-01-05'));
  const clock = createClock(kit.database, kit.temporal, cast.clockId);
  for (const text of ['2026-05-06', '2031-12-31', '2026-05-06']) {
    await clock.moveTo(day(text));
    expect(await clock.today()).toBe(text);
  }
  const moved = await kit.database.organisation.findMany({ where: { id: { startsWith: cast.run }, clockOffsetSeconds: { not: 0 } } });
  expect(moved.map(({ id }) => id)).toEqual([cast.clockId]);
});

test('two rehearsals of one pack have nothing in common', async () => {
  const [one, other] = await Promise.all([
    createCast(benchOf(kit), 'gz', day('2026-01-05')),
    createCast(benchOf(kit), 'gz', day('2026-01-05')),
  ]);
  const ids = [one, other].map(({ members }) => members.flatMap(({ personId, organisationId }) => [personId, organisationId]));
  expect(ids[0]?.filter((id) => ids[1]?.includes(id))).toEqual([]);
});

test('without a worker a rehearsal says so and does not go on', async () => {
  await kit.worker.stop();
  const { apiDatabase: database, temporal, config } = kit;
  const commands = createCommands({ database, temporal, taskQueue: config.temporal.taskQueue, patience: 300 });
  const walked = rehearse({ ...benchOf(kit), commands }, { pack: 'hn', from: day('2026-01-05'), scenario: 'pass' });
  await expect(walked).rejects.toThrow('worker 没有运行');
});
