import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';

/** An answer of the API, read. */
interface Page {
  process?: { id: string; revision: number };
  items?: unknown[];
  next?: string | null;
  code?: string;
}

/** Somebody who is signed in; connections are kept alive, as a browser keeps them. */
export interface Person {
  get(path: string): Promise<Page>;
  /** Gives a command with a key of its own, on the revision that was seen. */
  give(path: string, body: object, revision?: number): Promise<Page>;
  /** What the API knows them by. */
  token: string;
}

/** One connection after the other is used again, as browsers do. */
const agent = new Agent({ keepAlive: true });

interface Answer {
  status: number;
  cookie: string;
  page: Page;
}

/** A request with nothing around it: what a client of more comfort costs is not the product's. */
async function send(url: string, method: 'GET' | 'POST', headers: Record<string, string>, body?: object): Promise<Answer> {
  const text = body && JSON.stringify(body);
  const length = text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  const outgoing = request(url, { agent, method, headers: { ...headers, ...length } });
  outgoing.end(text);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const [cookie = ''] = (incoming.headers['set-cookie']?.[0] ?? '').split(';');
  return { status: incoming.statusCode ?? 0, cookie, page: JSON.parse(Buffer.concat(parts).toString('utf8')) as Page };
}

/** Signs in as a demo account. */
export async function signIn(url: string, login: string): Promise<Person> {
  const { status, cookie } = await send(`${url}/api/session/demo`, 'POST', {}, { login });
  if (status !== 200) throw new Error(`${login} cannot sign in: ${status}`);
  async function ask(path: string, method: 'GET' | 'POST', headers: Record<string, string>, body?: object): Promise<Page> {
    const answer = await send(url + path, method, { cookie, ...headers }, body);
    if (answer.status !== 200 && answer.status !== 201)
      throw new Error(`${path}: ${answer.status} ${answer.page.code ?? 'not done in time'}`);
    return answer.page;
  }
  return {
    token: cookie.slice(cookie.indexOf('=') + 1),
    get: (path) => ask(path, 'GET', {}),
    give(path, body, revision) {
      const seen = revision === undefined ? {} : { 'if-match': `"${revision}"` };
      return ask(path, 'POST', { 'idempotency-key': randomUUID(), ...seen }, body);
    },
  };
}
