import { beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { todayInShanghai } from '../../web/src/parts/days.ts';
import { expectHidden, expectShown, overflow, PHONE, RUN, seriousFindings, useBrowser } from '../support/browser.ts';

const browser = useBrowser();
const TITLE = `槐荫县社工站服务${RUN}`;
const TODAY = todayInShanghai();

/** Fills in the first step and goes on to the stations. */
async function tellAbout(page: Page, title: string): Promise<void> {
  await page.getByRole('textbox', { name: '名称' }).fill(title);
  await page.getByRole('spinbutton', { name: '预算金额（元）' }).fill('300000');
  await page.getByRole('button', { name: '下一步：选择社工站' }).click();
  await expectShown(page.getByRole('textbox', { name: '按名称筛选社工站' }));
}

/** Chooses one station and goes on to the dates. */
async function chooseStation(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: '古槐镇社会工作服务站' }).check();
  await page.getByRole('button', { name: '下一步：核对日期' }).click();
  await expectShown(page.getByRole('heading', { name: /将产生的日期/ }));
}

/** The row of a planned date. */
const planned = (page: Page, label: string) => page.locator('.planned-one').filter({ hasText: label }).first();

let page: Page;
beforeEach(async () => {
  ({ page } = await browser.visit('lf-clerk', '/start'));
});

test('whoever may not is told who may', async () => {
  const visit = await browser.visit('lf-viewer', '/start');
  await expectShown(visit.page.getByText('您的岗位不能发起采购周期'));
  await expectShown(visit.page.getByText(/谁可以办理：购买主体的经办人/));
  expect(await visit.page.getByRole('button', { name: /下一步/ }).count()).toBe(0);
});

test('each step says at its field what is missing', async () => {
  await page.getByRole('button', { name: '下一步：选择社工站' }).click();
  await expectShown(page.getByText('请填写预算金额（元）'));
  await tellAbout(page, TITLE);
  await page.getByRole('button', { name: '下一步：核对日期' }).click();
  await expectShown(page.getByText('请至少选择一个社工站'));
});

test('what was filled in survives a reload, and can be thrown away', async () => {
  await tellAbout(page, TITLE);
  await page.reload();
  await expectShown(page.getByText('已恢复上次没有提交的内容'));
  expect(await page.getByRole('textbox', { name: '名称' }).inputValue()).toBe(TITLE);
  await page.getByRole('button', { name: '重新填写' }).click();
  await expectHidden(page.getByText('已恢复上次没有提交的内容'));
  expect(await page.getByRole('textbox', { name: '名称' }).inputValue()).not.toBe(TITLE);
});

test('a day that cannot be told yet says why, and is told once it is assumed', async () => {
  await tellAbout(page, TITLE);
  await chooseStation(page);
  const signing = planned(page, '合同签订后');
  await signing.getByRole('button', { name: /日期待定/ }).click();
  const why = page.getByRole('dialog', { name: '为什么是这一天' });
  await expectShown(why.getByText('起算的日期现在还不知道'));
  await page.keyboard.press('Escape');
  await expectHidden(why);
  await page.getByLabel('拟签订合同').fill(TODAY);
  await page.keyboard.press('Enter');
  await expectShown(signing.getByText('按假定日期'));
  await signing.getByRole('button', { name: /为什么是这一天/ }).click();
  await expectShown(why.getByText(`合同签订：${TODAY}`));
  expect(await seriousFindings(page)).toEqual([]);
});

test('nothing is opened before the dates were seen and confirmed; then the process stands open', async () => {
  await tellAbout(page, TITLE);
  await chooseStation(page);
  await expectShown(page.getByText('确认后：'));
  const found = await page.request.get(`/api/processes?q=${encodeURIComponent(TITLE)}`);
  expect(await found.json()).toMatchObject({ items: [] });
  await page.getByRole('button', { name: '确认发起' }).click();
  await page.waitForURL(/\/processes\/[^/?]+$/);
  await expectShown(page.getByRole('heading', { name: TITLE, level: 1 }));
  await expectShown(page.getByRole('listitem').filter({ hasText: '编制计划' }).filter({ hasText: '当前环节' }));
  await page.goto('/start');
  await expectShown(page.getByRole('textbox', { name: '名称' }));
  expect(await page.getByText('已恢复上次没有提交的内容').count()).toBe(0);
});

test('an answer that is lost is asked for again, and the cycle is opened once', async () => {
  const title = `${TITLE}重试`;
  await tellAbout(page, title);
  await chooseStation(page);
  await page.route(
    '**/api/purchase-cycles',
    async (route) => {
      // The server does it; its answer never arrives.
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await page.getByRole('button', { name: '确认发起' }).click();
  await expectShown(page.getByRole('alert').getByText('连不上服务器'));
  await page.getByRole('button', { name: '确认发起' }).click();
  await page.waitForURL(/\/processes\/[^/?]+$/);
  const found = await page.request.get(`/api/processes?q=${encodeURIComponent(title)}`);
  expect((await found.json()) as { items: unknown[] }).toHaveProperty('items.length', 1);
});

test('on a phone the three steps fit', async () => {
  const phone = await browser.visit('lf-clerk', '/start', PHONE);
  await tellAbout(phone.page, TITLE);
  expect(await overflow(phone.page)).toBeLessThanOrEqual(0);
  await chooseStation(phone.page);
  expect(await overflow(phone.page)).toBeLessThanOrEqual(0);
  expect(await seriousFindings(phone.page)).toEqual([]);
});
