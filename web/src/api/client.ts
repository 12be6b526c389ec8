/** What is wrong with one field, as the API says it. */
export interface FieldProblem {
  field: string;
  problem: string;
  received?: unknown;
  allowed?: unknown;
}

/** A refusal or failure of the API (RFC 9457) as an error that pages can show. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly fields: FieldProblem[];
  readonly allowedNow: string[];
  readonly whoMay: string[];

  constructor(status: number, body: Partial<Problem> & { title?: string }) {
    super(body.title ?? '请求没有成功');
    this.status = status;
    this.code = body.code ?? (status === 0 ? 'network' : 'internal.error');
    this.detail = body.detail ?? body.title ?? '请求没有成功';
    this.fields = body.fields ?? [];
    this.allowedNow = body.allowedNow ?? [];
    this.whoMay = body.whoMay ?? [];
  }
}

/** An answer with its HTTP status and revision. */
export interface Answer<Body> {
  status: number;
  body: Body;
}

async function send<Body>(path: string, init: RequestInit): Promise<Answer<Body>> {
  let response: Response;
  try {
    response = await fetch(`/api${path}`, { credentials: 'same-origin', ...init });
  } catch {
    throw new Problem(0, { title: '连不上服务器', detail: '网络中断或服务器没有响应，填写的内容还在，请稍后再试。' });
  }
  const body: unknown = parsed(await response.text());
  if (!response.ok) throw new Problem(response.status, (body ?? {}) as Partial<Problem>);
  return { status: response.status, body: body as Body };
}

/** The JSON of an answer; what is none comes from something between us and the API, and says nothing that could be shown. */
function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads; the path carries the query. */
export async function read<Body>(path: string, signal?: AbortSignal): Promise<Body> {
  return (await send<Body>(path, { method: 'GET', ...(signal && { signal }) })).body;
}

/** How a write is made safe to repeat: one key for one intention, the revision that the user saw. */
export interface WriteOptions {
  key: string;
  revision?: number;
}

/** Writes; the same key may be sent again after a time-out without doing the thing twice. */
export async function write<Body>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body: object | undefined,
  options: WriteOptions,
): Promise<Answer<Body>> {
  return await send<Body>(path, {
    method,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': options.key,
      ...(options.revision !== undefined && { 'if-match': `"${options.revision}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** A new key for a new intention. */
export function newKey(): string {
  return (
    globalThis.crypto.randomUUID?.() ??
    Array.from(globalThis.crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
  );
}
