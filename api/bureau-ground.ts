import { type BureauDraft, type DraftedOrganisation, type PlacedDraft, standingKey } from '../domain/bureau.ts';
import type { FieldProblem } from '../domain/errors.ts';
import type { Database } from '../prisma/client.ts';
import { type ChainNode, chainsAbove } from './queries/organisations.ts';

/** Where a draft is put: what stands there already, the region of the calendar, and what speaks against the place. */
export interface Ground {
  draft: PlacedDraft;
  /** Absent where the draft is a tree of its own. */
  region?: string;
  problems: FieldProblem[];
}

type Standing = Pick<ChainNode, 'id' | 'name' | 'level' | 'parentId' | 'department'>;

/** Reads what stands around the place of a draft: above it, the departments beside, and right below. */
export async function groundOf(database: Database, draft: BureauDraft): Promise<Ground> {
  const { under, packId } = draft;
  if (under === undefined) return { draft, problems: [] };
  const [chain, below] = await Promise.all([
    chainsAbove(database, [under]),
    database.organisation.findMany({ where: { parentId: under }, select: { id: true, name: true, level: true, parentId: true } }),
  ]);
  const place = chain.find(({ id }) => id === under);
  const problem = whyNotHere(place, chain, packId);
  if (!place || problem) return { draft, problems: [{ field: 'under', problem: problem ?? '没有这个机构', received: under }] };
  const known = new Set<string>(chain.map(({ id }) => id));
  const others = below.filter(({ id }) => !known.has(id)) as Standing[];
  return { draft: { ...draft, standing: [...chain, ...others].map(standing) }, region: place.region, problems: [] };
}

function whyNotHere(place: ChainNode | undefined, chain: readonly ChainNode[], packId: string): string | undefined {
  if (!place) return '没有这个机构';
  if (place.department) return '不能设在部门之下';
  if (chain.some(({ rehearsal }) => rehearsal)) return '演练机构之下不能新设机构';
  const byId = new Map<string, ChainNode>(chain.map((node) => [node.id, node]));
  const passed = new Set<ChainNode>();
  for (let node: ChainNode | undefined = place; node && !passed.has(node); node = byId.get(node.parentId ?? '')) {
    if (node.packId !== null) return node.packId === packId ? undefined : '这个机构适用另一个政策包';
    passed.add(node);
  }
  return '这个机构没有适用的政策包';
}

function standing({ id, name, level, parentId, department }: Standing): DraftedOrganisation {
  const parent = parentId && standingKey(parentId);
  return { key: standingKey(id), field: 'under', name, level, parent, ...(department === 'finance' && { department }), facts: {} };
}
