import type { Command, Context, Lifecycle, OrganisationFacts, ProcessState, WorkerFacts } from '../../domain/lifecycle.ts';
import type { Statements } from '../../prisma/client.ts';

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
  database: Statements,
  lifecycle: Lifecycle,
  command: Command,
  state: ProcessState | undefined,
): Promise<Context['facts']> {
  const needs = lifecycle.needs?.(command, state) ?? {};
  const facts: Context['facts'] = { organisations: {}, workers: {} };
  if (needs.organisations?.length) {
    const rows = await database.$queryRaw<(Pick<OrganisationFacts, 'id' | 'level'> & { facts: Partial<typeof NO_FACTS> })[]>`
      SELECT id, level, facts FROM organisation WHERE id = ANY (${needs.organisations})`;
    for (const { id, level, facts: known } of rows) facts.organisations[id] = { ...NO_FACTS, ...known, id, level };
  }
  if (needs.workers?.length) {
    const rows = await database.$queryRaw<WorkerFacts[]>`
      SELECT person_id AS id, employer_id AS "employerId", birth_date AS "birthDate", labour_contract_on AS "labourContractOn",
        first_day_in_post AS "firstDayInPost", education, social_work_degree AS "socialWorkDegree", certificate_on AS "certificateOn",
        training_hours AS "trainingHours", certification_id AS "certificationId"
      FROM worker WHERE person_id = ANY (${needs.workers})`;
    for (const row of rows) facts.workers[row.id] = row;
  }
  return facts;
}
