import { Skeleton } from 'antd';

/** The layout of what is coming, so that nothing jumps: a page, the rows of a list, or a form. */
export function Loading({ shape = 'page', rows = 6 }: { shape?: 'page' | 'list' | 'form'; rows?: number }) {
  return (
    <div className={`loading loading-${shape}`} role="status" aria-label="正在加载">
      {shape === 'page' && <Skeleton active title={{ width: 240 }} paragraph={{ rows: 1, width: '60%' }} />}
      {Array.from({ length: rows }, (_, index) => (
        // The rows are alike and never move.
        <Skeleton
          key={index}
          active
          title={false}
          paragraph={{ rows: shape === 'form' ? 2 : 1, width: shape === 'form' ? ['30%', '100%'] : '100%' }}
        />
      ))}
    </div>
  );
}
