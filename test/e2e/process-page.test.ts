import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { todayInShanghai } from '../../web/src/parts/days.ts';
import { expectHidden, expectShown, overflow, PHONE, RUN, send, seriousFindings, useBrowser } from '../support/browser.ts';

const browser = useBrowser();
const YEAR = new Date().getFullYear() + 1;
const TODAY = todayInShanghai();

interface Opened {
  process: { id: string };
}

/** Opens a cycle of one station in the name of the county's clerk; answers the address of its page. */
async function open(title: string): Promise<string> {
  const { context } = await browser.visit('hn-clerk', '/sign-in');
  const stations = [{ station: 'hn-station-1-1', town: 'hn-town-1-1' }];
  const { process } = await send<Opened>(context, '/purchase-cycles', {
    title: `${title}${RUN}`,
    planYear: YEAR,
    stations,
    amountBudgetYuan: 100_000,
  });
  await context.close();
  return `/processes/${process.id}`;
}

const act = (page: Page): Locator => page.getByRole('region', { name: '办理' });

/** Fills in 提交年度计划; with `complete` everything that the policy asks for. */
async function fillIn(page: Page, complete: boolean): Promise<void> {
  await page.getByLabel('编制完成日期').fill(TODAY);
  await page.keyboard.press('Enter');
  // Each list that is ticked no longer offers it.
  const all = page.getByRole('button', { name: '全部勾选' });
  if (complete) while ((await all.count()) > 0) await all.first().click();
  else await page.getByRole('checkbox', { name: '项目背景' }).check();
  await page.getByRole('button', { name: '添加一份材料' }).click();
  await page.getByRole('textbox', { name: '材料名称' }).fill('年度实施计划');
  await page.getByRole('button', { name: '下一步：核对' }).click();
  await expectShown(page.getByRole('region', { name: '核对' }));
}

let path: string;
beforeAll(async () => {
  path = await open('页面');
});

describe('the page', () => {
  test('of a process that is none, or another bureau’s, says what to do', async () => {
    for (const [login, address] of [
      ['hn-clerk', '/processes/nothing'],
      ['hn-clerk-2', path],
    ] as const) {
      const { page } = await browser.visit(login, address);
      await expectShown(page.getByText('没有找到这个流程'));
      await page.getByRole('link', { name: '从流程列表中查找' }).click();
      await expectShown(page.getByRole('heading', { name: '全部流程' }));
    }
  });

  test('tells who is awaited, what is owed, what happened', async () => {
    const { page } = await browser.visit('hn-city', path);
    await expectShown(page.getByText('正在等待购买主体（柳岸县民政局）办理').first());
    await expectShown(page.getByRole('region', { name: '义务' }).getByText(`编制${YEAR}年度计划`));
    await expectShown(page.getByRole('region', { name: '经过' }).getByText('发起采购周期'));
    await expectShown(act(page).getByText('您现在不需要办理'));
    expect(await act(page).getByRole('listitem').count()).toBe(0);
  });

  test('of a form that one may not fill in says who may', async () => {
    const { page } = await browser.visit('hn-viewer', `${path}?command=prepare-plan`);
    await expectShown(act(page).getByRole('alert').getByText('“提交年度计划”现在不能由您办理'));
    await expectShown(act(page).getByText('这项由本机构的其他岗位办理'));
    expect(await page.getByRole('button', { name: '下一步：核对' }).count()).toBe(0);
  });

  test('explains a date from its address, and forgets it when the window is closed', async () => {
    const { page } = await browser.visit('hn-clerk', `${path}?why=${encodeURIComponent(`plan.prepared:${YEAR}`)}`);
    const why = page.getByRole('dialog', { name: '为什么是这一天' });
    await expectShown(why.getByRole('heading', { name: '怎么算出来的' }));
    await why.getByText('逐日文字说明').click();
    await expectShown(why.getByText('截止日，当日24时止'));
    expect(await seriousFindings(page)).toEqual([]);
    await why.getByRole('link', { name: /^HN-/ }).click();
    await expectShown(page.getByRole('heading', { name: '河南省政策' }));
    await page.goBack();
    await expectShown(why);
    await page.getByRole('button', { name: /关\s?闭|Close/ }).click();
    await expectHidden(why);
    expect(new URL(page.url()).search).toBe('');
  });

  test('prints with everything unfolded and a place to sign', async () => {
    const { page } = await browser.visit('hn-clerk', path);
    await expectShown(page.getByRole('region', { name: '经过' }).getByText('发起采购周期'));
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    await expectShown(page.getByText('负责人（签字）'));
    // Paper shows what stands behind a tab; to a screen reader it stays hidden.
    await expectShown(page.getByRole('heading', { name: '各方', includeHidden: true }));
    expect(await page.getByRole('button', { name: '打印' }).count()).toBe(0);
    expect(await page.locator('main details:not([open])').count()).toBe(0);
  });
});

describe('a form', () => {
  test('asks for what is missing before it is looked over', async () => {
    const { page } = await browser.visit('hn-clerk', `${path}?command=prepare-plan`);
    await page.getByRole('button', { name: '下一步：核对' }).click();
    await expectShown(page.getByText('请选择编制完成日期'));
    expect(await page.getByRole('region', { name: '核对' }).count()).toBe(0);
  });

  test('that is refused keeps what was typed, and says at the field what is wrong', async () => {
    const { page } = await browser.visit('hn-clerk', `${path}?command=prepare-plan`);
    await fillIn(page, false);
    await expectShown(page.getByText(/^确认后：年度计划提交负责人审核/));
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: '确认办理' }).click();
    await expectShown(act(page).getByRole('alert').getByText('缺少政策要求的材料或内容'));
    await expectShown(
      page
        .locator('.ant-form-item-has-error')
        .getByText(/缺少：/)
        .first(),
    );
    expect(await page.getByLabel('编制完成日期').inputValue()).toBe(TODAY);
    expect(await page.getByRole('textbox', { name: '材料名称' }).inputValue()).toBe('年度实施计划');
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('that is left half-way is there again later', async () => {
    const { page } = await browser.visit('hn-clerk', `${path}?command=prepare-plan`);
    await page.getByRole('checkbox', { name: '项目目标' }).check();
    await page.getByRole('button', { name: '以后再办' }).click();
    await act(page)
      .getByRole('button', { name: /提交年度计划/ })
      .click();
    await expectShown(page.getByText('已恢复上次没有提交的内容'));
    expect(await page.getByRole('checkbox', { name: '项目目标' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: '重新填写' }).click();
    expect(await page.getByRole('checkbox', { name: '项目目标' }).isChecked()).toBe(false);
  });

  test('that is given twice by a lost answer is done once', async () => {
    const { page } = await browser.visit('hn-clerk', `${await open('重试')}?command=prepare-plan`);
    await fillIn(page, true);
    await page.route(
      '**/commands/prepare-plan',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await page.getByRole('button', { name: '确认办理' }).click();
    await expectShown(act(page).getByRole('alert').getByText('连不上服务器'));
    await page.getByRole('button', { name: '再次提交' }).click();
    await expectShown(act(page).getByText('已办理：提交年度计划'));
    const happened = page.getByRole('region', { name: '经过' }).locator('.happened-what', { hasText: '提交年度计划' });
    await expectShown(happened.first());
    expect(await happened.count()).toBe(1);
  });

  test('whose process moved on meanwhile is not given blindly, and goes through once it was seen', async () => {
    const address = await open('他人更新');
    const { page, context } = await browser.visit('hn-clerk', `${address}?command=prepare-plan`);
    await fillIn(page, true);
    // Somebody else hands the plan in and gets it back, so that the stage is the same and the revision is not.
    const head = await browser.visit('hn-head', '/sign-in');
    const give = async (who: typeof head.context, name: string, data: object) => {
      const read = await who.request.get(`/api${address}`);
      const headers = { 'if-match': read.headers()['etag'] ?? '', 'idempotency-key': crypto.randomUUID() };
      const answer = await who.request.post(`/api${address}/commands/${name}`, { data, headers });
      expect(answer.status()).toBe(200);
    };
    const form = await context.request.get(`/api/forms/purchase-cycle/prepare-plan?processId=${address.split('/').at(-1)}`);
    const { checklists } = (await form.json()) as { checklists: Record<string, { code: string }[]> };
    const codes = (slot: string) => (checklists[slot] ?? []).map(({ code }) => code);
    const lists = { contents: codes('plan.contents'), programme: codes('plan.programme') };
    await give(context, 'prepare-plan', { preparedOn: TODAY, ...lists, documents: [{ name: '计划' }] });
    await give(head.context, 'return-plan', { reason: '请补充' });
    await page.getByRole('button', { name: '确认办理' }).click();
    await expectShown(act(page).getByRole('alert').getByText('内容已被他人更新'));
    await expectShown(page.getByRole('region', { name: '经过' }).getByText('退回修改'));
    await page.getByRole('button', { name: '再次提交' }).click();
    await expectShown(act(page).getByText('已办理：提交年度计划'));
  });

  test('that is accepted says what stands now, and nobody is offered what others must do', async () => {
    const { page } = await browser.visit('hn-clerk', `${await open('办结')}?command=prepare-plan`);
    await fillIn(page, true);
    await page.getByRole('button', { name: '确认办理' }).click();
    await expectShown(act(page).getByRole('status').getByText('当前环节：审核计划'));
    await expectShown(act(page).getByText('正在等待本机构的其他岗位办理').first());
    expect(new URL(page.url()).search).toBe('');
    expect(await page.evaluate('Object.keys(localStorage).filter((key) => key.includes("prepare-plan")).length')).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
  });
});

describe('on a phone', () => {
  test('the action is at the thumb, and form and explanation fit', async () => {
    const { page } = await browser.visit('hn-clerk', path, PHONE);
    await expectShown(page.getByText(/^第 1 步，共 \d+ 步/));
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.locator('.at-thumb').getByRole('button', { name: '提交年度计划' }).click();
    await expectShown(page.getByLabel('编制完成日期'));
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    await page.goto(`${path}?why=${encodeURIComponent(`plan.prepared:${YEAR}`)}`);
    await expectShown(page.getByRole('dialog', { name: '为什么是这一天' }).getByText('怎么算出来的'));
    expect(await overflow(page)).toBeLessThanOrEqual(0);
    expect(await seriousFindings(page)).toEqual([]);
  });
});
