import type { Command, Context, Lifecycle, OrganisationFacts, ProcessState, WorkerFacts } from '../../domain/lifecycle.ts';
import type { Database } from '../../prisma/client.ts';

const NO_FACTS: Omit<OrganisationFacts, 'id' | 'level'> = {
  registeredWithCivilAffairs: false,
  scopeIncludesSocialWork: false,
  local: false,
  rating: 0,
  hasPartyOrganisation: false,
  violationRecord: false,
  kind: 'other',
};

/** Loads the facts that the lifecycle asks for this command; most ask for none and cost no statement. */
export async function loadFacts(
  database: Database,
  lifecycle: Lifecycle,
  command: Command,
  state: ProcessState | undefined,
): Promise<Context['facts']> {
  const needs = lifecycle.needs?.(command, state) ?? {};
  const facts: Context['facts'] = { organisations: {}, workers: {} };
  if (needs.organisations?.length) {
    const rows = await database.organisation.findMany({
      where: { id: { in: needs.organisations } },
      select: { id: true, level: true, facts: true },
    });
    for (const row of rows) {
      facts.organisations[row.id] = {
        ...NO_FACTS,
        ...(row.facts as Partial<OrganisationFacts>),
        id: row.id as OrganisationFacts['id'],
        level: row.level,
      };
    }
  }
  if (needs.workers?.length) {
    const rows = await database.worker.findMany({ where: { personId: { in: needs.workers } } });
    for (const { personId, stationId, ...row } of rows) facts.workers[personId] = { ...row, id: personId } as WorkerFacts;
  }
  return facts;
}
