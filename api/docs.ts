import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { type Express } from 'express';
import { openApiOf } from './openapi.ts';
import type { Route } from './route.ts';

const PAGE = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>履约 API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css"><link rel="icon" href="/api/docs/favicon-32x32.png"></head>
<body><div id="ui"></div><script src="/api/docs/swagger-ui-bundle.js"></script><script src="/api/docs/start.js"></script></body></html>`;
// No validator badge: it would ask another host.
const START = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#ui', validatorUrl: null, deepLinking: true });`;

/** Serves the OpenAPI document and a page to try it; everything on it comes from this server. */
export function serveDocs(app: Express, routes: readonly Route[]): void {
  const document = JSON.stringify(openApiOf(routes));
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  app.get('/api/openapi.json', (_request, response) => response.type('application/json').send(document));
  app.get('/api/docs', (_request, response) => response.type('html').send(PAGE));
  app.get('/api/docs/start.js', (_request, response) => response.type('js').send(START));
  app.use('/api/docs', express.static(folder, { index: false, redirect: false }));
}
