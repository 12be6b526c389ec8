import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RecordDependencies } from '../../activities/record/dependencies.ts';
import { movePack } from '../../activities/record/move-pack.ts';
import { CatalogueError } from '../../domain/errors.ts';
import type { ProcessId } from '../../domain/ids.ts';
import type { DeadlineWhen, Rule } from '../../domain/pack.ts';
import { policyOf } from '../../domain/policy.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { loadPacks } from '../../policies/load.ts';
import { type Kit, startKit } from '../support/kit.ts';
import { checkFolds } from '../support/record-check.ts';
import { openReferral, request, steps } from '../support/referral.ts';

const PACK = 'nm';
const packs = loadPacks();
const present = packs.policy(PACK);
const whole = packs.packs.get(PACK);
let kit: Kit;
let dependencies: RecordDependencies;
let id: ProcessId;

/** The next version gives the receiver twice as long for its feedback. */
function longer(rule: Rule): Rule {
  const also = rule.also?.map((one) => {
    if (one.slot !== 'referral.feedback' || one.kind !== 'deadline') return one;
    const { default: reference = '', ...rest } = one;
    const when = present.defaultEntry('Q-68').values[reference.split('/')[1] ?? ''] as { when: DeadlineWhen };
    if (!('after' in when.when)) throw new Error('the default counts from no event');
    const { term } = when.when;
    return { ...rest, when: { ...when.when, term: { ...term, count: term.count * 2 } } };
  });
  return also ? { ...rule, also } : rule;
}

if (!whole) throw new Error('there is no such pack');
const next = policyOf({ ...whole, version: '2', rules: whole.rules.map(longer) }, packs.defaults);
const feedback = () => kit.database.duty.findUniqueOrThrow({ where: { processId_key: { processId: id, key: 'referral.feedback' } } });
const journal = () => kit.database.event.findMany({ where: { processId: id, type: 'pack-moved' } });

beforeAll(async () => {
  kit = await startKit();
  const policy: RecordDependencies['policy'] = (pack, version) => (pack === PACK && version === '2' ? next : packs.policy(pack, version));
  dependencies = { database: kit.database, policy, calendar: loadCalendars().calendarFor };
  id = (await openReferral(kit, PACK)) as ProcessId;
  for (const [name, body, actor] of steps().slice(0, 3)) await kit.commands.submit(request(id, name, body, { actor }));
});
afterAll(async () => {
  // The worker does not know the version of the test.
  await kit.database.process.updateMany({ data: { packVersion: present.pack.version } });
  await kit.close();
});

describe('moving a process to another version of its pack', () => {
  test('a version that does not exist, a process that does not exist, and one that has ended are not moved', async () => {
    await expect(movePack(dependencies, id, '3', { preview: false })).rejects.toThrow(CatalogueError);
    expect(await movePack(dependencies, 'nothing' as ProcessId, '2', { preview: false })).toBe(undefined);
    const ended = (await openReferral(kit, PACK)) as ProcessId;
    for (const [name, body, actor] of steps()) await kit.commands.submit(request(ended, name, body, { actor }));
    expect(await movePack(dependencies, ended, '2', { preview: false })).toBe(undefined);
  });

  test('a preview tells which day changes, and changes nothing', async () => {
    const before = await feedback();
    const move = await movePack(dependencies, id, '2', { preview: true });
    expect(move).toMatchObject({ from: '1', to: '2', changes: [{ label: before.label, before: before.due }] });
    expect(move?.changes[0]?.after?.localeCompare(before.due ?? '')).toBe(1);
    expect(await feedback()).toEqual(before);
    expect(await journal()).toEqual([]);
  });

  test('the move dates open duties anew and writes one line in the journal', async () => {
    const preview = await movePack(dependencies, id, '2', { preview: true });
    const move = await movePack(dependencies, id, '2', { preview: false });
    expect(move).toEqual(preview);
    expect(await feedback()).toMatchObject({ due: move?.changes[0]?.after, defaultId: null });
    expect(await kit.database.process.findUniqueOrThrow({ where: { id } })).toMatchObject({ packVersion: '2', revision: 5 });
    expect(await journal()).toMatchObject([{ data: { from: '1', to: '2' }, command: 'move-pack', personId: null }]);
    expect(await checkFolds(kit.database)).toBe(2);
  });

  test('twice moves once', async () => {
    expect(await movePack(dependencies, id, '2', { preview: false })).toBe(undefined);
    expect(await journal()).toHaveLength(1);
  });
});
