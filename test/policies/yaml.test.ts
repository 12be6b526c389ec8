import { describe, expect, test } from '@jest/globals';
import { readYaml } from '../../policies/yaml.ts';

describe('YAML as plain data', () => {
  test.each([
    ['an empty text', '', [[1, '文件是空的']]],
    [
      'an anchor and an alias',
      'a: &x 1\nb: *x\n',
      [
        [1, '不允许使用锚点'],
        [2, '不允许使用别名'],
      ],
    ],
    ['a tag', 'a: !!binary aGk=\n', [[1, '不允许使用标签']]],
    ['a tag on a key', '? !!str a\n: 1\n', [[1, '不允许使用标签']]],
    ['another YAML', '%YAML 1.1\n---\na: yes\n', [[1, '不允许使用 %YAML 指令']]],
    ['two documents', 'a: 1\n---\nb: 2\n', [[2, '一个文件只能有一份文档']]],
    ['one key twice', 'a: 1\na: 2\n', [[2, expect.stringContaining('YAML 写法有误')]]],
    ['an open bracket', 'a: [1, 2\n', [[2, expect.stringContaining('YAML 写法有误')]]],
    ['a million bytes and one', `# ${'x'.repeat(1_000_000)}\na: 1\n`, [[1, expect.stringContaining('1000000')]]],
    ['a million bytes of Chinese', `# ${'字'.repeat(400_000)}\na: 1\n`, [[1, expect.stringContaining('1000000')]]],
  ])('refuses %s', (_, text, expected) => {
    const { value, problems, lineOf } = readYaml(text);
    expect(problems.map(({ line, problem }) => [line, problem])).toEqual(expected);
    expect(value).toBe(undefined);
    expect(lineOf(['rules', 0])).toBeGreaterThanOrEqual(1);
  });

  test('a year of aliases does not grow: it is refused before it is read', () => {
    const bomb = ['a: &a [x, x, x, x]', 'b: &b [*a, *a, *a, *a]', 'c: &c [*b, *b, *b, *b]', 'd: [*c, *c, *c, *c]'].join('\n');
    expect(readYaml(bomb).value).toBe(undefined);
  });

  test('dates, yes and merge keys stay the words they are', () => {
    const { value, problems } = readYaml('on: 2020-03-24\nyearly: 01-31\nyes: no\n<<: { a: 1 }\n');
    expect(problems).toEqual([]);
    expect(value).toEqual({ on: '2020-03-24', yearly: '01-31', yes: 'no', '<<': { a: 1 } });
  });

  test('every path has a line; a path that is not there has that of what holds it', () => {
    const { lineOf } = readYaml('id: gz\nrules:\n  - id: A\n    items: [{ code: a }]\n  - id: B\n');
    const lines = [['id'], ['rules', 0, 'items', 0, 'code'], ['rules', 1, 'id'], ['rules', 1, 'slot'], ['rules', 7], ['levels'], []];
    expect(lines.map(lineOf)).toEqual([1, 4, 5, 5, 2, 1, 1]);
  });
});
