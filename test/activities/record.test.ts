import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { deliverRow, undeliveredAmong } from '../../temporal/ledger.ts';
import { type Kit, startKit } from '../support/kit.ts';
import { checkFolds } from '../support/record-check.ts';
import { openReferral, PLANTED, request, steps, today } from '../support/referral.ts';
import { statementsOf } from '../support/statements.ts';

let kit: Kit;
let owner: pg.Client;
beforeAll(async () => {
  kit = await startKit();
  owner = new pg.Client({ connectionString: kit.testDatabase.url });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await kit.close();
});

const consent = () => ({ consentedOn: today(), givenBy: 'client', documents: [{ name: '书面同意书' }] });

describe('the record', () => {
  test('the rights of the API end at the ledger', async () => {
    const id = await openReferral(kit);
    await expect(kit.apiDatabase.process.updateMany({ where: { id }, data: { stage: 'closed' } })).rejects.toThrow(/permission denied/);
    await expect(kit.apiDatabase.event.deleteMany({ where: { processId: id } })).rejects.toThrow(/permission denied/);
    await expect(kit.apiDatabase.command.updateMany({ where: { processId: id }, data: { outcome: 'accepted' } })).rejects.toThrow(
      /permission denied/,
    );
  });

  test('the stored state is the fold of the events, and the chain of hashes holds', async () => {
    const id = await openReferral(kit, 'nm');
    for (const [name, body, actor] of steps()) await kit.commands.submit(request(id, name, body, { actor }));
    expect(await checkFolds(kit.database)).toBeGreaterThan(0);
  });

  test('a defect ends the command as failed, the process shows as broken, and the others go on', async () => {
    const id = await openReferral(kit);
    await owner.query(`CREATE FUNCTION refuse() RETURNS trigger AS $$ BEGIN RAISE check_violation; END $$ LANGUAGE plpgsql`);
    await owner.query(
      `CREATE TRIGGER refuse BEFORE INSERT ON event FOR EACH ROW WHEN (NEW.process_id = '${id}') EXECUTE FUNCTION refuse()`,
    );
    const answer = await kit.commands.submit(request(id, 'record-consent', consent()));
    expect(answer).toMatchObject({ outcome: 'failed', code: 'command.failed' });
    const process = await kit.database.process.findUniqueOrThrow({ where: { id } });
    expect(process.broken).not.toBeNull();
    expect(process.broken).not.toContain(PLANTED);
    expect(process.revision).toBe(1);
    await owner.query('DROP TRIGGER refuse ON event');
    expect(await openReferral(kit)).not.toBe(id);

    const failed = await kit.database.command.findFirstOrThrow({ where: { processId: id, outcome: 'failed' } });
    await owner.query(
      `INSERT INTO command (id, process_id, kind, name, body, body_hash, person_id, organisation_id, role, received_at)
       SELECT id || '~', process_id, kind, name, body, body_hash, person_id, organisation_id, role, received_at FROM command WHERE id = $1`,
      [failed.id],
    );
    const ledger = { database: kit.database, temporal: kit.temporal, taskQueue: kit.config.temporal.taskQueue };
    for (const row of await undeliveredAmong(ledger, [`${failed.id}~`]))
      expect(await deliverRow(ledger, row)).toMatchObject({ outcome: 'accepted' });
    expect(await kit.database.process.findUniqueOrThrow({ where: { id } })).toMatchObject({ broken: null, revision: 2 });
  });

  test('what a command costs the database is counted', async () => {
    const id = await openReferral(kit);
    await kit.commands.submit(request(id, 'record-consent', consent()));
    const plain = await statementsOf(() => kit.commands.submit(request(id, 'request', { requestedOn: today() })));
    // API: gate, key with row and earlier ones, delivered. Record: begin, command and lock, process, whatever changes, commit.
    expect(plain).toHaveLength(8);
    const opened = await statementsOf(() => openReferral(kit));
    // No gate on a process that does not exist yet.
    expect(opened).toHaveLength(7);
  });

  test('a command of a ledger row that does not exist is no command', async () => {
    const handle = kit.temporal.workflow.getHandle(`referral-${await openReferral(kit)}`);
    const late = handle.executeUpdate('record-consent', { args: [randomUUID()] });
    const outcome = await Promise.race([
      late.then(
        () => 'answered',
        () => 'failed',
      ),
      new Promise((resolve) => setTimeout(() => resolve('waits, visible'), 3000)),
    ]);
    expect(outcome).not.toBe('answered');
  });
});
