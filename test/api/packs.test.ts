import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Api, type Asker, type Json, problemIn, startApi } from './support.ts';

let api: Api;
let clerk: Asker;

beforeAll(async () => {
  api = await startApi();
  clerk = await api.as('hn-clerk');
});
afterAll(() => api.close());

const HN_57 = '/api/packs/hn/rules/HN-57';
const answer = async (path: string): Promise<Json> => {
  const reply = await clerk.get(path);
  expect(reply.status).toBe(200);
  return reply.body;
};
const refusal = async (path: string): Promise<Json> => problemIn(await clerk.get(path));

describe('the list of packs', () => {
  test('is for those who are signed in', async () => {
    expect(problemIn(await api.nobody.get('/api/packs')).code).toBe('access.signed-out');
    expect(problemIn(await api.nobody.get(`${HN_57}/day`)).code).toBe('access.signed-out');
  });

  test('tells how complete each is; the parts add up', async () => {
    const { items } = await answer('/api/packs');
    const counted = items.filter(({ completeness }: Json) => completeness !== null);
    expect(counted).toHaveLength(9);
    for (const { ruleCount, completeness } of counted) {
      const { slots, filled, empty, acting, shown, awaiting } = completeness;
      expect(filled + empty).toBe(slots);
      expect(acting + shown + awaiting).toBe(ruleCount);
    }
  });

  test('what a digest does not tell is told from what a whole text does not rule', async () => {
    const { items } = await answer('/api/packs');
    const digests = items.filter(({ completeness }: Json) => completeness?.digest).map(({ id }: Json) => id);
    expect(digests.toSorted()).toEqual(['gz', 'ja', 'sm']);
  });

  test('projects stand apart, without a meter', async () => {
    const { items } = await answer('/api/packs');
    const projects = items.filter(({ scope }: Json) => scope === 'project');
    expect(projects.map(({ id, completeness }: Json) => [id, completeness])).toEqual([
      ['dc', null],
      ['lx', null],
      ['sa', null],
    ]);
    expect((await answer('/api/packs/sa')).emptySlots).toEqual([]);
  });
});

describe('a pack', () => {
  test('has its rules under the parts of the text, each part once', async () => {
    for (const id of ['hn', 'nm', 'ja', 'dc']) {
      const { chapters, rules } = await answer(`/api/packs/${id}`);
      const codes = chapters.map(({ code }: Json) => code);
      expect(new Set(codes).size).toBe(codes.length);
      expect(rules.every(({ chapter }: Json) => codes.includes(chapter))).toBe(true);
    }
    const titles = async (id: string) => (await answer(`/api/packs/${id}`)).chapters.map(({ title }: Json) => title);
    expect(await titles('nm')).toContain('一、场地设置');
    // These have lost their headings, or have headings that begin with a numeral.
    expect(await titles('hn')).toContain('第五部分');
    expect(await titles('ja')).toEqual(['导语', '三到位', '三机制', '三规范']);
  });

  test('names its empty slots, as many as the meter counts', async () => {
    const { emptySlots, completeness } = await answer('/api/packs/gz');
    expect(emptySlots).toHaveLength(completeness.empty);
  });
});

describe('a rule', () => {
  test('that nothing acts on yet says why, in its row and on its page', async () => {
    const { standing, awaits, effects } = await answer('/api/packs/hn/rules/HN-75');
    expect(standing).toBe('awaits');
    expect(effects[0]).toContain(`待启用：${awaits}`);
  });

  test('whose day is a default of ours names it with its reason, and shows no code', async () => {
    const { inWords, inferred } = await answer('/api/packs/gz/rules/GZ-22');
    expect(inWords).toBe('承接机构→购买主体：合同到期当日（默认值 Q-20）');
    expect(inferred[0]).toMatchObject({ id: 'Q-20', title: '中期报告和末期报告的日期' });
  });

  test('that counts in grades names them', async () => {
    const { inWords, trials } = await answer('/api/packs/hn/rules/HN-42');
    expect(inWords).toBe('不低于大专');
    expect(trials[0].grades[2]).toBe('大专');
  });
});

describe('the clause in its source text', () => {
  test.each(['around=21', 'around=-1', 'around=many', 'lines=3'])('not with %s', async (query) => {
    expect((await refusal(`${HN_57}/source?${query}`)).code).toBe('request.invalid');
  });

  test('of a rule that is none', async () => {
    expect((await refusal('/api/packs/hn/rules/HN-999/source')).code).toBe('object.not-found');
    expect((await refusal('/api/packs/xx/rules/HN-57/source')).code).toBe('pack.unknown');
  });

  test('marks the quote in its line, with the nearest lines that say something', async () => {
    const { line, cited, before, after } = await answer(`${HN_57}/source?around=1`);
    expect(line).toBe(409);
    expect(cited.quote).toBe('在中标(成交)通知书发出之日起30日内,依法签订书面的政府购买服务合同(协议)');
    expect(cited.before).toMatch(/^\(三\)签订合同/);
    expect([before[0].line, after[0].line]).toEqual([407, 411]);
    expect(await answer(`${HN_57}/source?around=0`)).toMatchObject({ before: [], after: [] });
  });

  test('marks something in every rule of every pack', async () => {
    for (const { id } of (await answer('/api/packs')).items) {
      for (const rule of (await answer(`/api/packs/${id}`)).rules) {
        const { cited } = await answer(`/api/packs/${id}/rules/${rule.id}/source?around=0`);
        expect([rule.id, cited.quote]).not.toEqual([rule.id, '']);
      }
    }
  });
});

describe('a day worked out live', () => {
  test.each([
    ['a day that does not exist', 'event=award-notice-issued&date=2026-02-30', 'date.0'],
    ['no day', 'event=award-notice-issued&date=tomorrow', 'date.0'],
    ['before the calendar', 'event=award-notice-issued&date=2017-12-31', 'date.0'],
    ['an event without a day', 'event=award-notice-issued', 'date'],
    ['a day without an event', 'date=2026-02-12', 'event'],
    ['nothing', '', 'event'],
    ['an unknown event', 'event=full-moon&date=2026-02-12', 'event.0'],
    ['an event of other rules', 'event=agreement-signed&date=2026-02-12', 'event'],
    ['an event twice', 'event=award-notice-issued&date=2026-02-12&event=award-notice-issued&date=2026-02-13', 'event'],
    ['values that the rule has not', 'event=award-notice-issued&date=2026-02-12&filling=3', 'filling'],
  ])('%s is refused at its field', async (_name, query, field) => {
    const { code, status, fields } = await refusal(`${HN_57}/day?${query}`);
    expect({ code, status, field: fields[0].field }).toEqual({ code: 'request.invalid', status: 422, field });
  });

  test('a term that runs back out of the calendar is refused', async () => {
    expect((await refusal('/api/packs/hn/rules/HN-61/day?event=contract-ends&date=2018-01-05')).code).toBe('calendar.out-of-range');
  });

  test('a rule without days gives none', async () => {
    expect((await refusal('/api/packs/hn/rules/HN-75/day')).code).toBe('policy.no-rule');
    expect((await refusal('/api/packs/lf/rules/LF-73/day')).code).toBe('policy.no-rule');
  });

  test('comes out as the worked examples say, explained day by day', async () => {
    const day = await answer(`${HN_57}/day?event=award-notice-issued&date=2026-02-12`);
    expect(day).toMatchObject({ due: '2026-03-16', strict: '2026-03-14', safe: '2026-03-13', provisional: false, mode: 'day' });
    expect(day.trigger).toEqual({ event: 'award-notice-issued', eventName: '中标(成交)通知书发出', date: '2026-02-12' });
    expect(day.rule.id).toBe('HN-57');
    expect(day.trace.at(-1)).toMatchObject({ date: '2026-03-16', counted: true });
  });

  test('every example of every rule comes out', async () => {
    let compared = 0;
    for (const { id } of (await answer('/api/packs')).items) {
      for (const { id: ruleId } of (await answer(`/api/packs/${id}`)).rules) {
        const { trials, examples } = await answer(`/api/packs/${id}/rules/${ruleId}`);
        const trial = trials.find(({ filling }: Json) => filling === 0);
        for (const { events, due, value, baseValue, passes } of trial ? examples : []) {
          const path = `/api/packs/${id}/rules/${ruleId}/${trial.kind}`;
          if (trial.kind === 'day') {
            const needed = trial.events.filter(({ event }: Json) => events[event]);
            const query = needed.map(({ event }: Json) => `event=${event}&date=${events[event]}`).join('&');
            expect([ruleId, (await answer(`${path}?${query}`)).due]).toEqual([ruleId, due]);
          } else {
            const base = baseValue === null ? '' : `&baseValue=${baseValue}`;
            expect([ruleId, (await answer(`${path}?value=${value}${base}`)).passes]).toEqual([ruleId, passes]);
          }
          compared += 1;
        }
      }
    }
    expect(compared).toBeGreaterThan(300);
  });

  test('of two days the one that binds names its event; a fixed day needs none', async () => {
    const path = '/api/packs/lf/rules/LF-37/day?event=contract-ends&date=2022-08-31&event=year-starts&date=2022-01-01';
    expect(await answer(path)).toMatchObject({ due: '2022-07-17', trigger: { event: 'contract-ends' }, default: { id: 'Q-26' } });
    expect(await answer('/api/packs/hn/rules/HN-53/day')).toMatchObject({ due: '2025-12-31', trigger: null });
  });

  test('a further slot of the clause counts by its own term', async () => {
    const day = await answer('/api/packs/hn/rules/HN-67/day?filling=1&event=half-way-reached&date=2026-03-02');
    expect(day).toMatchObject({ label: '中期工作报告', due: '2026-03-16', default: { id: 'Q-20' } });
  });
});

describe('a value judged live', () => {
  const HN_75 = '/api/packs/hn/rules/HN-75/verdict';

  test.each([
    ['no value', '', 'value'],
    ['an empty value', 'value=&baseValue=1', 'value'],
    ['a negative value', 'value=-1&baseValue=1', 'value'],
    ['finer than cents', 'value=0.001&baseValue=1', 'value'],
    ['words', 'value=many&baseValue=1', 'value'],
    ['too large', 'value=9999999999999&baseValue=1', 'value'],
    ['a share without its base', 'value=1', 'baseValue'],
    ['a base that is no number', 'value=1&baseValue=x', 'baseValue'],
  ])('%s is refused at its field', async (_name, query, field) => {
    const { code, fields } = await refusal(`${HN_75}?${query}`);
    expect({ code, field: fields[0].field }).toEqual({ code: 'request.invalid', field });
  });

  test('a rule without a standard judges nothing', async () => {
    expect((await refusal(`${HN_57}/verdict?value=1`)).code).toBe('policy.no-rule');
  });

  test('says on which side of the limit it lies', async () => {
    expect(await answer(`${HN_75}?value=200000&baseValue=10000000`)).toEqual({
      passes: true,
      limit: 200000,
      inWords: '当年困难群众救助补助资金 10,000,000 的 2% 是 200,000；现为 200,000，正好等于标准，符合。',
    });
    expect((await answer(`${HN_75}?value=200000.01&baseValue=10000000`)).inWords).toContain('超过标准，不符合');
    expect((await answer('/api/packs/hn/rules/HN-42/verdict?value=1')).inWords).toBe('标准是大专；现为 高中，低于标准，不符合。');
  });
});

describe('tables', () => {
  test('a comparison needs two packs that exist', async () => {
    expect((await refusal('/api/pack-comparison?left=gz')).fields[0].field).toBe('right');
    expect((await refusal('/api/pack-comparison?left=gz&right=xx')).code).toBe('pack.unknown');
  });

  test('a comparison tells what differs; a pack is the same as itself', async () => {
    const { items } = await answer('/api/pack-comparison?left=yz&right=zl');
    const share = items.find(({ slot }: Json) => slot === 'money.share');
    expect(share.same).toBe(false);
    expect([share.left[0].id, share.right[0].id]).toEqual(['YZ-51', 'ZL-63']);
    expect(share.left[0].inWords).toMatch(/^不少于3%/);
    expect(share.right[0].inWords).toMatch(/^不超过3%/);
    const itself = await answer('/api/pack-comparison?left=hn&right=hn');
    expect(itself.items.every(({ same }: Json) => same)).toBe(true);
  });

  test('every slot names who fills it, as the packs do', async () => {
    const { items } = await answer('/api/slots');
    const sign = items.find(({ slot }: Json) => slot === 'contract.sign');
    expect(sign).toMatchObject({ title: '签订服务合同', kindName: '期限', asksName: '服务合同', built: true });
    expect(sign.filledBy.find(({ packId }: Json) => packId === 'hn').rules[0].id).toBe('HN-57');
    const { completeness } = await answer('/api/packs/hn');
    const filled = items.filter(({ filledBy }: Json) => filledBy.some(({ packId }: Json) => packId === 'hn'));
    expect(filled).toHaveLength(completeness.filled);
  });

  test('every default is in words and knows the rules that rest on it', async () => {
    const { items } = await answer('/api/defaults');
    expect(items).toHaveLength(95);
    // No key and no code of the file is shown.
    const words = items.flatMap(({ values }: Json) => values.flatMap(({ label, value }: Json) => [label, value]));
    expect(words.filter((text: string) => /[a-z]{2}/i.test(text))).toEqual([]);
    const reports = items.find(({ id }: Json) => id === 'Q-20');
    expect(reports.usedBy.map(({ ruleId }: Json) => ruleId)).toContain('GZ-22');
    expect(items.find(({ id }: Json) => id === 'Q-77').replaceable).toBe(false);
  });
});
