import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { hashPassword } from '../../api/auth/passwords.ts';
import { type Api, askerOf, problemIn, startApi } from './support.ts';

let api: Api;
const PASSWORD = '石桥-白杨-望河-7429';

beforeAll(async () => {
  api = await startApi();
  await api.owner.person.create({ data: { id: 'zhao', name: '赵演示' } });
  await api.owner.account.create({ data: { personId: 'zhao', login: 'zhao', passwordHash: await hashPassword(PASSWORD) } });
  await api.owner.membership.createMany({
    data: [
      { id: 'zhao-1', personId: 'zhao', organisationId: 'hn-county-1', role: 'clerk' },
      { id: 'zhao-2', personId: 'zhao', organisationId: 'hn-county-2', role: 'head' },
    ],
  });
});
afterAll(() => api.close());
beforeEach(async () => {
  await api.owner.signInAttempt.deleteMany();
});

const signIn = (login: string, password: string) => api.nobody.send('POST', '/api/session', { body: { login, password } });
const cookieOf = (headers: Headers) => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';

describe('who is refused', () => {
  test.each(['', 'luyue_session=', 'luyue_session=short', `luyue_session=${'A'.repeat(43)}`])(
    'a cookie that opens nothing: "%s"',
    async (cookie) => {
      expect(problemIn(await askerOf(api.url, cookie).get('/api/session')).code).toBe('access.signed-out');
    },
  );

  test('a wrong password and an unknown account, with the same answer', async () => {
    const [wrong, unknown] = [problemIn(await signIn('zhao', '不对')), problemIn(await signIn('nobody', PASSWORD))];
    expect(wrong).toEqual(unknown);
    expect(wrong).toMatchObject({ code: 'access.bad-credentials', status: 401 });
    expect(JSON.stringify(wrong)).not.toContain('不对');
  });

  test('a demo account with any password: it has none', async () => {
    for (const password of ['!', '', 'hn-clerk']) expect((await signIn('hn-clerk', password)).status).toBeGreaterThanOrEqual(401);
  });

  test('the sixth attempt within a quarter of an hour, even with the right password; others may go on', async () => {
    for (let attempt = 1; attempt <= 5; attempt += 1) expect((await signIn('zhao', '不对')).status).toBe(401);
    const sixth = await signIn('zhao', PASSWORD);
    expect(problemIn(sixth).code).toBe('access.too-many-attempts');
    expect(sixth.headers.get('retry-after')).toBe('900');
    expect((await signIn('li', '不对')).status).toBe(401);
  });

  test('attempts at the same moment count each other', async () => {
    const replies = await Promise.all(Array.from({ length: 12 }, () => signIn('zhao', '不对')));
    expect(replies.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(7);
  });

  test('a quarter of an hour later the login is free again', async () => {
    for (let attempt = 1; attempt <= 6; attempt += 1) await signIn('zhao', '不对');
    await api.owner.$executeRaw`UPDATE sign_in_attempt SET at = at - interval '16 minutes'`;
    expect((await signIn('zhao', PASSWORD)).status).toBe(200);
  });

  test('a disabled account, signed in or not', async () => {
    const { headers } = await signIn('zhao', PASSWORD);
    await api.owner.account.update({ where: { login: 'zhao' }, data: { disabled: true } });
    expect(problemIn(await askerOf(api.url, cookieOf(headers)).get('/api/session')).code).toBe('access.signed-out');
    expect(problemIn(await signIn('zhao', PASSWORD)).code).toBe('access.bad-credentials');
    await api.owner.account.update({ where: { login: 'zhao' }, data: { disabled: false } });
  });

  test("somebody else's membership", async () => {
    const zhao = askerOf(api.url, cookieOf((await signIn('zhao', PASSWORD)).headers));
    const reply = await zhao.send('PUT', '/api/session/membership', { body: { membershipId: 'hn-head' } });
    expect(problemIn(reply).code).toBe('access.forbidden');
  });

  test('a session that has run out', async () => {
    const clerk = await api.as('hn-clerk');
    await api.owner.$executeRaw`UPDATE session SET expires_at = clock_timestamp() - interval '1 second' WHERE person_id = 'hn-clerk'`;
    expect(problemIn(await clerk.get('/api/session')).code).toBe('access.signed-out');
  });
});

describe('who gets in', () => {
  test('with the password; the cookie is out of reach and only its hash is kept', async () => {
    const { status, body, headers } = await signIn('zhao', PASSWORD);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      person: { id: 'zhao', name: '赵演示' },
      membership: { role: 'clerk', roleName: '经办人', organisation: { id: 'hn-county-1', level: 'county' } },
      demo: false,
    });
    expect(headers.get('set-cookie')).toMatch(/^luyue_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const [, token = ''] = cookieOf(headers).split('=');
    const kept = await api.owner.session.findMany({ where: { personId: 'zhao' } });
    expect(kept.some(({ id }) => id.includes(token))).toBe(false);
    const { passwordHash } = await api.owner.account.findUniqueOrThrow({ where: { login: 'zhao' } });
    expect(passwordHash).toMatch(/^\$argon2id\$/);
  });

  test('in the organisation and role that the person chooses', async () => {
    const zhao = askerOf(api.url, cookieOf((await signIn('zhao', PASSWORD)).headers));
    const { body } = await zhao.send('PUT', '/api/session/membership', { body: { membershipId: 'zhao-2' } });
    expect(body).toMatchObject({ membership: { id: 'zhao-2', roleName: '负责人' }, memberships: [{ id: 'zhao-1' }, { id: 'zhao-2' }] });
    expect((await zhao.get('/api/session')).body.membership.organisation.id).toBe('hn-county-2');
  });

  test('until signing out, which may be done twice', async () => {
    const clerk = await api.as('hn-clerk');
    for (const time of ['once', 'twice']) {
      const reply = await clerk.send('DELETE', '/api/session');
      expect([time, reply.status]).toEqual([time, 204]);
      expect(reply.headers.get('set-cookie')).toContain('Max-Age=0');
    }
    expect(problemIn(await clerk.get('/api/session')).code).toBe('access.signed-out');
  });

  test('a session slides, but is written at most once an hour', async () => {
    const clerk = await api.as('hn-clerk');
    const left = async () =>
      (
        await api.owner.$queryRaw<{ hours: number }[]>`
        SELECT max(round(extract(epoch FROM expires_at - clock_timestamp()) / 3600))::int AS hours FROM session WHERE person_id = 'hn-clerk'`
      )[0]?.hours;
    await api.owner
      .$executeRaw`UPDATE session SET expires_at = clock_timestamp() + interval '11 hours 30 minutes' WHERE person_id = 'hn-clerk'`;
    const before = await api.owner.session.findMany({ where: { personId: 'hn-clerk' }, orderBy: { id: 'asc' } });
    await clerk.get('/api/session');
    expect(await api.owner.session.findMany({ where: { personId: 'hn-clerk' }, orderBy: { id: 'asc' } })).toEqual(before);
    await api.owner.$executeRaw`UPDATE session SET expires_at = clock_timestamp() + interval '3 hours' WHERE person_id = 'hn-clerk'`;
    await clerk.get('/api/session');
    expect(await left()).toBe(12);
  });
});

describe('demo accounts', () => {
  test('do not exist outside the demonstration', async () => {
    const plain = await startApi({ settings: { demo: false } });
    try {
      expect(problemIn(await plain.nobody.get('/api/session/demo-accounts')).code).toBe('access.demo-only');
      const reply = await plain.nobody.send('POST', '/api/session/demo', { body: { login: 'hn-clerk' } });
      expect(problemIn(reply).code).toBe('access.demo-only');
    } finally {
      await plain.close();
    }
  });

  test('are not for a page that reaches this machine under a name of its own', async () => {
    const { request } = await import('node:http');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const options = { method: 'GET', headers: { host: 'rebound.example' } };
      request(`${api.url}/api/session/demo-accounts`, options, (answer) => resolve(answer.resume().statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
  });

  test('an account that is not one is refused', async () => {
    expect(problemIn(await api.nobody.send('POST', '/api/session/demo', { body: { login: 'zhao' } })).code).toBe('access.bad-credentials');
  });

  test('are listed with their post', async () => {
    const { accounts } = (await api.nobody.get('/api/session/demo-accounts')).body;
    expect(accounts).toContainEqual({
      login: 'hn-clerk',
      name: '张演示',
      roleName: '经办人',
      organisation: '柳岸县民政局',
      area: '河南省',
      rehearsal: false,
    });
    expect(accounts.some(({ login }: { login: string }) => login === 'zhao')).toBe(false);
  });

  test('of no place come last', async () => {
    const { accounts } = (await api.nobody.get('/api/session/demo-accounts')).body;
    const areas: string[] = accounts.map(({ area }: { area: string }) => area);
    expect(new Set(areas).size).toBe(10);
    expect(areas.indexOf('平台')).toBe(areas.length - 1);
  });
});
