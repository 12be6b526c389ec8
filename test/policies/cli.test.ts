import { describe, expect, test } from '@jest/globals';
import { packs } from '../../policies/cli.ts';
import { edit, policyFolder } from './folder.ts';
import { publishedFolder } from './published.ts';

async function run(folder: string, ...args: string[]) {
  let output = '';
  const code = await packs(args, (text) => (output += text), folder);
  return { code, output };
}

describe('luyue packs', () => {
  test.each([[[]], [['checks']], [['check', 'gz']], [['diff', 'gz']], [['diff', 'gz', 'gz', 'gz']]])(
    'tells its use after %j',
    async (args) => {
      const { code, output } = await run(policyFolder(), ...args);
      expect(code).toBe(2);
      expect(output).toContain('用法：');
    },
  );

  test('knows which packs there are', async () => {
    const { code, output } = await run(policyFolder(), 'report', 'gz', 'xx', 'gz@9');
    expect(code).toBe(2);
    expect(output).toBe('没有政策包 xx、gz@9；现有：gz\n');
  });

  test('check names every problem and fails', async () => {
    const folder = policyFolder();
    edit(folder, 'gz.yaml', ['due: 2026-09-07', 'due: 2026-09-06']);
    const { code, output } = await run(folder, 'check');
    expect(code).toBe(1);
    expect(output).toMatch(/^✗ gz\.yaml:\d+ GZ-20 examples\.1\.due = "2026-09-06"：示例不成立/);
    expect(output).toContain('○ gz 没有已发布的版本，不能使用\n');
    expect(output).toContain('0 个政策包，95 项默认值，0 个示例通过，1 处有误');
  });

  test('check fails although a published version stays in force', async () => {
    const folder = await publishedFolder();
    edit(folder, 'gz.yaml', ['due: 2026-09-07', 'due: 2026-09-06']);
    const { code, output } = await run(folder, 'check');
    expect(code).toBe(1);
    expect(output).toContain('○ gz 沿用已发布的版本 1\n1 个政策包，95 项默认值，0 个示例通过，1 处有误\n');
  });

  test('check counts the examples that passed', async () => {
    const { code, output } = await run(policyFolder(), 'check');
    expect(code).toBe(0);
    expect(output).toMatch(/^✓ gz 贵州省 版本 1：48 条规则，(\d+) 个示例全部通过\n1 个政策包，95 项默认值，\1 个示例通过，0 处有误\n$/);
  });

  test('report counts what each system does, and what waits with its reason', async () => {
    const folder = policyFolder();
    edit(folder, 'gz.yaml', ['    slot: plan.station-plan\n', '    awaits: { slot: plan.station-plan, reason: 流程尚未建立 }\n']);
    const { code, output } = await run(folder, 'report');
    const [head, row] = output.split('\n').map((line) => line.split(/ {2,}/));
    expect(code).toBe(0);
    expect(head?.slice(0, 8)).toEqual(['系统', '规则', '登记', '管控', '提醒', '计算', '展示', '待启用']);
    expect(row?.slice(0, 3)).toEqual(['gz 贵州省', '48', '27']);
    expect(Number(row?.[7])).toBeGreaterThan(1);
    expect(output).toContain('gz 待启用 1 条（流程尚未建立）：GZ-08\n');
    expect(output).toContain('gz 待启用 2 条（“覆盖推进”流程尚未建立）：GZ-02、GZ-10\n');
  });

  test('report of one pack lists its slots, filled and empty', async () => {
    const { output } = await run(policyFolder(), 'report', 'gz');
    expect(output).toMatch(/贵州省 已填的规则位：.*驻站社工到位/);
    expect(output).toMatch(/贵州省 没有规定的规则位：.*续签规则/);
  });

  test('diff shows two versions side by side by slot', async () => {
    const folder = await publishedFolder();
    edit(
      folder,
      'gz.yaml',
      ['version: "1"', 'version: "2"'],
      ['slot: plan.station-plan', 'slot: service.guide'],
      ['dayOfLastMonth: 10', 'dayOfLastMonth: 9'],
    );
    edit(
      folder,
      'gz.yaml',
      ['due: 2026-08-10, safe: 2026-08-10', 'due: 2026-08-09, safe: 2026-08-07'],
      ['due: 2026-10-10, safe: 2026-10-10', 'due: 2026-10-09, safe: 2026-10-09'],
    );
    edit(folder, 'gz.yaml', [
      'due: 2021-01-10, strict: 2021-01-10, safe: 2021-01-08',
      'due: 2021-01-09, strict: 2021-01-09, safe: 2021-01-08',
    ]);
    const { code, output } = await run(folder, 'diff', 'gz@1', 'gz');
    expect(code).toBe(0);
    expect(output).toContain('≠ 一站一规划（plan.station-plan）\n    贵州省 gz@1：1项：一站一规划 [GZ-08]\n    贵州省 gz@2：没有规定\n');
    expect(output).toContain('≠ 绩效自评报告（evaluation.self）\n    贵州省 gz@1：承接机构：合同期满当月10日前(含) [GZ-24]\n');
    expect(output).toContain('  驻站社工到位（onboarding.staffed）\n    贵州省 gz@1：承接机构→购买主体：协议签订后15个工作日内 [GZ-17]\n');
    expect(output).not.toContain('renewal.decide');
    const marks = (mark: string) => output.split('\n').filter((line) => line.startsWith(`${mark} `) && line.endsWith('）')).length;
    const [same, different] = [marks(' '), marks('≠')];
    expect(output).toContain(
      `贵州省 gz@1 与 贵州省 gz@2：${same + different} 个规则位中 ${same} 个相同，${different} 个不同（仅前者有规定 1 个，仅后者有规定 1 个）\n`,
    );
  });
});
