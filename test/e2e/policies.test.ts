import { expect, test } from '@jest/globals';
import { expectShown, overflow, PHONE, seriousFindings, useBrowser } from '../support/browser.ts';

const browser = useBrowser();

test('a pack that is none says so', async () => {
  const { page } = await browser.visit('hn-clerk', '/policies/atlantis');
  await expectShown(page.getByRole('alert').getByText('没有这个政策包'));
});

test('a rule shows its clause, what it does here, and its worked examples', async () => {
  const { page } = await browser.visit('hn-clerk', '/policies');
  await page.getByRole('link', { name: '河南省' }).click();
  const text = page.getByRole('textbox', { name: '按编号或文字筛选规则' });
  await text.fill('hn-57');
  await page.getByRole('button', { name: /^HN-57/ }).click();
  const rule = page.getByRole('region', { name: '规则内容' });
  await expectShown(rule.getByText('通知书发出之日起30日内'));
  await expectShown(rule.getByText(/中标\(成交\)通知书发出 2026-02-12 → 截止 2026-03-16/));
  expect(new URL(page.url()).search).toBe('?q=hn-57&rule=HN-57');
  await page.reload();
  await expectShown(rule.getByText('签订服务合同'));
  expect(await text.inputValue()).toBe('hn-57');
  expect(await seriousFindings(page)).toEqual([]);
});

test('nothing found says what to do', async () => {
  const { page } = await browser.visit('hn-clerk', '/policies/hn?q=zzz');
  await expectShown(page.getByText('没有相符的规则'));
});

test('on a phone the list stands above the rule', async () => {
  const { page } = await browser.visit('hn-clerk', '/policies/hn?rule=HN-57', PHONE);
  await expectShown(page.getByRole('region', { name: '规则内容' }).getByText('算例', { exact: true }));
  expect(await overflow(page)).toBeLessThanOrEqual(0);
});
