import { beforeAll, expect, test } from '@jest/globals';
import { expectHidden, expectShown, RUN, send, useBrowser } from '../support/browser.ts';

const browser = useBrowser();
const TITLE = `南塘站服务${RUN}`;

beforeAll(async () => {
  const { context } = await browser.visit('hn-clerk-2', '/sign-in');
  const year = new Date().getFullYear() + 1;
  const stations = [{ station: 'hn-station-2-1', town: 'hn-town-2-1' }];
  await send(context, '/purchase-cycles', { title: TITLE, planYear: year, stations, amountBudgetYuan: 100_000 });
  await context.close();
});

test('a clerk is told who may', async () => {
  const { page } = await browser.visit('hn-clerk', '/operations');
  await expectShown(page.getByText('运维页面由运维人员使用'));
  await expectShown(page.getByText('谁可以办理：运维'));
  expect(await page.getByRole('link', { name: '运维', exact: true }).count()).toBe(0);
});

test('an operator sees what waits for whom, without its name', async () => {
  const { page } = await browser.visit('operator', '/operations');
  await expectShown(page.getByText('数据库 正常'));
  await page.getByRole('tab', { name: /等人办理/ }).click();
  await expectShown(page.getByRole('cell', { name: /采购周期/ }).first());
  expect(await page.getByText(TITLE).count()).toBe(0);
  const link = page.getByRole('link', { name: '打开 Temporal UI' });
  expect(await link.getAttribute('href')).toMatch(/^http:\/\/127\.0\.0\.1:\d+/);
});

test('an act needs a reason, and says what it did', async () => {
  const { page } = await browser.visit('operator', '/operations?kind=person');
  await page.getByRole('button', { name: '刷新' }).first().click();
  const asked = page.getByRole('dialog', { name: /^刷新：/ });
  // Whoever presses a button has seen the window open.
  await expectShown(asked.getByRole('textbox', { name: '理由（记入日志）' }));
  await asked.getByRole('button', { name: '确认刷新' }).click();
  await expectShown(asked.getByText('请写明理由'));
  await asked.getByRole('textbox', { name: '理由（记入日志）' }).fill('演示');
  await asked.getByRole('button', { name: '确认刷新' }).click();
  await expectHidden(asked);
});
