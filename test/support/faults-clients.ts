import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Step } from './faults-ways.ts';

/** What a client was told about one command: it may rely on this, whatever died. */
export interface Answered {
  key: string;
  login: string;
  name: string;
  outcome: 'accepted' | 'refused' | 'failed';
  /** Of an accepted command. */
  commandId?: string;
  processId?: string;
  revision: number;
  /** Of a refused or failed one. */
  code?: string;
}

/** Everybody who asks, and everything that they were told. */
export interface Clients {
  readonly answers: Answered[];
  /** Commands that have no answer yet. */
  readonly waiting: ReadonlySet<string>;
  /** Requests that ended without a final answer and were sent again. */
  readonly retries: number;
  /** Answers that an outage does not explain, with their path. */
  readonly defects: string[];
  signIn(logins: readonly string[]): Promise<void>;
  /** Gives a command through any API, again and again under one key, until it is answered. */
  give(step: Step, on?: Seen): Promise<Answered>;
  /** Reads a page, again and again until it is answered. */
  read(login: string, path: string): Promise<Page>;
  /** Nobody asks again: whatever has no answer fails. */
  giveUp(): void;
}

/** The revision of a process that a client has seen. */
export interface Seen {
  processId: string;
  revision: number;
}

/** An answer of the API as the load reads it: a process, a list of them, or a problem. */
export interface Page {
  id?: string;
  stage?: string;
  revision?: number;
  items?: { id: string; kind: string; stage: string; revision: number }[];
  command?: { id: string };
  process?: { id: string; revision: number };
  code?: string;
}

/** A request that takes longer is given up and sent again; the API itself gives up at ten seconds. */
const PATIENCE = 14_000;
const OPENINGS: Record<string, string> = { referral: '/api/referrals', 'purchase-cycle': '/api/purchase-cycles' };

interface Reply {
  status: number;
  page: Page;
  cookie: string;
}

/** Clients of these APIs: each request goes to any of them. */
export function createClients(urls: readonly string[]): Clients {
  const cookies = new Map<string, string>();
  const answers: Answered[] = [];
  const waiting = new Set<string>();
  const defects: string[] = [];
  let retries = 0;
  let givenUp = false;

  async function ask(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body?: object): Promise<Reply | undefined> {
    const url = urls[Math.floor(Math.random() * urls.length)] ?? '';
    try {
      const response = await fetch(url + path, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        signal: AbortSignal.timeout(PATIENCE),
        ...(body && { body: JSON.stringify(body) }),
      });
      const page = (await response.json()) as Page;
      return { status: response.status, page, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
    } catch {
      // The API was killed, is starting, or hangs.
      return undefined;
    }
  }

  /** Asks until there is an answer that waiting does not change. */
  async function insist(method: 'GET' | 'POST', path: string, headers: Record<string, string>, body?: object): Promise<Reply> {
    for (;;) {
      if (givenUp) throw new Error(`${method} ${path} has no answer`);
      const reply = await ask(method, path, headers, body);
      if (reply?.status === 500 && reply.page.code === 'internal.error') defects.push(`${method} ${path}`);
      else if (reply && reply.status !== 202 && reply.status !== 503) return reply;
      retries += 1;
      await sleep(100 + Math.random() * 400);
    }
  }

  async function give({ kind, name, body, login }: Step, on?: Seen): Promise<Answered> {
    const key = randomUUID();
    const path = on ? `/api/processes/${on.processId}/commands/${name}` : (OPENINGS[kind] ?? '');
    const cookie = cookies.get(login) ?? '';
    const headers = { cookie, 'idempotency-key': key, ...(on && { 'if-match': `"${on.revision}"` }) };
    waiting.add(key);
    const { status, page } = await insist('POST', path, headers, body);
    waiting.delete(key);
    const { command, process, code } = page;
    const answered: Answered = { key, login, name, outcome: 'accepted', revision: process?.revision ?? 0 };
    if (status < 300 && command && process) Object.assign(answered, { commandId: command.id, processId: process.id });
    else Object.assign(answered, { outcome: code === 'command.failed' ? 'failed' : 'refused', code: code ?? String(status) });
    answers.push(answered);
    return answered;
  }

  return {
    answers,
    waiting,
    defects,
    get retries() {
      return retries;
    },
    async signIn(logins) {
      for (const login of logins) {
        const { status, cookie } = await insist('POST', '/api/session/demo', {}, { login });
        if (status !== 200) throw new Error(`${login} cannot sign in: ${status}`);
        cookies.set(login, cookie);
      }
    },
    give,
    giveUp() {
      givenUp = true;
    },
    async read(login, path) {
      const { status, page } = await insist('GET', path, { cookie: cookies.get(login) ?? '' });
      if (status !== 200) throw new Error(`${path}: ${page.code ?? status}`);
      return page;
    },
  };
}
