import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import { CatalogueError } from '../domain/errors.ts';
import { serveConsole } from './console.ts';
import { serveDocs } from './docs.ts';
import { isDefect, problemOf, retryAfter } from './errors.ts';
import { requestLog } from './logging.ts';
import type { Incoming, Route } from './route.ts';
import { ROUTES } from './routes/table.ts';
import type { Services } from './services.ts';

const BODY_LIMIT = '1mb';
/** Only what is ours is loaded, from where it is; Ant Design writes its styles into the page. */
const CONTENT_SECURITY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The whole HTTP side: the route table, the console, problems instead of errors. */
export function createApp(services: Services, log: Logger, consoleFolder?: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(requestLog(log), guard);
  app.use('/api', onlyJson, express.json({ limit: BODY_LIMIT, strict: false }));
  for (const route of ROUTES) app[route.method](route.path, (request, response) => serve(route, request, response, services));
  serveDocs(app, ROUTES);
  app.use('/api', (_request, _response, next) => next(new CatalogueError('request.unknown-route')));
  if (consoleFolder) serveConsole(app, consoleFolder);
  app.use((_request: Request, _response: Response, next: NextFunction) => next(new CatalogueError('request.unknown-route')));
  app.use(answerProblem);
  return app;
}

async function serve(route: Route, request: Request, response: Response, services: Services): Promise<void> {
  const incoming: Incoming = {
    params: request.params,
    query: request.query,
    body: request.body,
    header: (name) => request.header(name),
    remoteAddress: request.socket.remoteAddress,
  };
  const answer = await route.run(incoming, services);
  response.status(answer.status).set({ 'Cache-Control': 'no-store', ...answer.headers });
  if (answer.body === undefined) response.end();
  else if (typeof answer.body === 'string') response.send(answer.body);
  else response.json(answer.body);
}

function guard(_request: Request, response: Response, next: NextFunction): void {
  response.set({
    'Content-Security-Policy': CONTENT_SECURITY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
  next();
}

/**
 * A page of another site can send a form with our cookie if a browser ignores SameSite, but neither JSON nor a header of its own: a write
 * must bring the one or the other.
 */
function onlyJson(request: Request, _response: Response, next: NextFunction): void {
  if (['GET', 'HEAD'].includes(request.method)) return next();
  const hasBody = request.header('transfer-encoding') !== undefined || Number(request.header('content-length') ?? 0) > 0;
  const isJson = /^application\/json\b/i.test(request.header('content-type') ?? '');
  const ours = isJson || (!hasBody && ['x-requested-with', 'idempotency-key'].some((name) => request.header(name) !== undefined));
  next(ours ? undefined : new CatalogueError('request.media-type', '请以 application/json 提交'));
}

/** The last stop of every error; Express tells it from other handlers by its four parameters. */
function answerProblem(error: unknown, request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) return next(error);
  if (isDefect(error)) request.log.error(traceOf(error), 'defect');
  const problem = problemOf(error, request.path);
  const wait = retryAfter(problem.code);
  if (wait !== undefined) response.set('Retry-After', String(wait));
  response.status(problem.status).set('Cache-Control', 'no-store').type('application/problem+json').send(JSON.stringify(problem));
}

/** Where a defect happened; its message stays out of the log, because drivers quote values in theirs. */
function traceOf(error: unknown): object {
  if (!(error instanceof Error)) return { defect: typeof error };
  return {
    defect: error.name,
    at: error.stack
      ?.split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 12),
  };
}
