import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addWorkingDays } from '../../domain/calendar.ts';
import type { PlainDate } from '../../domain/ids.ts';
import { addDays, dateOf, toInstant } from '../../domain/time.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { writeProcesses } from './rows.ts';
import { type Api, type Asker, type Json, problemIn, startApi } from './support.ts';

let api: Api;
let clerk: Asker;
let today: PlainDate;
const calendar = loadCalendars().calendarFor('CN');

const COUNTY = {
  purchaser: 'hn-county-1',
  signatory: 'hn-county-1',
  contractor: 'hn-contractor-1',
  town: 'hn-town-1-1',
  station: 'hn-station-1-1',
};

beforeAll(async () => {
  api = await startApi();
  clerk = await api.as('hn-clerk');
  const [row] = await api.owner.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`;
  today = dateOf(toInstant(row?.now ?? new Date(0)));
  const due = (workingDays: number) => addWorkingDays(calendar, today, workingDays);
  const owed = { owesId: 'hn-county-1' };
  await writeProcesses(api, [
    {
      id: 'late',
      parties: COUNTY,
      overdueSince: addDays(today, -30),
      waitsFor: 'signatory',
      waitingForId: 'hn-county-1',
      duties: [
        { key: 'past', ...owed, due: due(-4), command: 'sign' },
        { key: 'agreed', ...owed, due: due(-2), ruleId: null },
        { key: 'today', ...owed, due: today, command: 'announce' },
        { key: 'fifth', ...owed, due: due(5) },
        { key: 'sixth', ...owed, due: due(6) },
        { key: 'undated', ...owed },
        { key: 'met', ...owed, due: due(-4), status: 'met', metOn: due(-5) },
        { key: 'theirs', owes: 'contractor', owesId: 'hn-contractor-1', due: due(1) },
      ],
    },
    { id: 'over', parties: COUNTY, ended: true, stage: 'completed', kind: 'contract', title: '旧合同 100%_完成' },
    {
      id: 'referral',
      kind: 'referral',
      stage: 'requested',
      parties: { sender: 'hn-station-1-1', receiver: 'hn-station-2-1' },
      waitsFor: 'receiver',
      waitingForId: 'hn-station-2-1',
    },
    {
      id: 'other',
      parties: { purchaser: 'hn-county-2', contractor: 'hn-contractor-1' },
      duties: [{ key: 'past', owesId: 'hn-county-2', due: due(-4) }],
    },
    { id: 'abroad', packId: 'lf', parties: { purchaser: 'lf-county-1' } },
  ] as Parameters<typeof writeProcesses>[1]);
});
afterAll(() => api.close());

const keys = (reply: { body: Json }) => reply.body.items.map(({ key }: { key: string }) => key);
const ids = (reply: { body: Json }) => reply.body.items.map(({ id }: { id: string }) => id).toSorted();

describe('the worklist', () => {
  test('is for who is signed in', async () => {
    expect(problemIn(await api.nobody.get('/api/worklist')).code).toBe('access.signed-out');
  });

  test('overdue: past its day and not met; a day that was agreed arrives and is not missed', async () => {
    const reply = await clerk.get('/api/worklist?bucket=overdue');
    expect(keys(reply)).toEqual(['past']);
    expect(reply.body.items[0]).toMatchObject({ daysLeft: -4, owedByMe: true, station: '石桥镇社会工作服务站', kindName: '服务合同' });
  });

  test('soon: from today to the fifth working day', async () => {
    expect(keys(await clerk.get('/api/worklist?bucket=soon'))).toEqual(['today', 'fifth']);
  });

  test('mine: all that is open, by date, what has no date last', async () => {
    expect(keys(await clerk.get('/api/worklist'))).toEqual(['past', 'agreed', 'today', 'fifth', 'sixth', 'undated']);
  });

  test('tells whether the caller may do it: not another role, and not before its stage', async () => {
    const may = async (asker: Asker) => {
      const { body } = await asker.get('/api/worklist');
      return body.items.filter(({ allowed }: { allowed: boolean }) => allowed).map(({ key }: { key: string }) => key);
    };
    expect(await may(await api.as('hn-viewer'))).toEqual([]);
    expect(await may(clerk)).toEqual(['past']);
  });

  test('others: what is owed by others where we take part; each sees it from its side', async () => {
    expect(keys(await clerk.get('/api/worklist?bucket=others'))).toEqual(['theirs']);
    const contractor = await api.as('hn-contractor');
    expect(keys(await contractor.get('/api/worklist'))).toEqual(['theirs']);
    expect((await contractor.get('/api/worklist')).body.counts).toEqual({ overdue: 0, soon: 1, mine: 1, others: 7 });
  });

  test('counts agree with the buckets, and another organisation sees none of it', async () => {
    expect((await clerk.get('/api/worklist')).body.counts).toEqual({ overdue: 1, soon: 2, mine: 6, others: 1 });
    const stranger = await api.as('lf-clerk');
    expect((await stranger.get('/api/worklist')).body).toEqual({
      items: [],
      next: null,
      counts: { overdue: 0, soon: 0, mine: 0, others: 0 },
    });
  });
});

describe('who sees which process', () => {
  test.each([
    ['hn-clerk', ['late', 'over', 'referral']],
    ['hn-viewer', ['late', 'over', 'referral']],
    ['hn-city', ['late', 'other', 'over', 'referral']],
    ['hn-province', ['late', 'other', 'over', 'referral']],
    ['hn-town', ['late', 'over', 'referral']],
    ['hn-worker', ['late', 'over', 'referral']],
    ['hn-town-2', []],
    ['hn-contractor', ['late', 'other', 'over']],
    ['hn-contractor-2', []],
    ['hn-clerk-2', ['other', 'referral']],
    ['lf-city', ['abroad']],
    // Operators see what waits, wherever it is, but not what is over.
    ['operator', ['abroad', 'late', 'other', 'referral']],
  ])('%s', async (login, expected) => {
    const asker = await api.as(login);
    expect(ids(await asker.get('/api/processes'))).toEqual(expected);
    for (const id of ['late', 'over', 'referral', 'other', 'abroad']) {
      expect((await asker.get(`/api/processes/${id}`)).status).toBe(expected.includes(id) ? 200 : 404);
    }
  });

  test('an operator sees no facts, no contents and no names', async () => {
    const { body } = await (await api.as('operator')).get('/api/processes/late');
    expect(body).toMatchObject({ actions: [], state: { facts: [] } });
  });
});

describe('the filters of the list', () => {
  test.each([
    ['kind=referral', ['referral']],
    ['kind=contract', ['late', 'over']],
    ['stage=requested', ['referral']],
    ['ended=true', ['over']],
    ['ended=false', ['late', 'referral']],
    ['overdue=true', ['late']],
    ['overdue=false', ['over', 'referral']],
    ['waiting=me', ['late']],
    ['waiting=others', ['referral']],
    ['waiting=date', []],
    ['organisationId=hn-contractor-1', ['late', 'over']],
    ['organisationId=hn-county-2', []],
    ['cycleId=nothing', []],
    [`q=${encodeURIComponent('旧合同')}`, ['over']],
    // A wildcard of SQL is a letter like any other.
    [`q=${encodeURIComponent('100%_完')}`, ['over']],
    [`q=${encodeURIComponent('%')}`, ['over']],
    [`q=${encodeURIComponent("'; DROP TABLE process; --")}`, []],
    ['kind=contract&ended=false&overdue=true', ['late']],
  ])('%s', async (query, expected) => {
    expect(ids(await clerk.get(`/api/processes?${query}`))).toEqual(expected);
  });

  test('counts by kind leave the filter by kind aside', async () => {
    expect((await clerk.get('/api/processes?kind=referral')).body.counts).toEqual({ contract: 2, referral: 1 });
    expect((await clerk.get('/api/processes?ended=false')).body.counts).toEqual({ contract: 1, referral: 1 });
  });
});
