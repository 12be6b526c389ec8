import { beforeAll, expect, test } from '@jest/globals';
import { overflow, PHONE, send, useBrowser } from '../support/browser.ts';

const browser = useBrowser();
/** Nobody else's tests open cycles in this county. */
const PLACE = { clerk: 'gz-clerk-2', others: 'gz-clerk', town: 'gz-town-2-1', station: 'gz-station-2-1' };
const TITLES = ['列表测试甲站服务', '列表测试乙站服务'];

beforeAll(async () => {
  const { context } = await browser.visit(PLACE.clerk, '/sign-in');
  const { station, town } = PLACE;
  const year = new Date().getFullYear() + 1;
  for (const title of TITLES) {
    await send(context, '/purchase-cycles', { title, planYear: year, stations: [{ station, town }], amountBudgetYuan: 100_000 });
  }
  await context.close();
});

test('another bureau does not see them', async () => {
  const { page } = await browser.visit(PLACE.others, '/processes?q=列表测试');
  await page.getByText('没有符合条件的流程').waitFor();
  await page.getByRole('button', { name: '清除条件' }).last().click();
  expect(new URL(page.url()).search).toBe('');
});

test('the list is narrowed by kind and words, and the address keeps it', async () => {
  const { page } = await browser.visit(PLACE.clerk, '/processes');
  await page.getByRole('button', { name: /^购买周期/ }).click();
  await page.getByRole('heading', { name: '购买周期' }).waitFor();
  const text = page.getByRole('textbox', { name: '按名称查找' });
  await text.fill('甲站');
  await text.press('Enter');
  await page.getByRole('link', { name: TITLES[1] ?? '', exact: true }).waitFor({ state: 'hidden' });
  await page.reload();
  await page.getByRole('link', { name: TITLES[0] ?? '', exact: true }).waitFor();
  expect(await page.getByRole('textbox', { name: '按名称查找' }).inputValue()).toBe('甲站');
  expect(new URL(page.url()).searchParams.get('kind')).toBe('purchase-cycle');
});

test('what is ended or overdue is asked of the API', async () => {
  const { page } = await browser.visit(PLACE.clerk, '/processes?q=列表测试');
  await page.getByRole('link', { name: TITLES[0] ?? '', exact: true }).waitFor();
  await page.getByRole('checkbox', { name: '只看有逾期的' }).check();
  await page.getByText('没有符合条件的流程').waitFor();
  await page.getByRole('checkbox', { name: '只看有逾期的' }).uncheck();
  await page.getByRole('link', { name: TITLES[0] ?? '', exact: true }).waitFor();
  await page.goto('/processes?q=列表测试&ended=true');
  await page.getByText('没有符合条件的流程').waitFor();
});

test('chosen columns and density stay after a reload', async () => {
  const { page } = await browser.visit(PLACE.clerk, '/processes');
  await page.getByRole('columnheader', { name: '政策' }).waitFor();
  await page.getByRole('button', { name: '选择列' }).click();
  await page.getByRole('checkbox', { name: '政策' }).uncheck();
  await page.getByRole('columnheader', { name: '政策' }).waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: '紧凑显示' }).click();
  await page.reload();
  await page.getByRole('columnheader', { name: '名称' }).waitFor();
  expect(await page.getByRole('columnheader', { name: '政策' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: '紧凑显示' }).getAttribute('aria-pressed')).toBe('true');
});

test('a row opens its process', async () => {
  const { page } = await browser.visit(PLACE.clerk, '/processes?q=列表测试甲站');
  await page.getByRole('link', { name: `打开 ${TITLES[0]}` }).click();
  await page.getByRole('heading', { name: TITLES[0] ?? '' }).waitFor();
});

test('on a phone the rows are cards', async () => {
  const { page } = await browser.visit(PLACE.clerk, '/processes?q=列表测试', PHONE);
  await page.getByRole('link', { name: new RegExp(TITLES[0] ?? '') }).waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test('an address that is none says so', async () => {
  const { page } = await browser.visit(PLACE.clerk, '/nothing-here');
  await page.getByText('没有找到您要的页面').waitFor();
  await page.getByRole('button', { name: '回到工作台' }).click();
  await page.getByRole('heading', { name: '工作台' }).waitFor();
});
