import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { expectHidden, expectShown, overflow, PHONE, RUN, seriousFindings, useBrowser } from '../support/browser.ts';

const browser = useBrowser();
const NEXT = { organisations: '下一步：填写机构', accounts: '下一步：开立账号', check: '下一步：核对' };
const go = async (page: Page, name: string) => await page.getByRole('button', { name }).click();

/** Chooses Guizhou and fills in its organisations; the mark keeps names and logins apart. */
async function fillIn(page: Page, mark: string): Promise<void> {
  await page.getByRole('radio', { name: /贵州省/ }).check();
  await go(page, NEXT.organisations);
  await page.getByLabel('省民政厅').fill(`清川省民政厅${mark}`);
  await page.getByLabel('市(州)民政局').fill('安渡市民政局');
  await page.getByLabel('县(市、区)民政局名称').fill('柳堤县民政局');
  await page.getByLabel('街道，每行一个').fill('东河街道办事处\n\n西岭街道办事处\n南塘街道办事处');
}

/** From the organisations to the last look. */
async function toCheck(page: Page, mark: string): Promise<void> {
  await go(page, NEXT.accounts);
  await page.getByLabel('账号前缀').fill(`b${mark}`);
  await go(page, NEXT.check);
  await expectShown(page.getByRole('heading', { name: '各角色由谁承担' }));
}

test('whoever may not is told who may, and has no way there', async () => {
  const { page } = await browser.visit('hn-head', '/bureaus/new');
  await expectShown(page.getByText('新设机构由运维人员办理'));
  await expectShown(page.getByText('谁可以办理：运维'));
  expect(await page.getByRole('link', { name: '新设机构' }).count()).toBe(0);
});

test('each step says at its field what is missing or wrong', async () => {
  const { page } = await browser.visit('operator', '/operations');
  await go(page, '新设机构');
  await go(page, NEXT.organisations);
  await expectShown(page.getByText('请选择政策包'));
  await page.getByRole('radio', { name: /贵州省/ }).check();
  await go(page, NEXT.organisations);
  await go(page, NEXT.accounts);
  await expectShown(page.getByText('不能为空').first());
  await page.goto('/bureaus/new');
  await fillIn(page, RUN);
  const towns = page.getByLabel('街道，每行一个');
  await towns.fill('东河街道办事处\n东河街道办事处');
  await go(page, NEXT.accounts);
  await expectShown(page.getByText('第 2 个乡镇：同一上级下已有同名机构'));
  await towns.fill('东河街道办事处');
  await go(page, NEXT.accounts);
  await go(page, NEXT.check);
  await expectShown(page.getByText('请填写账号前缀'));
  await page.getByLabel('账号前缀').fill(`b${RUN}`);
  await page.getByLabel('柳堤县民政局经办人账号').fill('hn-clerk');
  await go(page, NEXT.check);
  await expectShown(page.getByText('账号已被占用'));
  expect(await seriousFindings(page)).toEqual([]);
});

test('what was typed survives a reload, without names of people, and can be thrown away', async () => {
  const { page } = await browser.visit('operator', '/bureaus/new');
  await fillIn(page, RUN);
  await go(page, NEXT.accounts);
  await page.getByLabel('柳堤县民政局经办人姓名').fill('张示例');
  await page.reload();
  await expectShown(page.getByText('已恢复上次没有提交的内容'));
  expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('张示例');
  await go(page, NEXT.organisations);
  expect(await page.getByLabel('省民政厅').inputValue()).toBe(`清川省民政厅${RUN}`);
  await go(page, '上一步');
  await go(page, '重新填写');
  await expectHidden(page.getByText('已恢复上次没有提交的内容'));
});

test('nothing is set up before the last look; then each password is shown once, and opens its account', async () => {
  const { page } = await browser.visit('operator', '/bureaus/new');
  const mark = `${RUN}a`;
  await fillIn(page, mark);
  await page.getByText('改名，或暂不设站').click();
  await page.getByRole('checkbox', { name: '南塘街道办事处设站' }).uncheck();
  await toCheck(page, mark);
  await expectShown(page.getByRole('listitem').filter({ hasText: '采购组织方' }).filter({ hasText: 'GZ-15' }));
  const q = encodeURIComponent(`清川省民政厅${mark}`);
  const found = async () => ((await (await page.request.get(`/api/organisations?q=${q}`)).json()) as { items: unknown[] }).items;
  expect(await found()).toEqual([]);
  await go(page, '确认设立');
  await expectShown(page.getByRole('heading', { name: /等 8 个机构，其中社工站 2 个/ }));
  expect(await found()).toHaveLength(1);
  const row = page.getByRole('listitem').filter({ hasText: `b${mark}-county-1-clerk` });
  const password = (await row.innerText()).split('\n').at(-1)?.trim() ?? '';
  expect(page.url()).not.toContain(password);
  expect(await page.evaluate('JSON.stringify([localStorage, sessionStorage])')).not.toContain(password);
  await go(page, '回到运维');
  // The page is loaded when it is first asked for; until then the way back would lead past the form.
  await expectShown(page.getByRole('heading', { name: '运维' }));
  await page.goBack();
  await expectShown(page.getByRole('radio', { name: /贵州省/ }));
  expect(await page.getByText(password).count()).toBe(0);

  const clerk = await browser.visit(undefined, '/sign-in');
  await clerk.page.getByRole('textbox', { name: '账号' }).fill(`b${mark}-county-1-clerk`);
  await clerk.page.getByLabel('密码').fill(password);
  await clerk.page.getByRole('button', { name: /登\s*录/ }).click();
  await expectShown(clerk.page.getByRole('heading', { name: '工作台' }));
  await clerk.page.goto('/start');
  await clerk.page.getByRole('spinbutton', { name: '预算金额（元）' }).fill('200000');
  await go(clerk.page, '下一步：选择社工站');
  await clerk.page.getByRole('checkbox', { name: '东河街道社会工作服务站' }).check();
  await go(clerk.page, '下一步：核对日期');
  await go(clerk.page, '确认发起');
  await clerk.page.waitForURL(/\/processes\/[^/?]+$/);
  await expectShown(clerk.page.getByRole('listitem').filter({ hasText: '编制计划' }).filter({ hasText: '当前环节' }));
});

test('an answer that is lost is asked for again: set up once, and the passwords are told to be gone', async () => {
  const { page } = await browser.visit('operator', '/bureaus/new');
  const mark = `${RUN}b`;
  await fillIn(page, mark);
  await toCheck(page, mark);
  await page.route(
    '**/api/bureaus',
    async (route) => {
      // The server does it; its answer never arrives.
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await go(page, '确认设立');
  await expectShown(page.getByRole('alert').getByText('连不上服务器'));
  await go(page, '确认设立');
  await expectShown(page.getByText(/没有重复办理；一次性密码只在首次结果中显示/));
  expect(await page.getByRole('button', { name: '复制全部' }).count()).toBe(0);
});

test('on a phone every step fits', async () => {
  const { page, misdeeds } = await browser.visit('operator', '/bureaus/new', PHONE);
  const mark = `${RUN}c`;
  const fits = async () => {
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await seriousFindings(page)).toEqual([]);
  };
  await expectShown(page.getByText('第 1 步，共 5 步：政策'));
  await fits();
  await fillIn(page, mark);
  await go(page, '加一个承接机构');
  await page.getByLabel('承接机构名称').fill(`柳堤社会工作服务中心${mark}`);
  await fits();
  await go(page, NEXT.accounts);
  await page.getByLabel('账号前缀').fill(`b${mark}`);
  await go(page, '加一个其他账号');
  await fits();
  await go(page, '移除第 1 个其他账号');
  await go(page, NEXT.check);
  await expectShown(page.getByRole('button', { name: '确认设立' }));
  await fits();
  await go(page, '确认设立');
  await expectShown(page.getByRole('button', { name: '复制全部' }));
  await fits();
  expect(misdeeds).toEqual({ outside: [], errors: [] });
});

test('what stands already is found by name, and only the levels below it are asked for', async () => {
  const { page } = await browser.visit('operator', '/bureaus/new');
  await page.getByRole('radio', { name: /贵州省/ }).check();
  await go(page, NEXT.organisations);
  await page.getByRole('combobox', { name: '接在已有机构之下（可以不选）' }).fill('桐坪县');
  await page.getByTitle('桐坪县民政局（县级）').click();
  await expectHidden(page.getByLabel('省民政厅'));
  await page.getByLabel('街道，每行一个').fill(`新区${RUN}街道办事处`);
  await go(page, NEXT.accounts);
  await expectShown(page.getByText('新设的机构没有必须开立的账号', { exact: false }));
  await go(page, NEXT.check);
  await expectShown(page.getByRole('listitem').filter({ hasText: '购买主体' }).filter({ hasText: '桐坪县民政局' }).first());
  await go(page, '确认设立');
  await expectShown(page.getByRole('heading', { name: /等 2 个机构，其中社工站 1 个/ }));
});
