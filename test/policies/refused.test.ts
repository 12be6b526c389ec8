import { describe, expect, test } from '@jest/globals';
import { CatalogueError } from '../../domain/errors.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { loadPacks, readPacks } from '../../policies/load.ts';
import { noticesOf } from '../../policies/notice.ts';
import { describeProblem } from '../../policies/problems.ts';
import { edit, policyFolder, put, textOf } from './folder.ts';
import { publishedFolder } from './published.ts';

const calendars = loadCalendars();

/** What is told of a folder whose pack of Guizhou was changed so after it had been published. */
async function problemsAfter(...changes: [string, string][]) {
  const folder = await publishedFolder();
  edit(folder, 'gz.yaml', ...changes);
  return { folder, ...readPacks(folder, calendars) };
}

/** The line of the changed file on which a text stands, from 1. */
function lineOf(folder: string, text: string, file = 'gz.yaml'): number {
  return textOf(folder, file).slice(0, textOf(folder, file).indexOf(text)).split('\n').length;
}

const staffed = 'when: { after: agreement-signed, term: { count: 15, unit: working-day } }';

describe('a pack that is wrong is refused with file, line, rule, field, value and what is allowed', () => {
  test.each<[string, string, string, object]>([
    [
      'an unknown key',
      staffed,
      `${staffed}\n    until: 3`,
      { rule: 'GZ-17', field: 'until', received: 3, problem: expect.stringContaining('可用：id、title、tags') },
    ],
    [
      'an unknown key deep inside',
      'count: 15,',
      'count: 15, days: 3,',
      { rule: 'GZ-17', field: 'when.term.days', received: 3, problem: expect.stringContaining('可用：count、unit') },
    ],
    [
      'an unknown unit',
      'count: 15, unit: working-day',
      'count: 15, unit: hour',
      { rule: 'GZ-17', field: 'when.term.unit', received: 'hour', allowed: ['working-day', 'day', 'month', 'year'] },
    ],
    [
      'an unknown slot',
      'slot: onboarding.staffed',
      'slot: onboarding.manned',
      { rule: 'GZ-17', field: 'slot', received: 'onboarding.manned', allowed: expect.arrayContaining(['onboarding.staffed']) },
    ],
    [
      'an unknown kind',
      'slot: evaluation.self\n    kind: deadline',
      'slot: evaluation.self\n    kind: due',
      { rule: 'GZ-24', field: 'kind', problem: expect.stringContaining('deadline、recurring、threshold') },
    ],
    [
      'another kind than the slot takes',
      'slot: onboarding.staffed',
      'slot: contract.clauses',
      { rule: 'GZ-17', field: 'slot', received: 'deadline', allowed: ['checklist'] },
    ],
    [
      'another kind in a further slot',
      'slot: role.purchaser,',
      'slot: contract.sign,',
      { rule: 'GZ-16', field: 'also.0.slot', received: 'role', allowed: ['deadline'] },
    ],
    [
      'a missing clause',
      'clause: "三(三)3", line: 43, quote: "承接主体',
      'line: 43, quote: "承接主体',
      { rule: 'GZ-17', field: 'basis.clause', problem: '缺少这一项' },
    ],
    [
      'a quote that is not in the source',
      'quote: "承接主体在服务协议签订后的15个',
      'quote: "承接主体在服务协议签订后的20个',
      { rule: 'GZ-17', field: 'basis.quote', received: expect.stringContaining('20个'), allowed: '001 第 43 行的原文' },
    ],
    [
      'a quote of another line',
      'line: 43, quote: "承接主体',
      'line: 44, quote: "承接主体',
      { rule: 'GZ-17', field: 'basis.line', received: 44, allowed: 43 },
    ],
    [
      'a source that is not kept',
      'source: "001", clause: "三(三)3", line: 43, quote: "承接主体',
      'source: "009", clause: "三(三)3", line: 43, quote: "承接主体',
      { rule: 'GZ-17', field: 'basis.source', received: '009', allowed: ['000', '001', '002', '003', '004'] },
    ],
    ['a duplicate id', '- id: GZ-18', '- id: GZ-17', { rule: 'GZ-17', field: 'id', received: 'GZ-17', allowed: '本政策包未用过的编号' }],
    [
      'a slot filled twice',
      'slot: plan.contents',
      'slot: contractor.kind',
      { rule: 'GZ-14', field: 'slot', received: 'contractor.kind', problem: expect.stringContaining('GZ-12') },
    ],
    [
      'a date that does not exist',
      'when: { by: 2020-12-31 }',
      'when: { by: 2020-02-30 }',
      { rule: 'GZ-02', field: 'when.by', received: '2020-02-30', problem: expect.stringContaining('YYYY-MM-DD') },
    ],
    [
      'a day of no form',
      'when: { dayOfLastMonth: 10, of: contract-ends }',
      'when: { monthDay: 10 }',
      { rule: 'GZ-24', field: 'when', problem: expect.stringContaining('dayOfLastMonth') },
    ],
    [
      'a percentage over 100',
      'value: 64\n    unit: count',
      'value: 101\n    unit: percent',
      { rule: 'GZ-10', field: 'value', received: 101, allowed: '0 至 100' },
    ],
    [
      'a percentage over 100 in a further slot',
      'value: 40, unit: count',
      'value: 140, unit: percent',
      { rule: 'GZ-10', field: 'also.0.value', received: 140 },
    ],
    [
      'a failing example',
      'due: 2026-03-09, strict',
      'due: 2026-03-10, strict',
      { rule: 'GZ-17', field: 'examples.0.due', received: '2026-03-10', problem: '示例不成立，算得 2026-03-09，示例写 2026-03-10' },
    ],
    ['too few examples', '      - { value: 63, passes: false }\n', '', { rule: 'GZ-10', field: 'examples' }],
    [
      'a default that is not there',
      'default: Q-18/contractor-monthly',
      'default: Q-18/contractor-weekly',
      { rule: 'GZ-20', field: 'default', received: 'Q-18/contractor-weekly' },
    ],
    [
      'a day and a default',
      'default: Q-20/final',
      'default: Q-20/final\n    when: { periodDay: 5 }',
      { rule: 'GZ-22', field: 'default', received: 'Q-20/final' },
    ],
    [
      'a binding that its tags deny',
      'binding: mandatory\n    slot: onboarding.staffed',
      'binding: target\n    slot: onboarding.staffed',
      { rule: 'GZ-17', field: 'binding', received: 'target' },
    ],
    ['a rule to enforce that does nothing', '    slot: contractor.kind\n', '', { rule: 'GZ-12', field: 'slot' }],
    [
      'a rule that acts and waits',
      'slot: contractor.kind',
      'slot: contractor.kind\n    awaits: { slot: coverage, reason: 以后 }',
      { rule: 'GZ-12', field: 'awaits', received: 'coverage' },
    ],
    [
      'shares that are not 100 together',
      'slot: onboarding.first-work\n    kind: flow',
      'slot: tranche.schedule\n    kind: flow\n    shares: [50, 30, 10]',
      { rule: 'GZ-18', field: 'shares', received: '50、30、10' },
    ],
    [
      'another number of shares than steps',
      'slot: onboarding.first-work\n    kind: flow',
      'slot: tranche.schedule\n    kind: flow\n    shares: [50, 50]',
      { rule: 'GZ-18', field: 'shares', received: 2, allowed: 3 },
    ],
    [
      'a pass that is no grade',
      'slot: onboarding.first-work\n    kind: flow',
      'slot: evaluation.grades\n    kind: flow\n    ranks: [不合格, 合格]\n    pass: 及格',
      { rule: 'GZ-18', field: 'pass', received: '及格', allowed: ['不合格', '合格'] },
    ],
    [
      'an award without grades',
      'slot: onboarding.first-work\n    kind: flow',
      'slot: evaluation.grades\n    kind: flow\n    excellent: 优秀',
      { rule: 'GZ-18', field: 'excellent', received: '优秀', allowed: [] },
    ],
    ['an id that is not the file name', 'id: gz\n', 'id: guizhou\n', { field: 'id', received: 'guizhou', allowed: 'gz' }],
    ['a circle of one', 'id: gz\n', 'id: gz\nextends: gz\n', { field: 'extends', received: 'gz', problem: '政策包的继承成环' }],
    ['an anchor', 'levels:\n', 'levels: &levels\n', { problem: '不允许使用锚点', received: '&levels' }],
    ['a tag', 'version: "1"', 'version: !!str 1', { problem: '不允许使用标签' }],
    ['no YAML', 'version: "1"', 'version: "1', { problem: expect.stringContaining('YAML 写法有误') }],
    [
      'a rule that is no rule',
      '  - id: GZ-01\n    title:',
      '  - just words\n  - id: GZ-01\n    title:',
      { field: 'rules.0', received: 'just words' },
    ],
  ])('%s; the published version stays in force', async (_, from, to, expected) => {
    const { folder, policy, heldBack, problems } = await problemsAfter([from, to]);
    expect(problems).toContainEqual(expect.objectContaining({ file: 'gz.yaml', line: expect.any(Number), ...expected }));
    expect(heldBack).toEqual(new Map([['gz', '1']]));
    expect(policy('gz').rule('onboarding.staffed')).toMatchObject({ id: 'GZ-17', when: { term: { count: 15, unit: 'working-day' } } });
    expect(policy('gz').rules('evaluation.grades')).toEqual([]);
    expect(noticesOf({ problems, heldBack })).toEqual([expect.stringMatching(/^政策包 gz 有误，沿用已发布的版本 1：gz\.yaml:\d+/)]);
    expect(() => loadPacks(folder, calendars)).not.toThrow();
  });

  test('without a published version the pack is left out, and that is said', async () => {
    const folder = policyFolder();
    edit(folder, 'gz.yaml', ['count: 15, unit: working-day', 'count: 15, unit: hour']);
    const loaded = readPacks(folder, calendars);
    expect([...loaded.packs.keys()]).toEqual([]);
    expect(loaded.heldBack).toEqual(new Map([['gz', undefined]]));
    expect(() => loaded.policy('gz')).toThrow(CatalogueError);
    expect(noticesOf(loaded)).toEqual([
      '政策包 gz 有误，也没有已发布的版本，未载入：' +
        `gz.yaml:${lineOf(folder, 'unit: hour')} GZ-17 when.term.unit = "hour"：不在可选值之中；可用：working-day、day、month、year`,
    ]);
  });

  test('the notice of a start tells the first problems and how many there are more', async () => {
    const { problems, heldBack } = await problemsAfter(
      ['binding: target\n    slot: coverage.step', 'binding: optional\n    slot: coverage.step'],
      ['line: 13, quote: "2020年', 'line: 14, quote: "2020年'],
      ['- id: GZ-18', '- id: GZ-17'],
      ['value: 64\n    unit: count', 'value: 101\n    unit: percent'],
    );
    const [notice = ''] = noticesOf({ problems, heldBack });
    expect(notice.match(/gz\.yaml:\d+/g)).toHaveLength(3);
    expect(notice).toMatch(new RegExp(`；另有 ${problems.length - 3} 处，见 luyue packs check$`));
  });

  test('the line is that of the wrong value', async () => {
    const { folder, problems } = await problemsAfter(
      ['count: 15, unit: working-day', 'count: 15, unit: hour'],
      ['due: 2026-09-07', 'due: 2026-09-06'],
    );
    expect(problems).toMatchObject([{ line: lineOf(folder, 'unit: hour') }]);
    const { folder: second, problems: told } = await problemsAfter(['due: 2026-09-07', 'due: 2026-09-06']);
    expect(told).toMatchObject([{ line: lineOf(second, 'due: 2026-09-06') }]);
    expect(told.map(describeProblem)).toEqual([
      `gz.yaml:${told[0]?.line} GZ-20 examples.1.due = "2026-09-06"：示例不成立，算得 2026-09-07，示例写 2026-09-06`,
    ]);
  });

  test('an alias, at each place', async () => {
    const { problems } = await problemsAfter(['levels:\n', 'levels: &levels\n'], ['rules:\n', 'rules: *levels\n']);
    expect(problems.map(({ problem }) => problem)).toEqual(expect.arrayContaining(['不允许使用锚点', '不允许使用别名']));
  });

  test('a file of 5 MB is not even parsed', async () => {
    const { policy, problems } = await problemsAfter(['rules:\n', `# ${'x'.repeat(5_000_000)}\nrules:\n`]);
    const received = expect.stringMatching(/^50\d{5} 字节$/);
    expect(problems).toEqual([{ file: 'gz.yaml', line: 1, field: '', problem: '文件不能超过 1000000 字节', received }]);
    expect(policy('gz').pack.version).toBe('1');
  });

  test('a wage is a multiple, so there a percentage over 100 stands', async () => {
    const wage = 'slot: money.wage-floor\n    kind: threshold\n    operator: ">="\n    value: 110\n    unit: percent\n';
    const { problems } = await problemsAfter([
      'slot: coverage.target\n    kind: threshold\n    operator: ">="\n    value: 64\n    unit: count\n',
      wage,
    ]);
    expect(problems.map(({ field }) => field)).not.toContain('value');
  });
});

describe('a folder', () => {
  test('with two files of one pack is refused, and both are named', () => {
    const folder = policyFolder();
    put(folder, 'projects/gz.yaml', textOf(folder, 'gz.yaml').replace('name: 贵州省', 'name: 另一个'));
    const loaded = readPacks(folder, calendars);
    expect(loaded.problems).toEqual([
      expect.objectContaining({ file: 'projects/gz.yaml', field: 'id', received: 'gz', problem: '政策包编号已由 gz.yaml 使用' }),
    ]);
    expect(loaded.policy('gz').pack.name).toBe('贵州省');
    expect(noticesOf(loaded)).toEqual([expect.stringMatching(/^政策文件 projects\/gz\.yaml 有误，未载入：/)]);
  });

  test('with a second file of a pack does not take that one while the first cannot be read', () => {
    const folder = policyFolder();
    put(folder, 'projects/gz.yaml', textOf(folder, 'gz.yaml'));
    put(folder, 'aa.yaml', textOf(folder, 'gz.yaml'));
    const places = () => readPacks(folder, calendars).problems.map(({ file, field }) => `${file} ${field}`);
    expect(places()).toEqual(['aa.yaml id', 'projects/gz.yaml id']);
    edit(folder, 'gz.yaml', ['version: "1"', 'version: "1']);
    expect(places()).toEqual(['aa.yaml id', 'gz.yaml ', 'projects/gz.yaml id']);
    expect(readPacks(folder, calendars).packs.has('gz')).toBe(false);
  });

  test('with a circle of packs, or a county that loosens, is refused; the good pack stands', () => {
    const folder = policyFolder();
    const county = (id: string, above: string, count: number) =>
      `id: ${id}
name: ${id}
version: "1"
effectiveFrom: 2021-01-01
region: CN
source: "001"
extends: ${above}
levels: [{ level: county, name: 县民政局 }]
rules:
  - id: CO-01
    title: 驻站社工到位
    tags: E M
    basis: { source: "001", clause: 三(三)3, line: 43, quote: 15个工作日内 }
    binding: mandatory
    slot: onboarding.staffed
    kind: deadline
    owes: contractor
    to: [purchaser]
    when: { after: agreement-signed, term: { count: ${count}, unit: working-day } }
    examples: [{ events: { agreement-signed: 2026-03-02 }, due: ${count === 16 ? '2026-03-24' : '2026-03-16'} }, { events: { agreement-signed: 2026-03-02 }, due: ${count === 16 ? '2026-03-24' : '2026-03-16'} }]
`;
    put(folder, 'loose.yaml', county('loose', 'gz', 16));
    put(folder, 'tight.yaml', county('tight', 'gz', 10));
    put(folder, 'aa.yaml', county('aa', 'bb', 10));
    put(folder, 'bb.yaml', county('bb', 'aa', 10));
    put(folder, 'orphan.yaml', county('orphan', 'nowhere', 10));
    const { packs, problems } = readPacks(folder, calendars);
    expect(problems.map(({ file, rule, field }) => `${file} ${rule ?? ''} ${field}`)).toEqual([
      'aa.yaml  extends',
      'bb.yaml  extends',
      'loose.yaml CO-01 when',
      'orphan.yaml  extends',
    ]);
    const when = { after: 'agreement-signed', term: { count: 16, unit: 'working-day' } };
    expect(problems[2]).toMatchObject({ received: when, allowed: '不低于 GZ-17' });
    expect([...packs.keys()]).toEqual(['gz', 'tight']);
    expect(packs.get('tight')?.rules).toHaveLength(49);
    expect(packs.get('tight')?.contentHash).not.toBe(packs.get('gz')?.contentHash);
  });

  test.each<[string, [string, string], object]>([
    ['two defaults of one id', ['- id: Q-02', '- id: Q-01'], { line: 11, field: '1.id', received: 'Q-01' }],
    [
      'a default day that is none',
      ['{ yearly: 01-31, rolls: true }', '{ yearly: 02-30, rolls: true }'],
      { field: '23.values.annual-plan.when.yearly' },
    ],
    ['a default without a reason', ['  reason: 以发出日为准；条文省略“起”字的同样处理。\n', ''], { field: '2.reason' }],
    ['an unknown key of a default', ['- id: Q-01\n', '- id: Q-01\n  source: law\n'], { field: '0.source' }],
  ])('with %s is refused', (_, change, expected) => {
    const folder = policyFolder();
    edit(folder, 'default.yaml', change);
    expect(readPacks(folder, calendars).problems).toContainEqual(expect.objectContaining({ file: 'default.yaml', ...expected }));
  });

  test('without right defaults does not start: every pack rests on them', () => {
    const folder = policyFolder();
    edit(folder, 'default.yaml', ['- id: Q-02', '- id: Q-01'], ['{ yearly: 01-31, rolls: true }', '{ yearly: 02-30, rolls: true }']);
    let refused: unknown;
    try {
      loadPacks(folder, calendars);
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(CatalogueError);
    expect(refused).toMatchObject({ code: 'pack.invalid', fields: [{ file: 'default.yaml', field: '23.values.annual-plan.when.yearly' }] });
  });
});
