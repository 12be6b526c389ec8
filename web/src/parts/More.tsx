import { Button } from 'antd';

interface MoreProps {
  shown: number;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The end of a list that is paged by key: how many rows are shown, and 加载更多 if there are more. */
export function More({ shown, hasNextPage, isFetchingNextPage, fetchNextPage }: MoreProps) {
  return (
    <div className="more">
      <span className="hint" aria-live="polite">
        {hasNextPage ? `已显示 ${shown} 条` : `共 ${shown} 条`}
      </span>
      {hasNextPage && (
        <Button onClick={() => fetchNextPage()} loading={isFetchingNextPage}>
          加载更多
        </Button>
      )}
    </div>
  );
}
