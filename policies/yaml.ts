import { isAlias, isNode, isPair, LineCounter, parseAllDocuments, visit } from 'yaml';

/** The largest policy file that is read, in bytes. */
const MAXIMUM_BYTES = 1_000_000;

/** What is wrong in a YAML text, and on which line (from 1). */
interface YamlProblem {
  line: number;
  problem: string;
  received?: string;
}

/** A parsed text: its plain value, where each path of it stands, and what is wrong. */
export interface YamlText {
  value: unknown;
  problems: YamlProblem[];
  /** The line on which the value at a path stands; of a path that does not exist, the line of what holds it. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads YAML 1.2 as plain data: anchors, aliases and tags are refused, so that what is read is what is written. */
export function readYaml(text: string): YamlText {
  const bytes = Buffer.byteLength(text);
  if (bytes > MAXIMUM_BYTES) {
    const problem = `文件不能超过 ${MAXIMUM_BYTES} 字节`;
    return { value: undefined, problems: [{ line: 1, problem, received: `${bytes} 字节` }], lineOf: () => 1 };
  }
  const lines = new LineCounter();
  const lineAt = (offset: number | undefined) => lines.linePos(offset ?? 0).line || 1;
  const documents = parseAllDocuments(text, { lineCounter: lines, version: '1.2', uniqueKeys: true, logLevel: 'silent' });
  const document = Array.isArray(documents) ? documents[0] : undefined;
  if (!document) return { value: undefined, problems: [{ line: 1, problem: '文件是空的' }], lineOf: () => 1 };

  const problems: YamlProblem[] = [...document.errors, ...document.warnings].map((error) => ({
    line: lineAt(error.pos[0]),
    problem: `YAML 写法有误：${error.message.split('\n')[0]}`,
  }));
  if (documents.length > 1) problems.push({ line: lineAt(documents[1]?.range[0]), problem: '一个文件只能有一份文档' });
  if (document.directives.yaml.explicit) problems.push({ line: 1, problem: '不允许使用 %YAML 指令' });
  visit(document, (_, node) => {
    if (!isNode(node)) return;
    const line = lineAt(node.range?.[0]);
    if (isAlias(node)) problems.push({ line, problem: '不允许使用别名', received: `*${node.source}` });
    else if (node.anchor) problems.push({ line, problem: '不允许使用锚点', received: `&${node.anchor}` });
    if (node.tag) problems.push({ line, problem: '不允许使用标签', received: node.tag });
  });

  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const range = rangeOf(document.contents, path.slice(0, length));
      if (range !== undefined) return lineAt(range);
    }
    return lineAt(document.contents?.range?.[0]);
  };
  return { value: problems.length > 0 ? undefined : document.toJS(), problems, lineOf };
}

/** Offset of the key (of a map) or the item (of a list) that a path names. */
function rangeOf(contents: unknown, path: readonly PropertyKey[]): number | undefined {
  let node = contents;
  let offset: number | undefined;
  for (const step of path) {
    if (typeof node !== 'object' || node === null || !('items' in node) || !Array.isArray(node.items)) return undefined;
    const held: unknown =
      typeof step === 'number'
        ? node.items[step]
        : node.items.find((item) => isPair(item) && isNode(item.key) && item.key.toJSON() === step);
    const at = isPair(held) ? held.key : held;
    if (!isNode(at)) return undefined;
    offset = at.range?.[0];
    node = isPair(held) ? held.value : held;
  }
  return offset;
}
