/** SQLSTATE classes that will not pass by themselves: bad data, broken constraints, wrong SQL. They are defects, not outages. */
const DEFECT_CLASSES = ['22', '23', '42'];
/** Classes that will: connection, serialisation, resources, locks, an operator's hand, the system below. */
const OUTAGE_CLASSES = ['08', '40', '53', '55', '57', '58'];
const SQLSTATE = /^[0-9A-Z]{5}$/;

/** Codes of Node and Prisma, kinds of the adapter, and words of either, that mean: no answer; the same statement may succeed later. */
const OUTAGE_CODE = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|P10|P20(24|28|34|37))/;
const OUTAGE_KINDS = ['DatabaseNotReachable', 'SocketTimeout', 'ConnectionClosed', 'TooManyConnections', 'TlsConnectionError'];
const OUTAGE_WORDS =
  /(connection|timeout|terminat|unavailable|starting up|shutting down|recovery|deadlock|serializ|could not obtain|closed the|Transaction (API|not found|already))/i;
const DEEPEST_CAUSE = 6;

interface Cause {
  name: string;
  kind: string;
  code: string;
  message: string;
}

/** The chain of causes of a failure, outermost first. */
function causes(failure: unknown): Cause[] {
  const chain: Cause[] = [];
  for (let at = failure; typeof at === 'object' && at !== null && chain.length < DEEPEST_CAUSE; ) {
    const one: object = at;
    const word = (key: string) => String(Reflect.get(one, key) ?? '');
    chain.push({ name: word('name'), kind: word('kind'), code: word('originalCode') || word('code'), message: word('message') });
    at = Reflect.get(Reflect.get(one, 'meta') ?? {}, 'driverAdapterError') ?? Reflect.get(one, 'cause');
  }
  return chain;
}

/** True if trying again can help: the database is away, starting, busy, or was in each other's way. Anything else is a defect. */
export function isTransient(failure: unknown): boolean {
  const chain = causes(failure);
  if (chain.some(({ code }) => SQLSTATE.test(code) && DEFECT_CLASSES.includes(code.slice(0, 2)))) return false;
  return chain.some(
    ({ name, kind, code, message }) =>
      OUTAGE_CODE.test(code) ||
      (SQLSTATE.test(code) && OUTAGE_CLASSES.includes(code.slice(0, 2))) ||
      OUTAGE_KINDS.includes(kind) ||
      name === 'PrismaClientInitializationError' ||
      OUTAGE_WORDS.test(message),
  );
}

/** A short code of a failure for the ledger, the ops page and the Temporal UI; it holds no values. */
export function defectCode(failure: unknown): string {
  const codes = causes(failure).flatMap(({ code }) => (code === '' ? [] : [code]));
  return [failure instanceof Error ? failure.name : 'Error', ...new Set(codes)].join(':');
}
