import { test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { startApi } from './support.ts';
import { countDuties, listDuties } from '../../api/queries/duties.ts';
import { callerOf } from '../../api/auth/caller.ts';
import { listProcesses } from '../../api/queries/processes.ts';
test('speed', async () => {
  const api = await startApi();
  const o = api.owner;
  await o.$executeRawUnsafe(`INSERT INTO process (id,kind,title,pack_id,pack_version,region,stage,waits_for,waiting_for_id,stage_since,revision,state,last_event_hash,opened_at,updated_at,next_due)
   SELECT 'p'||i,'contract','服务合同','hn','1','CN','active','purchaser', CASE WHEN i%300=0 THEN 'hn-county-1' ELSE 'x'||(i%300) END,'2026-01-01',1,'{}','', now()-(i||' minutes')::interval, now(), '2026-12-01' FROM generate_series(1,30000) i`);
  await o.$executeRawUnsafe(`INSERT INTO process_party SELECT 'p'||i,'purchaser', CASE WHEN i%10=0 THEN 'hn-county-1' ELSE 'x'||(i%300) END FROM generate_series(1,30000) i`);
  await o.$executeRawUnsafe(`INSERT INTO duty (process_id,key,kind,slot,label,rule_id,owes,owes_id,owed_to,status,due,safe,strict,opened_on)
   SELECT 'p'||(i%30000+1),'k'||i,'contract','contract.sign','x','HN-57','purchaser', CASE WHEN (i%30000+1)%10=0 AND (i/30000)%3<>0 THEN 'hn-county-1' ELSE 'x'||(i%300) END,'{}', CASE WHEN (i/30000)<6 THEN 'open' ELSE 'met' END, to_char(date '2026-01-01' + (i%700), 'YYYY-MM-DD'),'2026-12-01','2026-12-01','2026-01-01' FROM generate_series(1,300000) i`);
  await o.$executeRawUnsafe('ANALYZE');
  const clerk = await api.as('hn-clerk');
  const caller = await callerOf(api.services.database, clerk.cookie.split('=')[1]);
  const q = { limit: 50 } as any;
  const out: string[] = [];
  const explain = async (label: string, run: (db: any) => Promise<unknown>) => {
    const spy = { $queryRaw: async (s: any, ...v: any[]) => {
      const { Prisma } = await import('../../prisma/generated/client.ts');
      const sql = Prisma.sql(s, ...v);
      const rows: any[] = await o.$queryRawUnsafe('EXPLAIN (ANALYZE) ' + sql.text, ...sql.values);
      out.push('## ' + label, ...rows.map((r) => r['QUERY PLAN']));
      return o.$queryRaw(sql);
    } };
    await run(spy);
  };
  for (const b of ['mine', 'overdue', 'soon', 'others'] as const) await explain(b, (db) => listDuties(db, caller, b, '2026-12-02' as any, q));
  await explain('counts', (db) => countDuties(db, caller, '2026-12-02' as any));
  await explain('processes', (db) => listProcesses(db, caller, q));
  await explain('ideal', (db) => db.$queryRaw`SELECT process_id, key, due FROM duty WHERE owes_id = 'hn-county-1' AND status='open' AND due IS NOT NULL ORDER BY due, process_id, key LIMIT 51`);
  writeFileSync('/tmp/plans.txt', out.join('\n'));
  await api.close();
}, 300000);
