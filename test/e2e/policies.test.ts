import { describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { expectHidden, expectShown, overflow, PHONE, seriousFindings, useBrowser } from '../support/browser.ts';

const browser = useBrowser();
const DESK = { width: 1440, height: 900 };

const ruleOf = (page: Page) => page.getByRole('region', { name: '规则内容' });
const text = (page: Page) => page.getByRole('textbox', { name: '按编号或文字筛选规则' });
const query = (page: Page) => new URL(page.url()).search;

/** The day that came out, at the head of its explanation. */
const dayOf = (trial: Locator, day: string) => trial.locator('.why-day').getByText(day);

describe('packs', () => {
  test('a pack that is none says so', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/atlantis');
    await expectShown(page.getByRole('alert').getByText('没有这个政策包'));
  });

  test('each has its meter; a digest is told from a whole text, a project stands apart', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies');
    const pack = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('link', { name, exact: true }) });
    await expectShown(pack('贵州省').getByRole('img', { name: /个规则位：有规则 \d+，原文未收录 \d+/ }));
    await expectShown(pack('河南省').getByRole('img', { name: /个规则位：有规则 \d+，没有规定 \d+/ }));
    await expectShown(pack('大学生舞蹈大赛'));
    expect(await pack('大学生舞蹈大赛').getByRole('img').count()).toBe(0);
    await pack('河南省')
      .getByRole('link', { name: /条待启用/ })
      .click();
    await expectShown(page.getByRole('button', { name: /^待启用/, pressed: true }));
    expect(query(page)).toBe('?standing=awaits');
  });
});

describe('rules', () => {
  test('nothing found says what to do, and the way back', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/hn?q=zzz&tag=E');
    await expectShown(page.getByText('没有相符的规则'));
    await page.getByRole('button', { name: '清除条件' }).first().click();
    await expectShown(page.getByText('共 92 条'));
    expect(query(page)).toBe('');
  });

  test('a rule that is none says so beside the list', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/hn?rule=HN-999');
    await expectShown(ruleOf(page).getByRole('alert').getByText('政策包中没有这条规则'));
    await expectShown(page.getByRole('button', { name: /^HN-57/ }));
  });

  test('filters show what they will find, find it, and live in the address', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/hn');
    const reminded = page.getByRole('button', { name: /^提醒/ });
    const count = Number((await reminded.innerText()).replace(/\D/g, ''));
    await reminded.click();
    await expectShown(page.getByText(`${count} 条，全部 92 条`));
    expect(await page.locator('.rule-row').count()).toBe(count);
    await page.getByRole('combobox', { name: '规则位' }).fill('签订服务合同');
    await page.keyboard.press('Enter');
    await expectShown(page.getByText('1 条，全部 92 条'));
    expect(query(page)).toBe('?tag=R&slot=contract.sign');
    await page.reload();
    await expectShown(page.getByText('1 条，全部 92 条'));
    await reminded.click();
    expect(query(page)).toBe('?slot=contract.sign');
  });

  test('keys move through the rules under their parts, and back', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/hn?q=HN-5');
    await expectShown(page.getByRole('heading', { name: /第五部分/ }));
    const idOf = async (row: number) => await page.locator('.rule-row .rule-id').nth(row).innerText();
    const heading = async (row: number) => ruleOf(page).getByRole('heading', { name: await idOf(row) });
    for (const key of ['j', 'j', 'k', 'Enter']) await page.keyboard.press(key);
    await expectShown(await heading(0));
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await expectShown(await heading(1));
    await page.goBack();
    await expectShown(await heading(0));
  });

  test('a rule shows its clause in the text, what it does here, and its worked examples', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies');
    await page.getByRole('link', { name: '河南省' }).click();
    await text(page).fill('hn-57');
    await page.getByRole('button', { name: /^HN-57/ }).click();
    const rule = ruleOf(page);
    await expectShown(rule.locator('mark').getByText('通知书发出之日起30日内'));
    await expectShown(rule.getByText('(二)组织采购。', { exact: false }));
    await expectShown(rule.getByText('在“服务合同”流程中列为购买主体的应办事项', { exact: false }));
    await expectShown(rule.getByRole('button', { name: '中标(成交)通知书发出 2026-02-12 → 截止 2026-03-16' }));
    expect(query(page)).toBe('?q=hn-57&rule=HN-57');
    await rule.getByRole('button', { name: '更多前后文' }).click();
    await expectShown(rule.getByText('(五)统一标识', { exact: false }));
    await page.reload();
    expect(await text(page).inputValue()).toBe('hn-57');
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('a rule that waits says for what', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/hn?rule=HN-75');
    await expectShown(ruleOf(page).getByText('待启用：“资金拨付”流程尚未建立', { exact: false }));
  });

  test('a default leads to its reason', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/gz?rule=GZ-22');
    await ruleOf(page).getByRole('link', { name: '默认值 (Q-20)' }).first().click();
    await expectShown(page.locator('.default-wanted').getByRole('heading', { name: /中期报告和末期报告的日期/ }));
    await page.locator('.default-wanted').getByText('条规则用到').click();
    await page.locator('.default-wanted').getByRole('link', { name: 'GZ-22' }).click();
    await expectShown(ruleOf(page).getByRole('heading', { name: /GZ-22/ }));
  });
});

describe('worked out live', () => {
  test('no day, no answer; another day, another answer, explained', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/hn?rule=HN-57');
    const trial = ruleOf(page).getByRole('region', { name: '当场推算' });
    const day = trial.getByRole('textbox', { name: /如果中标\(成交\)通知书发出于/ });
    await expectShown(dayOf(trial, '2026-03-16 周一'));
    await day.fill('2026-09-10');
    await page.keyboard.press('Enter');
    await expectShown(dayOf(trial, '2026-10-10 周六'));
    await expectShown(trial.getByText('2026-09-10 周四，当日不计入', { exact: false }));
    await ruleOf(page)
      .getByRole('button', { name: /2025-09-02/ })
      .click();
    await expectShown(dayOf(trial, '2025-10-09 周四'));
    expect(await day.inputValue()).toBe('2025-09-02');
  });

  test('a value on either side of the standard', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/hn?rule=HN-75');
    const trial = ruleOf(page).getByRole('region', { name: '当场推算' });
    const value = trial.getByRole('spinbutton', { name: /实际数/ });
    await value.fill('');
    await expectShown(trial.getByText('填写数值后，这里显示是否符合。'));
    await value.fill('200001');
    await expectShown(trial.getByText('不符合', { exact: true }));
    await ruleOf(page)
      .getByRole('button', { name: /^200,000，.*符合$/ })
      .first()
      .click();
    await expectShown(trial.getByText('符合', { exact: true }));
    await expectShown(trial.getByText('正好等于标准', { exact: false }));
  });

  test('a day of the year asks for the year', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/hn?rule=HN-62');
    const trial = ruleOf(page).getByRole('region', { name: '当场推算' });
    const year = trial.getByRole('textbox', { name: /如果年度开始于/ });
    await expectShown(dayOf(trial, '2024-12-31 周二'));
    await year.fill('2022年');
    await page.keyboard.press('Enter');
    await expectShown(dayOf(trial, '2023-01-03 周二'));
  });
});

describe('tables', () => {
  test('a comparison needs two; then it shows what differs, or all', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/compare?left=gz');
    await expectShown(page.getByText('选择两个地区'));
    await page.getByRole('combobox', { name: '右边' }).click();
    await page.getByTitle('河南省').click();
    await expectShown(page.getByRole('heading', { name: '贵州省与河南省的政策对照', level: 1 }));
    expect(query(page)).toBe('?left=gz&right=hn');
    const rows = page.getByRole('row');
    const different = await rows.count();
    expect(await page.getByText('原文未收录', { exact: true }).count()).toBeGreaterThan(1);
    expect(await page.getByText('没有规定', { exact: true }).count()).toBeGreaterThan(1);
    await page.getByRole('button', { name: '全部', exact: true }).click();
    await expectShown(page.getByText('相同', { exact: true }).first());
    expect(await rows.count()).toBeGreaterThan(different);
  });

  test('the slots lead to the rules that fill them', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/slots?q=zzz');
    await expectShown(page.getByText('没有相符的规则位'));
    await page.getByRole('textbox', { name: '按名称或代码筛选' }).fill('contract.sign');
    await expectShown(page.getByText('签订服务合同'));
    await page.getByRole('link', { name: 'HN-57' }).click();
    await expectShown(ruleOf(page).getByRole('heading', { name: /HN-57/ }));
  });

  test('the defaults say which of them a jurisdiction may replace', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/defaults?q=zzz');
    await expectShown(page.getByText('没有相符的默认值'));
    await page.getByRole('textbox', { name: '按编号或文字筛选默认值' }).fill('q-77');
    await expectShown(page.getByText('不可另定'));
    await expectShown(page.getByText('贵州省、江安县、神木市'));
  });
});

describe('on paper and on a phone', () => {
  test('a printed comparison keeps the table and leaves the house out', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/compare?left=gz&right=hn');
    await expectShown(page.getByRole('columnheader', { name: '贵州省' }));
    await page.emulateMedia({ media: 'print' });
    await expectHidden(page.getByRole('combobox', { name: '左边' }));
    await expectShown(page.getByRole('columnheader', { name: '贵州省' }));
  });

  test('on a phone a rule stands alone, with the way back to the list', async () => {
    const { page } = await browser.visit('hn-clerk', '/policies/hn?rule=HN-57', PHONE);
    await expectShown(ruleOf(page).getByText('算例', { exact: true }));
    await expectHidden(page.getByRole('region', { name: '规则', exact: true }));
    await page.getByRole('button', { name: '全部规则' }).click();
    await expectShown(page.getByRole('button', { name: /^HN-57/ }));
    // The way back leads to the row, far down the list.
    expect(Number(await page.evaluate('window.scrollY'))).toBeGreaterThan(500);
    await page.getByRole('button', { name: /^HN-57/ }).click();
    await expectShown(ruleOf(page).getByText('算例', { exact: true }));
    expect(await page.evaluate('window.scrollY')).toBe(0);
    await page.getByRole('button', { name: '全部规则' }).click();
    await page.getByText('更多条件').click();
    await page.getByRole('button', { name: /^原则上/ }).click();
    await page.locator('.rule-row').first().click();
    await expectShown(ruleOf(page).getByText('原则上').first());
  });

  test.each([
    ['/policies', '政策'],
    ['/policies/hn?rule=HN-75', '河南省政策'],
    ['/policies/lf?rule=LF-37', '临汾市政策'],
    ['/policies/dc?rule=DC-06', '大学生舞蹈大赛'],
    ['/policies/compare?left=gz&right=hn&all=1', '贵州省与河南省的政策对照'],
    ['/policies/slots', '规则位'],
    ['/policies/defaults?id=Q-24', '默认值'],
  ])('%s is well made on a desk and on a phone', async (path, heading) => {
    for (const viewport of [DESK, PHONE]) {
      const { page, misdeeds } = await browser.visit('hn-clerk', path, viewport);
      await expectShown(page.getByRole('heading', { name: heading, level: 1 }));
      await page.waitForLoadState('networkidle');
      expect(await seriousFindings(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      expect(misdeeds).toEqual({ outside: [], errors: [] });
    }
  });
});
