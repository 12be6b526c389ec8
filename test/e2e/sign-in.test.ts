import { expect, test } from '@jest/globals';
import { expectHidden, expectShown, useBrowser } from '../support/browser.ts';

const browser = useBrowser();

test('nobody sees a page before signing in, and comes back to it afterwards', async () => {
  const { page } = await browser.visit(undefined, '/processes?kind=contract');
  await expectShown(page.getByLabel('账号', { exact: true }));
  expect(new URL(page.url()).pathname).toBe('/sign-in');

  await page.getByRole('radiogroup', { name: '地区' }).getByText('河南省').click();
  await page.getByRole('button', { name: '经办人 张演示' }).click();
  await expectShown(page.getByRole('heading', { name: '服务合同' }));
  expect(new URL(page.url()).search).toBe('?kind=contract');
});

test('a wrong password says so and keeps what was typed', async () => {
  const { page } = await browser.visit(undefined, '/sign-in');
  await page.getByLabel('账号', { exact: true }).fill('somebody');
  await page.getByLabel('密码', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: '登录' }).click();
  await expectShown(page.getByRole('alert').getByText('账号或密码不正确'));
  expect(await page.getByLabel('账号', { exact: true }).inputValue()).toBe('somebody');
});

test('nothing is sent while a field is empty', async () => {
  const { page } = await browser.visit(undefined, '/sign-in');
  await page.getByRole('button', { name: '登录' }).click();
  await expectShown(page.getByText('请填写账号'));
  await expectShown(page.getByText('请填写密码'));
});

test('the way back never leads to another host', async () => {
  const { page } = await browser.visit('hn-clerk', '/sign-in?next=//elsewhere.example/');
  await expectShown(page.getByRole('heading', { name: '工作台' }));
  expect(new URL(page.url()).pathname).toBe('/');
});

test('a session that ends is renewed above the page, and the page keeps what was typed', async () => {
  const { page, context } = await browser.visit('hn-clerk', '/processes');
  const text = page.getByRole('textbox', { name: '按名称查找' });
  await text.fill('还没有按回车');
  await context.clearCookies();
  await page.getByRole('button', { name: '刷新' }).click();
  await expectShown(page.getByText('登录已过期，请重新登录'));
  await page.getByRole('button', { name: '以演示账号 张演示 继续' }).click();
  await expectHidden(page.getByText('登录已过期，请重新登录'));
  expect(await text.inputValue()).toBe('还没有按回车');
});

test('after signing out the pages are closed', async () => {
  const { page } = await browser.visit('hn-clerk');
  await page.getByRole('button', { name: /切换机构或退出/ }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await page.waitForURL('**/sign-in');
  await page.goto('/inbox');
  await expectShown(page.getByLabel('账号', { exact: true }));
  expect(new URL(page.url()).search).toBe('?next=%2Finbox');
});
