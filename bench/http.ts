import { randomUUID } from 'node:crypto';

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

/** Signs in as a demo account. */
export async function signIn(url: string, login: string): Promise<Person> {
  const session = await fetch(`${url}/api/session/demo`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login }),
  });
  if (!session.ok) throw new Error(`${login} cannot sign in: ${session.status}`);
  await session.arrayBuffer();
  const [cookie = ''] = (session.headers.get('set-cookie') ?? '').split(';');
  async function ask(path: string, init: RequestInit): Promise<Page> {
    const response = await fetch(url + path, init);
    const page = (await response.json()) as Page;
    if (response.status !== 200 && response.status !== 201)
      throw new Error(`${path}: ${response.status} ${page.code ?? 'not done in time'}`);
    return page;
  }
  return {
    token: cookie.slice(cookie.indexOf('=') + 1),
    get: (path) => ask(path, { headers: { cookie } }),
    give(path, body, revision) {
      const seen = revision === undefined ? {} : { 'if-match': `"${revision}"` };
      const headers = { cookie, 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...seen };
      return ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
    },
  };
}
