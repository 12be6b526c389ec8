import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { read } from './client.ts';
import type { Page } from './types.ts';

/** A path with those query values that are set. */
export function withQuery(path: string, values: Record<string, string | number | boolean | null | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values))
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

/** A keyset-paged list that grows by 加载更多; `items` of all loaded pages come from {@link itemsOf}. */
export function usePages<List extends Page<unknown>>(
  key: readonly unknown[],
  pathOf: (cursor: string | null) => string,
  { enabled = true, keep = false } = {},
) {
  return useInfiniteQuery({
    queryKey: key,
    enabled,
    // A list that is narrowed shows its old rows until the new ones are there.
    placeholderData: (before: InfiniteData<List, string | null> | undefined) => (keep ? before : undefined),
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => read<List>(pathOf(pageParam), signal),
    getNextPageParam: (last) => last.next,
  });
}

/** The rows of all pages that are loaded. */
export function itemsOf<Item>(data: { pages: readonly Page<Item>[] } | undefined): Item[] {
  return data?.pages.flatMap((page) => page.items) ?? [];
}
