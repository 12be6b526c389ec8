import type { Pack } from '../../api/types.ts';
import { DefaultLink } from '../../parts/DefaultLink.tsx';
import { emptyName } from './Meter.tsx';

/** Where the text is silent: the slots of the engine that no rule of the pack fills, by the process that would ask them. */
export function EmptySlots({ pack: { emptySlots, completeness } }: { pack: Pack }) {
  if (!completeness || emptySlots.length === 0) return null;
  const { digest } = completeness;
  const processes = [...new Set(emptySlots.map(({ asksName }) => asksName))];
  return (
    <details className="empty-slots unprinted">
      <summary>
        {emptyName(digest)}的 {emptySlots.length} 个规则位
      </summary>
      <p className="hint">
        {digest ? (
          <>
            手上的来源只是摘要，其中没有写到；全文里可能有。见 <DefaultLink id="Q-77" />。
          </>
        ) : (
          '条文没有规定：系统不设期限，也不作检查。'
        )}
      </p>
      <dl>
        {processes.map((process) => (
          <div key={process}>
            <dt>{process}</dt>
            <dd>
              {emptySlots
                .filter(({ asksName }) => asksName === process)
                .map(({ title }) => title)
                .join('、')}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
