import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newKey, write } from './client.ts';
import type { Intention } from './hooks.ts';
import type * as api from './types.ts';

/** What a draft would set up, and what is still wrong with it. */
export function useBureauPreview() {
  return useMutation({
    mutationFn: async (body: object) => (await write<api.BureauPreview>('POST', '/bureaus/preview', body, { key: newKey() })).body,
  });
}

/** Sets a bureau up; the answer to a key holds its passwords once. */
export function useSetUpBureau() {
  const client = useQueryClient();
  return useMutation({
    // The passwords stay with whoever asked: nothing of the answer is kept once the page is left.
    gcTime: 0,
    mutationFn: async ({ body, key }: Intention) => (await write<api.Bureau>('POST', '/bureaus', body, { key })).body,
    onSuccess: () => client.invalidateQueries({ queryKey: ['organisations'] }),
  });
}
