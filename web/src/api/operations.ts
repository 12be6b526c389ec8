import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { read, write } from './client.ts';
import { refreshAfterCommand } from './hooks.ts';
import { usePages, withQuery } from './paging.ts';
import type * as api from './types.ts';

/** How the whole stands: counts of what is waiting, health. */
export function useOperations(enabled = true) {
  return useQuery({
    queryKey: ['operations'],
    enabled,
    refetchInterval: 15_000,
    queryFn: ({ signal }) => read<api.Operations>('/operations', signal),
  });
}

/** Processes that wait for one of the four honest reasons, the longest first. */
export function useStuck(kind: api.StuckKind) {
  return usePages<api.Page<api.StuckRow>>(['stuck', kind], (cursor) => withQuery('/operations/processes', { kind, cursor }));
}

/** What an operator may do to a process, with a reason. */
export function useOperatorAct() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, act, reason, key }: { id: string; act: 'retry' | 'refresh' | 'rebuild'; reason: string; key: string }) =>
      (await write<{ done: string }>('POST', `/operations/processes/${encodeURIComponent(id)}/${act}`, { reason }, { key })).body,
    onSuccess: () => refreshAfterCommand(client),
  });
}
