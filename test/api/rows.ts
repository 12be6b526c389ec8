import type { Prisma } from '../../prisma/generated/client.ts';
import type { Api } from './support.ts';

/** What a written process is, where a test does not say otherwise. */
interface Row {
  id: string;
  kind?: string;
  title?: string;
  stage?: string;
  waitsFor?: string;
  waitingForId?: string | null;
  ended?: boolean;
  broken?: string | null;
  cycleId?: string;
  overdueSince?: string;
  nextDue?: string;
  openedAt?: string;
  clockId?: string;
  parties?: Record<string, string>;
  duties?: (Partial<Prisma.DutyCreateManyInput> & { key: string })[];
}

/** Writes processes as `record` would have projected them: lists read nothing else. */
export async function writeProcesses(api: Api, rows: Row[]): Promise<void> {
  const { owner } = api;
  await owner.process.createMany({ data: rows.map(processRow) });
  await owner.processParty.createMany({
    data: rows.flatMap(({ id, parties = {} }) =>
      Object.entries(parties).map(([name, organisationId]) => ({ processId: id, function: name, organisationId })),
    ),
  });
  await owner.duty.createMany({ data: rows.flatMap((row) => (row.duties ?? []).map((duty) => dutyRow(row, duty))) });
}

function processRow({ parties = {}, duties: _, openedAt = '2026-03-02T01:00:00.000Z', ...row }: Row): Prisma.ProcessCreateManyInput {
  const { stage = 'drafting', title = '服务合同' } = row;
  const state = { own: { stage, title, parties }, kit: { doneBy: {}, fellDue: {}, stageSince: '2026-03-02' } };
  return {
    kind: 'contract',
    packId: 'hn',
    packVersion: '1',
    region: 'CN',
    waitsFor: 'date',
    stageSince: '2026-03-02',
    revision: 1,
    lastEventHash: '',
    updatedAt: openedAt,
    openedAt,
    ...row,
    stage,
    title,
    state,
  };
}

function dutyRow({ id, kind = 'contract' }: Row, duty: Partial<Prisma.DutyCreateManyInput> & { key: string }): Prisma.DutyCreateManyInput {
  const { due } = duty;
  return {
    processId: id,
    kind,
    slot: 'contract.sign',
    label: '签订服务合同',
    ruleId: 'HN-57',
    owes: 'purchaser',
    owedTo: [],
    status: 'open',
    openedOn: '2026-03-02',
    ...(due && { strict: due, safe: due }),
    ...duty,
  };
}
