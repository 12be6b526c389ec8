import { describe, expect, test } from '@jest/globals';
import { expectShown, overflow, PHONE, seriousFindings, useBrowser } from '../support/browser.ts';

const browser = useBrowser();
const DESK = { width: 1440, height: 900 };

/** Every page that needs no process: who opens it, where, and the heading that tells that it is there. */
const PAGES: [path: string, login: string | undefined, heading: string][] = [
  ['/sign-in', undefined, '履约'],
  ['/', 'hn-clerk', '工作台'],
  ['/?bucket=others', 'hn-city', '工作台'],
  ['/processes', 'hn-clerk', '全部流程'],
  ['/inbox', 'hn-clerk', '收件箱'],
  ['/policies', 'hn-clerk', '政策'],
  ['/start', 'hn-clerk', '发起采购周期'],
  ['/start/referral', 'hn-worker', '提出转介'],
  ['/operations', 'operator', '运维'],
  ['/bureaus/new', 'operator', '新设机构'],
  ['/operations', 'hn-clerk', '运维'],
  ['/nothing-here', 'hn-clerk', '没有这个页面'],
];

describe.each([
  ['a desk', DESK],
  ['a phone', PHONE],
] as const)('on %s', (_name, viewport) => {
  test.each(PAGES)('%s for %s is well made', async (path, login, heading) => {
    const { page, misdeeds } = await browser.visit(login, path, viewport);
    await expectShown(page.getByRole('heading', { name: heading, level: 1 }));
    await page.waitForLoadState('networkidle');
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(misdeeds).toEqual({ outside: [], errors: [] });
  });
});

test('focus can be seen', async () => {
  const { page } = await browser.visit('hn-clerk');
  await expectShown(page.getByRole('heading', { name: '工作台' }));
  await page.keyboard.press('Tab');
  const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
  expect(outline).not.toBe('none');
});
