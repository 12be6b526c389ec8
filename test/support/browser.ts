import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { consoleAddress } from './product.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const DESK = { width: 1440, height: 900 };
/** How long a step of a test may take (milliseconds). */
const PATIENCE = 15_000;
/** A Chinese desk; without motion, for a press on a window that is still opening goes past its button. */
const MANNERS = { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce' } as const;
/** The window of a phone. */
export const PHONE = { width: 390, height: 844 };

/** What a page did that no page may do. */
export interface Misdeeds {
  /** Requests to other hosts than the server's own. */
  outside: string[];
  /** Errors that the page threw, and complaints of the browser about the page. */
  errors: string[];
}

/** One person at one browser. */
export interface Visit {
  page: Page;
  context: BrowserContext;
  misdeeds: Misdeeds;
}

/** A browser for the tests of one file; every visit is a browser profile of its own. */
export function useBrowser() {
  let browser: Browser;
  const opened: BrowserContext[] = [];
  beforeAll(async () => {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic'];
    browser = await chromium.launch({ executablePath: installedChromium(), args });
  });
  // Pages that stay open go on asking, and slow down whoever comes after them.
  afterEach(async () => void (await Promise.all(opened.splice(0).map((context) => context.close()))));
  afterAll(async () => await browser?.close());
  return {
    /** Opens a page, signed in with a demo account unless `login` is `undefined`. */
    async visit(login: string | undefined, path = '/', viewport = DESK): Promise<Visit> {
      const context = await browser.newContext({ baseURL: consoleAddress(), viewport, ...MANNERS });
      opened.push(context);
      if (login !== undefined) await signIn(context, login);
      const page = await context.newPage();
      page.setDefaultTimeout(PATIENCE);
      const misdeeds = watch(page);
      await page.goto(path);
      return { page, context, misdeeds };
    },
  };
}

/** Signs a browser in with a demo account, without the sign-in page. */
async function signIn(context: BrowserContext, login: string): Promise<void> {
  const answer = await context.request.post('/api/session/demo', { data: { login } });
  if (!answer.ok()) throw new Error(`signing in as ${login}: ${answer.status()} ${await answer.text()}`);
}

function watch(page: Page): Misdeeds {
  const misdeeds: Misdeeds = { outside: [], errors: [] };
  page.on('request', (request) => {
    if (!request.url().startsWith(consoleAddress()) && !request.url().startsWith('data:')) misdeeds.outside.push(request.url());
  });
  page.on('pageerror', (error) => misdeeds.errors.push(error.message));
  page.on('console', (message) => {
    // The browser itself notes every answer that is no success; refusals are part of the tests.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isRefusal) misdeeds.errors.push(message.text());
  });
  return misdeeds;
}

/** Tells what this run opens from what an earlier one left in the same product. */
export const RUN = randomBytes(3).toString('hex');

/** Gives a command through the API in the name of a demo account; answers the parsed body, throws for anything but success. */
export async function send<Body>(context: BrowserContext, path: string, data: object): Promise<Body> {
  const answer = await context.request.post(`/api${path}`, { data, headers: { 'idempotency-key': crypto.randomUUID() } });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as Body;
}

interface AxeResult {
  violations: { id: string; impact: string | null; nodes: { target: unknown }[] }[];
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds to be serious or critical on the page as it stands: the rule and where. */
export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as AxeResult;
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${JSON.stringify(target)}`));
}

/** Waits until exactly one such thing can be seen; fails when it cannot be within the patience of the page. */
export async function expectShown(one: Locator): Promise<void> {
  await one.waitFor({ state: 'visible' });
}

/** Waits until no such thing can be seen any more. */
export async function expectHidden(one: Locator): Promise<void> {
  await one.waitFor({ state: 'hidden' });
}

/** How many pixels the page is wider than the window. */
export async function overflow(page: Page): Promise<number> {
  return Number(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'));
}

function installedChromium(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((file) => existsSync(file));
  if (found === undefined) throw new Error('The browser tests need Chromium on the PATH');
  return found;
}
