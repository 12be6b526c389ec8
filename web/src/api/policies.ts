import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { read } from './client.ts';
import { withQuery } from './paging.ts';
import type * as api from './types.ts';

/** Packs change with a new release only. */
const LONG = 600_000;

const ruleAddress = (packId: string, ruleId: string) => `/packs/${encodeURIComponent(packId)}/rules/${encodeURIComponent(ruleId)}`;

/** The clause of a rule in its source text, with so many lines around it. */
export function useRuleSource(packId: string, ruleId: string, around: number) {
  return useQuery({
    queryKey: ['packs', packId, ruleId, 'source', around],
    staleTime: LONG,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<api.RuleSource>(withQuery(`${ruleAddress(packId, ruleId)}/source`, { around }), signal),
  });
}

/** What day a rule gives for these events; asks only while `enabled`. */
export function useRuleDay(packId: string, ruleId: string, filling: number, events: Readonly<Record<string, string>>, enabled: boolean) {
  return useQuery({
    queryKey: ['packs', packId, ruleId, 'day', filling, events],
    enabled,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ filling: String(filling) });
      for (const [event, date] of Object.entries(events)) {
        query.append('event', event);
        query.append('date', date);
      }
      return read<api.RuleDay>(`${ruleAddress(packId, ruleId)}/day?${query.toString()}`, signal);
    },
  });
}

/** Whether a value meets a rule; asks only while there is a value, and a base where one is needed. */
export function useRuleVerdict(
  packId: string,
  ruleId: string,
  filling: number,
  asked: { value: number; baseValue?: number | undefined } | undefined,
) {
  return useQuery({
    queryKey: ['packs', packId, ruleId, 'verdict', filling, asked],
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => read<api.RuleVerdict>(withQuery(`${ruleAddress(packId, ruleId)}/verdict`, { filling, ...asked }), signal),
  });
}

/** Two packs side by side; asks only once both are chosen. */
export function useComparison(left: string | undefined, right: string | undefined) {
  return useQuery({
    queryKey: ['pack-comparison', left, right],
    enabled: left !== undefined && right !== undefined,
    staleTime: LONG,
    queryFn: ({ signal }) => read<api.Comparison>(withQuery('/pack-comparison', { left, right }), signal),
  });
}

/** Every slot of the engine with who fills it. */
export function useSlots() {
  return useQuery({
    queryKey: ['slots'],
    staleTime: LONG,
    queryFn: async ({ signal }) => (await read<{ items: api.SlotOfTable[] }>('/slots', signal)).items,
  });
}

/** The defaults for what the texts leave open. */
export function useDefaults() {
  return useQuery({
    queryKey: ['defaults'],
    staleTime: LONG,
    queryFn: async ({ signal }) => (await read<{ items: api.DefaultOfTable[] }>('/defaults', signal)).items,
  });
}
