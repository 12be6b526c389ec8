import { createHash, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { type BureauDraft, organisationsOf, standingKey, standsOutside, topOf } from '../domain/bureau.ts';
import { problemsOf } from '../domain/bureau-problems.ts';
import { CatalogueError, type FieldProblem } from '../domain/errors.ts';
import type { Pack } from '../domain/pack.ts';
import type { BureauAnswer, BureauPreview } from '../domain/schema/api/bureau.ts';
import { type BureauRows, writeBureau } from '../prisma/bureau.ts';
import type { Database } from '../prisma/client.ts';
import type { Caller } from './auth/caller.ts';
import { hashPassword, oneTimePassword } from './auth/passwords.ts';
import { type Ground, groundOf } from './bureau-ground.ts';
import { presentBureau, presentBureauPreview } from './presenters/bureau.ts';
import type { Services } from './services.ts';

type BureauServices = Pick<Services, 'database' | 'packs'>;
/** An operator with the key of their request; absent at the command line. */
interface By {
  actor: Caller['actor'];
  key: string;
}

/** Hashes worked out at a time: whoever signs in meanwhile does not wait for a whole bureau. */
const HASHES_AT_ONCE = 2;

/** What a draft would set up and what is wrong with it; writes nothing. Throws `pack.unknown`. */
export async function previewBureau(draft: BureauDraft, services: BureauServices): Promise<z.infer<typeof BureauPreview>> {
  const pack = packOf(draft, services);
  const ground = await groundOf(services.database, draft);
  const problems = [...problemsWithin(ground, pack, services), ...(await problemsOfTaken(services.database, draft))];
  return presentBureauPreview(ground.draft, pack, services.packs.policy(pack.id), problems);
}

/**
 * Sets a bureau up in one transaction. The same key again answers the same without doing anything, and without passwords: nobody keeps them.
 * Throws `pack.unknown`, `request.invalid` with every problem, `request.key-reused`.
 */
export async function setUpBureau(draft: BureauDraft, services: BureauServices, by?: By): Promise<z.infer<typeof BureauAnswer>> {
  const bodyHash = createHash('sha256').update(JSON.stringify(draft)).digest('hex');
  const before = by && (await foundBefore(services.database, by, bodyHash));
  if (before) return presentBureau(draft, before);
  const pack = packOf(draft, services);
  const ground = await groundOf(services.database, draft);
  refuse(problemsWithin(ground, pack, services));
  refuse(await problemsOfTaken(services.database, draft));
  const { rows, bureauId, passwords } = await rowsOf(draft, pack, ground.region ?? pack.region);
  const body = { ...draft, packVersion: pack.version, accounts: draft.accounts.map(({ name: _, ...account }) => account) };
  const giver = by && { personId: by.actor.personId, organisationId: by.actor.organisationId, key: by.key };
  const entry = { id: randomUUID(), bureauId, body, bodyHash, result: { bureauId }, ...(giver && { by: giver }) };
  try {
    await writeBureau(services.database, rows, entry);
  } catch (error) {
    // Somebody was faster: the same request under its key, or another that took a login. Anything else is a defect.
    const meanwhile = by && (await foundBefore(services.database, by, bodyHash));
    if (meanwhile) return presentBureau(draft, meanwhile);
    refuse(await problemsOfTaken(services.database, draft));
    throw error;
  }
  return presentBureau(draft, bureauId, passwords);
}

/** The bureau that this key has set up already; throws `request.key-reused` where it did something else. */
async function foundBefore(database: Database, { actor: { personId }, key }: By, bodyHash: string): Promise<string | undefined> {
  const known = await database.command.findUnique({ where: { personId_idempotencyKey: { personId, idempotencyKey: key } } });
  if (known && known.bodyHash !== bodyHash) throw new CatalogueError('request.key-reused');
  return known?.processId;
}

function packOf({ packId }: BureauDraft, { packs }: BureauServices): Pack {
  const pack = packs.packs.get(packId);
  if (!pack) throw new CatalogueError('pack.unknown', '没有这个政策包', [{ field: 'packId', problem: '没有这个政策包', received: packId }]);
  return pack;
}

/** A place that does not do says nothing of what is put there. */
function problemsWithin({ draft, problems }: Ground, pack: Pack, { packs }: BureauServices): FieldProblem[] {
  return problems.length > 0 ? problems : problemsOf(draft, pack, packs.policy(pack.id));
}

function refuse(problems: FieldProblem[]): void {
  if (problems.length === 0) return;
  const words = problems.map(({ problem }) => problem).join('；');
  throw new CatalogueError('request.invalid', `还不能设立：${words}`.slice(0, 500), problems);
}

/** Logins that exist, and names of organisations that exist where these would stand: at the top, or outside the tree. */
async function problemsOfTaken(database: Database, draft: BureauDraft): Promise<FieldProblem[]> {
  const logins = draft.accounts.map(({ login }) => login);
  const tops = organisationsOf(draft).filter(({ parent }) => parent === null);
  const [accounts, namesakes] = await Promise.all([
    database.account.findMany({ where: { login: { in: logins } }, select: { login: true } }),
    database.organisation.findMany({ where: { parentId: null, name: { in: tops.map(({ name }) => name) } }, select: { name: true } }),
  ]);
  const taken = new Set(accounts.map(({ login }) => login));
  const standing = new Set(namesakes.map(({ name }) => name));
  return [
    ...tops.flatMap(({ field, name, level }) => {
      const problem = standsOutside(level) ? '这个机构已经登记，不必重复设立' : '已有同名的最高一级机构';
      return standing.has(name) ? [{ field: `${field}.name`, problem, received: name }] : [];
    }),
    ...draft.accounts.flatMap(({ login }, index) =>
      taken.has(login) ? [{ field: `accounts.${index}.login`, problem: '账号已被占用', received: login }] : [],
    ),
  ];
}

/** The rows with ids and hashes, and the passwords that nobody will know once they were shown. */
async function rowsOf(
  draft: BureauDraft,
  pack: Pack,
  region: string,
): Promise<{ rows: BureauRows; bureauId: string; passwords: Map<string, string> }> {
  const organisations = organisationsOf(draft);
  const ids = new Map(organisations.map(({ key }) => [key, randomUUID() as string]));
  if (draft.under) ids.set(standingKey(draft.under), draft.under);
  const idOf = (key: string) => ids.get(key) ?? '';
  const top = topOf(organisations);
  const people = draft.accounts.map(({ name, login, role, organisation }) => ({
    id: randomUUID() as string,
    name,
    login,
    role,
    organisation,
  }));
  const passwords = new Map(draft.accounts.map(({ login }) => [login, oneTimePassword()]));
  const accounts: BureauRows['accounts'] = [];
  for (let at = 0; at < people.length; at += HASHES_AT_ONCE) {
    const some = people.slice(at, at + HASHES_AT_ONCE);
    const hashed = some.map(async ({ id, login }) => ({
      person_id: id,
      login,
      password_hash: await hashPassword(passwords.get(login) ?? ''),
    }));
    accounts.push(...(await Promise.all(hashed)));
  }
  const rows = {
    organisations: organisations.map(({ key, name, level, parent, department, facts }) => ({
      id: idOf(key),
      name,
      level,
      parent_id: parent && idOf(parent),
      // What is put under another organisation works under its pack.
      pack_id: key === top?.key && !draft.under ? pack.id : null,
      region,
      facts: { ...facts, ...(department && { department }) },
    })),
    people: people.map(({ id, name }) => ({ id, name })),
    accounts,
    memberships: people.map(({ id, role, organisation }) => ({
      id: randomUUID() as string,
      person_id: id,
      organisation_id: idOf(organisation),
      role,
    })),
  };
  return { rows, bureauId: idOf(top?.key ?? ''), passwords };
}
