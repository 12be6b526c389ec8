import { beforeAll, expect, test } from '@jest/globals';
import { expectHidden, expectShown, overflow, PHONE, RUN, send, useBrowser } from '../support/browser.ts';

const browser = useBrowser();
/** Nobody else's tests open cycles in this county. */
const PLACE = { clerk: 'gz-clerk-2', others: 'gz-clerk', town: 'gz-town-2-1', station: 'gz-station-2-1' };
const [FIRST, SECOND] = [`甲站服务${RUN}`, `乙站服务${RUN}`];

beforeAll(async () => {
  const { context } = await browser.visit(PLACE.clerk, '/sign-in');
  const { station, town } = PLACE;
  const year = new Date().getFullYear() + 1;
  for (const title of [FIRST, SECOND]) {
    await send(context, '/purchase-cycles', { title, planYear: year, stations: [{ station, town }], amountBudgetYuan: 100_000 });
  }
  await context.close();
});

test('another bureau does not see them', async () => {
  const { page } = await browser.visit(PLACE.others, `/processes?q=${RUN}`);
  await expectShown(page.getByText('没有符合条件的流程'));
  await page.getByRole('button', { name: '清除条件' }).last().click();
  expect(new URL(page.url()).search).toBe('');
});

test('whoever clears the conditions keeps the columns', async () => {
  const { page } = await browser.visit(PLACE.others, `/processes?q=${RUN}&hide=stage&dense=true`);
  await page.getByRole('button', { name: '清除条件' }).last().click();
  expect(new URL(page.url()).search).toBe('?hide=stage&dense=true');
});

test('the list is narrowed by kind and words, and the address keeps it', async () => {
  const { page } = await browser.visit(PLACE.clerk, '/processes');
  await page.getByRole('button', { name: /^采购周期/ }).click();
  await expectShown(page.getByRole('heading', { name: '采购周期' }));
  const text = page.getByRole('textbox', { name: '按名称查找' });
  await text.fill(FIRST);
  await text.press('Enter');
  await expectHidden(page.getByRole('link', { name: SECOND, exact: true }));
  await page.reload();
  await expectShown(page.getByRole('link', { name: FIRST, exact: true }));
  expect(await page.getByRole('textbox', { name: '按名称查找' }).inputValue()).toBe(FIRST);
  expect(new URL(page.url()).searchParams.get('kind')).toBe('purchase-cycle');
});

test('what is ended or overdue is asked of the API', async () => {
  const { page } = await browser.visit(PLACE.clerk, `/processes?q=${RUN}`);
  await expectShown(page.getByRole('link', { name: FIRST, exact: true }));
  await page.getByRole('checkbox', { name: '只看有逾期的' }).check();
  await expectShown(page.getByText('没有符合条件的流程'));
  await page.getByRole('checkbox', { name: '只看有逾期的' }).uncheck();
  await expectShown(page.getByRole('link', { name: FIRST, exact: true }));
  await page.goto(`/processes?q=${RUN}&ended=true`);
  await expectShown(page.getByText('没有符合条件的流程'));
});

test('chosen columns and density stay after a reload', async () => {
  const { page } = await browser.visit(PLACE.clerk, `/processes?q=${RUN}`);
  await expectShown(page.getByRole('link', { name: FIRST, exact: true }));
  await expectShown(page.getByRole('columnheader', { name: '政策' }));
  await page.getByRole('button', { name: '选择列' }).click();
  // By keyboard: a popover that still unfolds moves away under a mouse.
  await page.getByRole('checkbox', { name: '政策' }).press('Space');
  await expectHidden(page.getByRole('columnheader', { name: '政策' }));
  await page.getByRole('button', { name: '紧凑显示' }).click();
  await page.reload();
  await expectShown(page.getByRole('columnheader', { name: '名称' }));
  expect(await page.getByRole('columnheader', { name: '政策' }).count()).toBe(0);
  expect(await page.getByRole('button', { name: '紧凑显示' }).getAttribute('aria-pressed')).toBe('true');
});

test('a row opens its process', async () => {
  const { page } = await browser.visit(PLACE.clerk, `/processes?q=${FIRST}`);
  await page.getByRole('link', { name: `打开 ${FIRST}` }).click();
  await expectShown(page.getByRole('heading', { name: FIRST }));
});

test('on a phone the rows are cards', async () => {
  const { page } = await browser.visit(PLACE.clerk, `/processes?q=${RUN}`, PHONE);
  await expectShown(page.getByRole('link', { name: new RegExp(FIRST) }));
  expect(await page.getByRole('table').count()).toBe(0);
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});

test('an address that is none says so', async () => {
  const { page } = await browser.visit(PLACE.clerk, '/nothing-here');
  await expectShown(page.getByText('没有找到您要的页面'));
  await page.getByRole('button', { name: '回到工作台' }).click();
  await expectShown(page.getByRole('heading', { name: '工作台' }));
});
