import { CatalogueError } from '../../domain/errors.ts';
import { DemoAccountsAnswer, DemoSignInBody, MembershipBody, SessionAnswer, SignInBody } from '../../domain/schema/api/session.ts';
import { callerOf } from '../auth/caller.ts';
import { noSessionCookie, sessionCookie, tokenFrom } from '../auth/cookie.ts';
import { isLoopback, isLoopbackHost } from '../auth/loopback.ts';
import { actAs, signIn, signInDemo, signOut } from '../auth/sign-in.ts';
import { presentDemoAccounts, presentSession } from '../presenters/session.ts';
import { demoAccounts, sessionOf } from '../queries/session.ts';
import { type Answer, type Incoming, ok, publicRoute, type Route, route } from '../route.ts';
import type { Services } from '../services.ts';

const tag = '登录';

/** Signing in and out, and choosing the organisation and role in which one acts. */
export const sessionRoutes: Route[] = [
  publicRoute(
    {
      method: 'post',
      path: '/api/session',
      id: 'signIn',
      summary: '用账号和密码登录',
      tag,
      body: SignInBody,
      answers: { 200: SessionAnswer },
      problems: ['access.bad-credentials', 'access.too-many-attempts', 'access.forbidden'],
    },
    async ({ body }, services) => await signedIn(await signIn(services.database, body.login, body.password), services),
  ),
  publicRoute(
    {
      method: 'post',
      path: '/api/session/demo',
      id: 'signInDemo',
      summary: '用演示账号登录（只在本机演示模式下）',
      tag,
      body: DemoSignInBody,
      answers: { 200: SessionAnswer },
      problems: ['access.demo-only', 'access.bad-credentials', 'access.forbidden'],
    },
    async ({ body, request }, services) => {
      requireDemo(request, services);
      return await signedIn(await signInDemo(services.database, body.login), services);
    },
  ),
  publicRoute(
    {
      method: 'get',
      path: '/api/session/demo-accounts',
      id: 'listDemoAccounts',
      summary: '演示账号（只在本机演示模式下）',
      tag,
      answers: { 200: DemoAccountsAnswer },
      problems: ['access.demo-only'],
    },
    async ({ request }, services) => {
      requireDemo(request, services);
      return ok({ accounts: presentDemoAccounts(await demoAccounts(services.database), services) });
    },
  ),
  route(
    { method: 'get', path: '/api/session', id: 'getSession', summary: '当前登录', tag, answers: { 200: SessionAnswer } },
    async ({ caller }, services) => ok(presentSession(await sessionOf(services.database, caller.actor.personId), caller.membershipId)),
  ),
  route(
    {
      method: 'put',
      path: '/api/session/membership',
      id: 'chooseMembership',
      summary: '选择任职机构和岗位',
      tag,
      body: MembershipBody,
      answers: { 200: SessionAnswer },
      problems: ['access.forbidden'],
    },
    async ({ caller, body }, services) => {
      await actAs(services.database, caller.sessionId, caller.actor.personId, body.membershipId);
      return ok(presentSession(await sessionOf(services.database, caller.actor.personId), body.membershipId));
    },
  ),
  publicRoute(
    { method: 'delete', path: '/api/session', id: 'signOut', summary: '退出登录', tag, answers: { 204: null } },
    async ({ request }, services) => {
      await signOut(services.database, tokenFrom(request.header('cookie')));
      return { status: 204, headers: { 'Set-Cookie': noSessionCookie() } };
    },
  ),
];

async function signedIn(token: string, services: Services): Promise<Answer> {
  const caller = await callerOf(services.database, token);
  const session = await sessionOf(services.database, caller.actor.personId);
  return ok(presentSession(session, caller.membershipId), { 'Set-Cookie': sessionCookie(token, services.settings.secure) });
}

/** Demo accounts have no password: only a browser on this machine, at an address of this machine, may use them. */
function requireDemo(request: Incoming, { settings }: Services): void {
  if (settings.demo && isLoopback(request.remoteAddress) && isLoopbackHost(request.header('host'))) return;
  throw new CatalogueError('access.demo-only');
}
