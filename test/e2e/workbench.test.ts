import { beforeAll, describe, expect, test } from '@jest/globals';
import { expectHidden, expectShown, overflow, PHONE, RUN, send, useBrowser } from '../support/browser.ts';

const browser = useBrowser();
/** Nobody else's tests open cycles in this county. */
const PLACE = { clerk: 'lf-clerk-2', viewer: 'lf-head-2', station: 'lf-station-2-1', town: 'lf-town-2-1' };
const TITLE = `岚溪街道社工站服务${RUN}`;

beforeAll(async () => {
  const { context } = await browser.visit(PLACE.clerk, '/sign-in');
  const { station, town } = PLACE;
  const year = new Date().getFullYear() + 1;
  await send(context, '/purchase-cycles', { title: TITLE, planYear: year, stations: [{ station, town }], amountBudgetYuan: 200_000 });
  await context.close();
});

describe('the workbench', () => {
  test('an empty one says why and what next', async () => {
    const { page } = await browser.visit('lf-contractor-2');
    await expectShown(page.getByText('没有待您办理的事项'));
    await page.getByRole('button', { name: '查看全部流程' }).click();
    await expectShown(page.getByRole('heading', { name: '全部流程' }));
  });

  test('shows whoever only reads no way to act', async () => {
    const { page } = await browser.visit('lf-viewer');
    await expectShown(page.getByRole('heading', { name: '工作台' }));
    expect(await page.getByRole('link', { name: '发起采购周期' }).count()).toBe(0);
    expect(await page.getByText('去办理').count()).toBe(0);
  });

  test('shows what is to be done, and one click opens the form', async () => {
    const { page } = await browser.visit(PLACE.clerk, '/?bucket=mine');
    const row = page
      .getByRole('listitem')
      .filter({ hasText: TITLE })
      .filter({ hasText: /^.*编制\d+年度计划/ });
    await expectShown(row.getByText(/还剩 \d+ 个工作日/));
    expect(await page.getByRole('tab', { name: /待我办理/ }).getAttribute('aria-selected')).toBe('true');
    await row.getByText('去办理').click();
    await page.waitForURL(/\/processes\/[^/]+\?command=/);
    await expectShown(page.getByRole('heading', { name: TITLE }));
  });

  test('offers nobody what the stage or the role keeps from them', async () => {
    const { page } = await browser.visit(PLACE.clerk, '/?bucket=mine');
    const row = page.getByRole('listitem').filter({ hasText: TITLE }).filter({ hasText: '年度计划报送备案' });
    await expectShown(row.getByText('查看', { exact: true }));
    expect(await row.getByText('去办理').count()).toBe(0);
  });

  test('explains a date', async () => {
    const { page } = await browser.visit(PLACE.clerk, '/?bucket=mine');
    await page
      .getByRole('button', { name: /为什么是这一天/ })
      .first()
      .click();
    const why = page.getByRole('dialog', { name: '为什么是这一天' });
    await expectShown(why.getByText('依据'));
    await expectShown(why.getByText(/LF-\d+/).first());
  });

  test('keeps its list in the address', async () => {
    const { page } = await browser.visit(PLACE.clerk);
    await page.getByRole('tab', { name: /等待他方/ }).click();
    expect(new URL(page.url()).search).toBe('?bucket=others');
    await page.reload();
    expect(await page.getByRole('tab', { name: /等待他方/ }).getAttribute('aria-selected')).toBe('true');
  });

  test('says what to do when the network is gone, and goes on when it is back', async () => {
    const { page, context } = await browser.visit(PLACE.clerk, '/?bucket=mine');
    await expectShown(page.getByText(TITLE).first());
    await context.setOffline(true);
    await page.getByRole('tab', { name: /等待他方/ }).click();
    await expectShown(page.getByRole('alert').getByText('连不上服务器'));
    await context.setOffline(false);
    await page.getByRole('button', { name: '重试' }).click();
    await expectHidden(page.getByRole('alert'));
  });
});

describe('the keyboard', () => {
  test('moves through the rows and opens one', async () => {
    const { page } = await browser.visit(PLACE.clerk, '/?bucket=mine');
    await expectShown(page.getByText(TITLE).first());
    const focused = () => page.evaluate<string | undefined>('document.activeElement?.textContent');
    const labels = await page.locator('main [data-row]').allTextContents();
    await page.keyboard.press('j');
    expect(await focused()).toBe(labels[0]);
    await page.keyboard.press('j');
    expect(await focused()).toBe(labels[1]);
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/processes\/[^/]+/);
  });

  test('searches, goes and helps', async () => {
    const { page } = await browser.visit(PLACE.clerk, '/inbox');
    await expectShown(page.getByRole('heading', { name: '收件箱' }));
    await page.keyboard.press('?');
    await expectShown(page.getByRole('dialog', { name: '键盘操作' }));
    await page.keyboard.press('Escape');
    await expectHidden(page.getByRole('dialog', { name: '键盘操作' }));
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await expectShown(page.getByRole('heading', { name: '工作台' }));
    await page.keyboard.press('/');
    await page.keyboard.type(RUN);
    await page.keyboard.press('Enter');
    await expectShown(page.getByRole('heading', { name: '全部流程' }));
    await expectShown(page.getByRole('link', { name: TITLE, exact: true }));
  });

  test('is left alone while somebody types', async () => {
    const { page } = await browser.visit(PLACE.clerk, '/processes');
    const text = page.getByRole('textbox', { name: '按名称查找' });
    await text.fill('');
    await page.keyboard.type('jk?gt/');
    expect(await text.inputValue()).toBe('jk?gt/');
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('a phone', () => {
  test('has the list in one column and the menu at the thumb', async () => {
    const { page } = await browser.visit(PLACE.clerk, '/?bucket=mine', PHONE);
    await expectShown(page.getByText(TITLE).first());
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    const menu = page.getByRole('navigation', { name: '底部菜单' });
    await menu.getByRole('button', { name: '更多' }).click();
    await page.getByRole('dialog').getByRole('link', { name: '服务合同' }).click();
    await expectShown(page.getByRole('heading', { name: '服务合同' }));
    await expectHidden(page.getByRole('dialog'));
  });
});
