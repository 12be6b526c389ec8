import { test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { startKit } from '../support/kit.ts';
import { openedRoad, planBody, roadBody } from './road.ts';
import { startApi } from './support.ts';
test('look', async () => {
  const kit = await startKit();
  const api = await startApi({ on: { stored: kit.testDatabase, commands: kit.commands } });
  const { id, clerk, head, city } = await openedRoad(api, 'lf');
  const out: object[] = [];
  await clerk.command(id, 'prepare-plan', planBody(api, 'lf'));
  await head.command(id, 'approve-plan', { approvedOn: '2026-01-09' });
  await city.command(id, 'file-plan', { filedOn: '2026-01-12' });
  const r = await clerk.command(id, 'start-procurement', { startedOn: '2026-01-13' });
  out.push(r.body);
  await new Promise((x) => setTimeout(x, 1500));
  out.push((await clerk.get(`/api/processes/${id}`)).body);
  out.push((await clerk.get(`/api/processes/${id}/timeline`)).body);
  const list = (await clerk.get(`/api/processes`)).body;
  out.push(list);
  const proc = list.items.find((x: any) => x.kind === 'procurement');
  if (proc) {
    out.push((await clerk.get(`/api/processes/${proc.id}`)).body);
    out.push((await clerk.get(`/api/processes/${proc.id}/timeline`)).body);
  }
  const page = (await clerk.get(`/api/processes/${id}`)).body;
  out.push((await clerk.get(`/api/processes/${id}/duties/${page.duties[0].key}`)).body);
  out.push((await clerk.get(`/api/forms/contract/sign`)).body);
  out.push((await clerk.get(`/api/worklist`)).body);
  out.push((await clerk.send('POST', '/api/purchase-cycles/preview', { body: { ...roadBody('lf'), assumed: { awardNoticeOn: '2026-02-12', signedOn: '2026-03-02' } } })).body);
  writeFileSync('/tmp/look.json', JSON.stringify(out, null, 1));
  await api.close();
  await kit.close();
});
