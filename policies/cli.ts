import type { Pack } from '../domain/pack.ts';
import { SLOTS } from '../domain/slots.ts';
import { type LoadedPacks, PACKS_FOLDER, readPacks } from './load.ts';
import { describeProblem } from './problems.ts';
import { publish } from './publish.ts';
import { type AwaitingRule, compare, reportOf } from './report.ts';

const USAGE = `用法：
  luyue packs check            检查全部政策包并验算示例
  luyue packs report [编号…]   每个政策包的规则、规则位和示例
  luyue packs diff A B         按规则位对照两个政策包或两个版本（编号或 编号@版本）
  luyue packs publish [编号…]  把现行版本写成不再修改的文件 versions/编号-版本.yaml
  luyue packs migrate 编号     让运行中的流程改用另一版本，先预览；all 为全部政策包
`;

/** `luyue packs …`; the answer is the exit code: 0 all well, 1 a pack is wrong, 2 not understood. */
export async function packs(
  args: string[],
  write: (text: string) => unknown = (text) => process.stdout.write(text),
  folder = PACKS_FOLDER,
): Promise<number> {
  const [command, ...ids] = args;
  const loaded = readPacks(folder);
  if (command === 'check' && ids.length === 0) return check(loaded, write);
  if (command === 'publish') return publishAll(ids, loaded, folder, write);
  const chosen = ids.map((id) => find(loaded, id));
  const unknown = ids.filter((_, at) => !chosen[at]);
  const known = chosen.filter((pack) => pack !== undefined);
  if (unknown.length > 0) return tellUnknown(unknown, loaded.packs.keys(), write);
  if (command === 'report') return report(known.length > 0 ? known : [...loaded.packs.values()], known.length > 0, write);
  const [left, right, ...more] = known;
  if (command === 'diff' && left && right && more.length === 0) return diff(left, right, write);
  write(USAGE);
  return 2;
}

function find(loaded: LoadedPacks, name: string): Pack | undefined {
  const [id = '', version] = name.split('@');
  return version === undefined ? loaded.packs.get(id) : loaded.versions.find((pack) => pack.id === id && pack.version === version);
}

function tellUnknown(unknown: readonly string[], known: Iterable<string>, write: (text: string) => unknown): number {
  write(`没有政策包 ${unknown.join('、')}；现有：${[...known].join('、')}\n`);
  return 2;
}

/** Without ids every pack of the folder. */
function publishAll(ids: readonly string[], loaded: LoadedPacks, folder: string, write: (text: string) => unknown): number {
  const known = [...new Set([...loaded.packs.keys(), ...loaded.heldBack.keys()])];
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length > 0) return tellUnknown(unknown, known, write);
  return publish(ids.length > 0 ? ids : known, loaded, folder, write);
}

function check({ packs, defaults, problems, heldBack }: LoadedPacks, write: (text: string) => unknown): number {
  for (const problem of problems) write(`✗ ${describeProblem(problem)}\n`);
  for (const [id, version] of heldBack) write(version ? `○ ${id} 沿用已发布的版本 ${version}\n` : `○ ${id} 没有已发布的版本，不能使用\n`);
  for (const pack of packs.values()) {
    if (heldBack.has(pack.id)) continue;
    const { rules, examples } = reportOf(pack);
    write(`✓ ${pack.id} ${pack.name} 版本 ${pack.version}：${rules} 条规则，${examples} 个示例全部通过\n`);
  }
  const examples = [...packs.values()].reduce((sum, pack) => sum + (heldBack.has(pack.id) ? 0 : reportOf(pack).examples), 0);
  write(`${packs.size} 个政策包，${defaults.size} 项默认值，${examples} 个示例通过，${problems.length} 处有误\n`);
  return problems.length === 0 ? 0 : 1;
}

/** Rules that wait for the same thing, together. */
function byReason(awaiting: readonly AwaitingRule[]): [string, string[]][] {
  const ids = new Map<string, string[]>();
  for (const { rule, reason } of awaiting) ids.set(reason, [...(ids.get(reason) ?? []), rule.id]);
  return [...ids];
}

function report(packs: Pack[], inFull: boolean, write: (text: string) => unknown): number {
  const columns = ['系统', '规则', '登记', '管控', '提醒', '计算', '展示', '待启用', '取默认值', '规则位', '空位', '示例通过'];
  const rows = packs.map((pack) => {
    const { rules, held, enforced, reminded, computed, displayed, awaiting, defaulted, filled, empty, examples } = reportOf(pack);
    const numbers = [
      rules,
      held,
      enforced,
      reminded,
      computed,
      displayed,
      awaiting.length,
      defaulted,
      filled.length,
      empty.length,
      examples,
    ];
    return [`${pack.id} ${pack.name}`, ...numbers.map(String)];
  });
  write(table([columns, ...rows]));
  for (const pack of packs) {
    const { awaiting, filled, empty } = reportOf(pack);
    if (!inFull) {
      for (const [reason, ids] of byReason(awaiting)) write(`${pack.id} 待启用 ${ids.length} 条（${reason}）：${ids.join('、')}\n`);
      continue;
    }
    for (const { rule, slot, reason } of awaiting) write(`${rule.id} ${rule.title}：待 ${slot}（${reason}）\n`);
    write(`\n${pack.name} 已填的规则位：${filled.map((slot) => SLOTS[slot].title).join('、')}\n`);
    write(`${pack.name} 没有规定的规则位：${empty.map((slot) => SLOTS[slot].title).join('、')}\n`);
  }
  return 0;
}

function diff(left: Pack, right: Pack, write: (text: string) => unknown): number {
  const name = (pack: Pack) => `${pack.name} ${pack.id}@${pack.version}`;
  const slots = compare(left, right);
  for (const { slot, left: here, right: there, same } of slots) {
    write(`${same ? ' ' : '≠'} ${SLOTS[slot].title}（${slot}）\n`);
    write(`    ${name(left)}：${here.join('；') || '没有规定'}\n    ${name(right)}：${there.join('；') || '没有规定'}\n`);
  }
  const different = slots.filter(({ same }) => !same);
  const onlyLeft = different.filter(({ right: there }) => there.length === 0).length;
  const onlyRight = different.filter(({ left: here }) => here.length === 0).length;
  write(
    `${name(left)} 与 ${name(right)}：${slots.length} 个规则位中 ${slots.length - different.length} 个相同，${different.length} 个不同` +
      `（仅前者有规定 ${onlyLeft} 个，仅后者有规定 ${onlyRight} 个）\n`,
  );
  return 0;
}

/** Columns side by side; a Chinese character is two places wide. */
function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => width(row[column] ?? ''))));
  const line = (row: string[]) => row.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - width(cell))).join('  ');
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}

function width(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/u.test(character) ? 2 : 1), 0);
}
