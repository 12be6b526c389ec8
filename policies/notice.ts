import { idOfFile } from './files.ts';
import type { LoadedPacks } from './load.ts';
import { describeProblem } from './problems.ts';

/** So many problems of one file are told in its line; `luyue packs check` tells all. */
const TOLD = 3;

/** For whoever starts a server: one line for each policy file that does not stand, with what is in force instead and what is wrong. */
export function noticesOf({ problems, heldBack }: Pick<LoadedPacks, 'problems' | 'heldBack'>): string[] {
  const files = [...new Set(problems.map(({ file }) => file))];
  return files.map((file) => {
    const found = problems.filter((one) => one.file === file);
    const more = found.length > TOLD ? `；另有 ${found.length - TOLD} 处，见 luyue packs check` : '';
    return `${inForce(file, heldBack)}：${found.slice(0, TOLD).map(describeProblem).join('；')}${more}`;
  });
}

function inForce(file: string, heldBack: LoadedPacks['heldBack']): string {
  const id = idOfFile(file);
  if (!heldBack.has(id)) return `政策文件 ${file} 有误，未载入`;
  const version = heldBack.get(id);
  return version === undefined ? `政策包 ${id} 有误，也没有已发布的版本，未载入` : `政策包 ${id} 有误，沿用已发布的版本 ${version}`;
}
