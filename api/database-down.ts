/** What the driver and Prisma say when the database cannot be reached, is starting or going down, has no connection left, or is too slow. */
const DRIVER_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '57014',
  '53300',
]);
const PRISMA_CODES = new Set(['P1001', 'P1002', 'P1008', 'P1011', 'P1017', 'P2024', 'P2028', 'P2037']);
const ADAPTER_KINDS = new Set(['DatabaseNotReachable', 'SocketTimeout', 'ConnectionClosed', 'TooManyConnections', 'TlsConnectionError']);
const DRIVER_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|Query read timeout|connection is not queryable|Server has closed/i;
const DEEPEST_CAUSE = 5;

/** Whether the error, or what caused it, is an outage of the database and not a defect of ours. */
export function isDatabaseDown(error: unknown): boolean {
  let at: unknown = error;
  for (let depth = 0; depth < DEEPEST_CAUSE && typeof at === 'object' && at !== null; depth += 1) {
    if (saysSo(at)) return true;
    at = Reflect.get(at, 'cause') ?? Reflect.get(Reflect.get(at, 'meta') ?? {}, 'driverAdapterError');
  }
  return false;
}

function saysSo(error: object): boolean {
  const word = (key: string) => String(Reflect.get(error, key) ?? '');
  if ([word('code'), word('originalCode')].some((code) => DRIVER_CODES.has(code) || PRISMA_CODES.has(code))) return true;
  return ADAPTER_KINDS.has(word('kind')) || word('name') === 'PrismaClientInitializationError' || DRIVER_WORDS.test(word('message'));
}
