import { expect, test } from '@jest/globals';
import { expectShown, RUN, useBrowser } from '../support/browser.ts';

const browser = useBrowser();

test('a role that may not refer is told who may', async () => {
  const { page } = await browser.visit('gz-viewer', '/start/referral');
  await expectShown(page.getByText('您的岗位不能提出转介'));
  expect(await page.getByRole('button', { name: '下一步：核对' }).count()).toBe(0);
});

test('nothing that was written about a person stays in the browser', async () => {
  const { page } = await browser.visit('gz-worker', '/start/referral');
  await page.getByRole('textbox', { name: '转介原因' }).fill('家庭变故');
  await page.getByRole('radio', { name: '否' }).check();
  const kept = await page.evaluate<string>('JSON.stringify(localStorage)');
  expect(kept).toContain('minor');
  expect(kept).not.toContain('家庭变故');
});

test('a wrong case number is refused at its field; a right one opens the referral', async () => {
  const { page } = await browser.visit('gz-worker', '/start/referral');
  await page.getByRole('combobox', { name: '接收方' }).fill('竹园街道社会');
  await page.getByTitle('竹园街道社会工作服务站').click();
  const reference = page.getByRole('textbox', { name: '个案编号' });
  await reference.fill('张');
  await page.getByRole('radio', { name: '否' }).check();
  await page.getByRole('textbox', { name: '符合的转介条件' }).fill('超出本站服务范围');
  await page.getByRole('textbox', { name: '转介原因' }).fill('需要专门服务');
  await page.getByRole('button', { name: '下一步：核对' }).click();
  await page.getByRole('button', { name: '确认办理' }).click();
  await expectShown(page.locator('.ant-form-item-has-error').getByText('个案编号为3至40位'));
  expect(await page.getByRole('textbox', { name: '转介原因' }).inputValue()).toBe('需要专门服务');

  await reference.fill(`ZY-${RUN}`);
  await page.getByRole('button', { name: '下一步：核对' }).click();
  await expectShown(page.getByRole('region', { name: '核对' }).getByText('竹园街道社会工作服务站'));
  await page.getByRole('button', { name: '确认办理' }).click();
  await page.waitForURL(/\/processes\/[^/?]+$/);
  await expectShown(page.getByRole('region', { name: '经过' }).getByText('提出转介').first());
});
