import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Answer, newKey, Problem, read, write } from './client.ts';
import { usePages, withQuery } from './paging.ts';
import type * as api from './types.ts';

// --- who is signed in

/** Who is signed in; `null` when nobody is. */
export function useSession() {
  return useQuery({
    queryKey: ['session'],
    staleTime: 60_000,
    queryFn: async ({ signal }): Promise<api.Session | null> => {
      try {
        return await read<api.Session>('/session', signal);
      } catch (error) {
        if (error instanceof Problem && error.status === 401) return null;
        throw error;
      }
    },
  });
}

/** The demo accounts; fails with `access.demo-only` where there are none. */
export function useDemoAccounts() {
  return useQuery({
    queryKey: ['demo-accounts'],
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => (await read<{ accounts: api.DemoAccount[] }>('/session/demo-accounts', signal)).accounts,
  });
}

/** Signs in with a password, or with one click on a demo account. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: { login: string; password?: string }) =>
      (await write<api.Session>('POST', body.password === undefined ? '/session/demo' : '/session', body, { key: newKey() })).body,
    onSuccess: (session) => client.setQueryData(['session'], session),
  });
}

/** Acts from now on in another organisation or role; everything that was read is read anew. */
export function useSwitchMembership() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (membershipId: string) =>
      (await write<api.Session>('PUT', '/session/membership', { membershipId }, { key: newKey() })).body,
    onSuccess: async (session) => {
      client.setQueryData(['session'], session);
      await forgetAllBut(client, 'session');
    },
  });
}

/** Signs out; the page is loaded anew, so that nothing that was read stays in memory. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => write<undefined>('DELETE', '/session', undefined, { key: newKey() }),
    onSuccess: () => globalThis.location.assign('/sign-in'),
  });
}

async function forgetAllBut(client: QueryClient, kept: string): Promise<void> {
  await client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== kept });
}

// --- duties and processes

/** One bucket of the worklist with the counts of all. */
export function useWorklist(bucket: api.Bucket) {
  return usePages<api.Worklist>(['worklist', bucket], (cursor) => withQuery('/worklist', { bucket, cursor }));
}

/** How many duties each bucket holds, for the menu. */
export function useWorklistCounts() {
  return useQuery({
    queryKey: ['worklist', 'counts'],
    refetchInterval: 60_000,
    queryFn: async ({ signal }) => (await read<api.Worklist>('/worklist?bucket=mine&limit=1', signal)).counts,
  });
}

/** How many open processes of each kind there are, for the menu. */
export function useProcessCounts() {
  return useQuery({
    queryKey: ['processes', 'counts'],
    staleTime: 30_000,
    queryFn: async ({ signal }) => (await read<api.Processes>('/processes?ended=false&limit=1', signal)).counts,
  });
}

/** What a list of processes may be narrowed by; the names are those of the API's query. */
export interface ProcessFilter {
  kind?: string | undefined;
  stage?: string | undefined;
  q?: string | undefined;
  ended?: boolean | undefined;
  overdue?: boolean | undefined;
  waiting?: 'me' | 'others' | 'date' | undefined;
  cycleId?: string | undefined;
  organisationId?: string | undefined;
}

/** Processes that match, the newest first, with the number of each kind. */
export function useProcesses(filter: ProcessFilter, limit?: number) {
  return usePages<api.Processes>(['processes', filter, limit], (cursor) => withQuery('/processes', { ...filter, limit, cursor }), {
    keep: true,
  });
}

/** One process with everything its page shows. */
export function useProcess(id: string) {
  return useQuery({
    queryKey: ['process', id],
    queryFn: ({ signal }) => read<api.ProcessPage>(`/processes/${encodeURIComponent(id)}`, signal),
  });
}

/** 为什么是这一天: the explanation of one duty's date; asks only while `key` is given. */
export function useDutyExplanation(processId: string, key: string | undefined) {
  return useQuery({
    queryKey: ['process', processId, 'duty', key],
    enabled: key !== undefined,
    queryFn: ({ signal }) =>
      read<api.DutyExplanation>(`/processes/${encodeURIComponent(processId)}/duties/${encodeURIComponent(key ?? '')}`, signal),
  });
}

/** What happened in a process, the newest first. */
export function useTimeline(processId: string) {
  return usePages<api.Timeline>(['process', processId, 'timeline'], (cursor) =>
    withQuery(`/processes/${encodeURIComponent(processId)}/timeline`, { cursor }),
  );
}

// --- forms and commands

/** What the form of a command needs; `processId` is absent for an opening command. */
export function useForm(kind: string, command: string, processId?: string, enabled = true) {
  return useQuery({
    queryKey: ['form', kind, command, processId],
    enabled,
    queryFn: ({ signal }) => read<api.Form>(withQuery(`/forms/${kind}/${encodeURIComponent(command)}`, { processId }), signal),
  });
}

/** One intention: the same `key` is sent again until it is answered, so that nothing is done twice. */
export interface Intention {
  body: object;
  key: string;
}

/** What became of a command: recorded, or received and waiting for the engine (202). */
export type Sent = Answer<api.CommandAccepted | api.CommandPending>;

/** True for a command that is recorded already. */
export function isAccepted(body: api.CommandAccepted | api.CommandPending): body is api.CommandAccepted {
  return body.command.outcome === 'accepted';
}

/** 403, 409, 412: no longer theirs to give, not in this stage, changed by somebody else. */
const REFUSALS = [403, 409, 412];

/** Gives a command to a process as the caller saw it at `revision`. */
export function useCommand(processId: string, command: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key, revision }: Intention & { revision: number }): Promise<Sent> =>
      write('POST', `/processes/${encodeURIComponent(processId)}/commands/${encodeURIComponent(command)}`, { ...body }, { key, revision }),
    onSuccess: () => refreshAfterCommand(client),
    // A refusal tells that the process stands otherwise than the page shows.
    onError: (error) => error instanceof Problem && REFUSALS.includes(error.status) && refreshAfterCommand(client),
  });
}

/** Opens a purchase cycle or a referral. */
export function useOpening(collection: 'purchase-cycles' | 'referrals') {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ body, key }: Intention): Promise<Sent> => write('POST', `/${collection}`, body, { key }),
    onSuccess: () => refreshAfterCommand(client),
  });
}

/** The dates that a purchase cycle would create. */
export function usePreview() {
  return useMutation({
    mutationFn: async (body: object) => (await write<api.Preview>('POST', '/purchase-cycles/preview', body, { key: newKey() })).body,
  });
}

/** Follows a command that was received but not yet recorded, until it is. */
export function useCommandOutcome(id: string | undefined) {
  return useQuery({
    queryKey: ['command', id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => read<api.CommandOutcome>(`/commands/${encodeURIComponent(id ?? '')}`, signal),
    refetchInterval: ({ state }) => (state.data && state.data.outcome !== 'pending' ? false : 2_000),
  });
}

/** What a command may have changed is read anew: a command moves its process, its duties and, by follow-ups, others. */
export function refreshAfterCommand(client: QueryClient): void {
  for (const key of ['process', 'processes', 'worklist', 'form', 'operations', 'stuck']) void client.invalidateQueries({ queryKey: [key] });
}

// --- directory

/** Organisations by name; asks only while `enabled`. */
export function useOrganisations(filter: { level?: string; q?: string; parentId?: string; limit?: number }, enabled = true) {
  return usePages<api.Page<api.OrganisationRow>>(
    ['organisations', filter],
    (cursor) => withQuery('/organisations', { ...filter, cursor }),
    { enabled },
  );
}

/** One organisation with its place in the tree. */
export function useOrganisation(id: string | undefined) {
  return useQuery({
    queryKey: ['organisation', id],
    enabled: id !== undefined,
    queryFn: ({ signal }) => read<api.Organisation>(`/organisations/${encodeURIComponent(id ?? '')}`, signal),
  });
}

/** The roster; reading names is logged, so it is asked only when a form needs it. */
export function useWorkers(filter: { q?: string; employerId?: string; limit?: number }, enabled = true) {
  return usePages<api.Page<api.WorkerRow>>(['workers', filter], (cursor) => withQuery('/workers', { ...filter, cursor }), { enabled });
}

// --- inbox, policy

/** The digests of the person, the newest first. */
export function useInbox() {
  return usePages<api.Inbox>(['inbox'], (cursor) => withQuery('/inbox', { cursor }));
}

/** Notes that a digest was read. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => write<unknown>('POST', `/inbox/${encodeURIComponent(id)}/read`, {}, { key: newKey() }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['inbox'] }),
  });
}

/** All policy packs. */
export function usePacks() {
  return useQuery({ queryKey: ['packs'], queryFn: async ({ signal }) => (await read<{ items: api.PackRow[] }>('/packs', signal)).items });
}

/** One pack with its rules. */
export function usePack(id: string, enabled = true) {
  return useQuery({
    queryKey: ['packs', id],
    enabled,
    queryFn: ({ signal }) => read<api.Pack>(`/packs/${encodeURIComponent(id)}`, signal),
  });
}

/** One rule with its clause and examples. */
export function useRule(packId: string, ruleId: string | undefined) {
  return useQuery({
    queryKey: ['packs', packId, ruleId],
    enabled: ruleId !== undefined,
    queryFn: ({ signal }) => read<api.Rule>(`/packs/${encodeURIComponent(packId)}/rules/${encodeURIComponent(ruleId ?? '')}`, signal),
  });
}
