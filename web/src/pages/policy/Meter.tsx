/** One part of a bar: how many, what they are, and how the part looks. */
export interface Part {
  count: number;
  name: string;
  tone: 'full' | 'half' | 'waiting' | 'none' | 'unknown';
}

/** A bar whose parts add up to the whole; its words stand beside it, for those who do not see it they are its name. */
export function Meter({ whole, parts }: { whole: string; parts: readonly Part[] }) {
  const words = parts.map(({ count, name }) => `${name} ${count}`).join('，');
  return (
    <div className="meter" role="img" aria-label={`${whole}：${words}`}>
      {parts.map(({ count, name, tone }) => count > 0 && <span key={name} className={`meter-${tone}`} style={{ flexGrow: count }} />)}
    </div>
  );
}

/** What an empty slot of a pack means: the whole text has no such rule, or what we have is a digest that does not tell. */
export function emptyName(digest: boolean): '原文未收录' | '没有规定' {
  return digest ? '原文未收录' : '没有规定';
}
