import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { type Express } from 'express';

const DAY_SECONDS = 86_400;

/** Serves the built console; every other address is a page of the console, which finds its way by itself. */
export function serveConsole(app: Express, folder: string): void {
  const start = join(folder, 'index.html');
  if (!existsSync(start)) return;
  // Answers of the API come before this: what is secret in them is not compressed beside what a stranger sends.
  app.use(compression());
  // Names of assets carry their content's hash; the start page names them and must be asked for each time.
  app.use(
    '/assets',
    express.static(join(folder, 'assets'), { immutable: true, maxAge: 365 * DAY_SECONDS * 1_000, fallthrough: false, index: false }),
  );
  app.use(express.static(folder, { maxAge: 0, index: false }));
  app.get('/*page', (request, response, next) => {
    if (!request.accepts('html')) return next();
    response.set('Cache-Control', 'no-cache').sendFile(start);
  });
  app.get('/', (_request, response) => response.set('Cache-Control', 'no-cache').sendFile(start));
}
