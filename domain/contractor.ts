import { type Condition, complete, completeAll, holds, measured } from './gates.ts';
import type { OrganisationFacts } from './lifecycle.ts';
import type { Policy, SlotRule } from './policy.ts';

/** What the organiser confirms about a contractor where its registration proves nothing. */
interface ContractorClaims {
  conditions: readonly string[];
  scope: readonly string[];
  ability: readonly string[];
  principles: readonly string[];
  noLocalContractor?: boolean;
}

interface Evidence {
  fits(facts: OrganisationFacts): boolean;
  /** Registration alone proves it; otherwise it only rules out, and the organiser confirms the rest. */
  proves: boolean;
}

/** Items of the contractor checklists that registration data speak to, by their code; all others the organiser confirms. */
const EVIDENCE: Record<string, Evidence> = {
  'registered-with-civil-affairs': { proves: true, fits: (facts) => facts.registeredWithCivilAffairs },
  'registered-social-organisation': {
    proves: true,
    fits: (facts) => facts.kind === 'social-organisation' && facts.registeredWithCivilAffairs,
  },
  'exempted-social-organisation': { proves: false, fits: (facts) => facts.kind === 'social-organisation' },
  'public-institution-class-two': { proves: false, fits: (facts) => facts.kind === 'public-institution' },
  'public-institution-productive': { proves: false, fits: (facts) => facts.kind === 'public-institution' },
  'enterprise-or-agency': { proves: true, fits: (facts) => facts.kind === 'enterprise' },
  'social-work-in-scope': { proves: true, fits: (facts) => facts.scopeIncludesSocialWork },
};

/** The conditions that the pack puts on a contractor and on the choice of one; slots that are empty put none. */
export function contractorConditions(policy: Policy, facts: OrganisationFacts, claims: ContractorClaims): (Condition | undefined)[] {
  const outside = facts.local ? undefined : policy.rule('contractor.outside');
  return [
    evident(policy.rule('contractor.kind'), facts, claims.conditions, 'conditions'),
    evident(policy.rule('contractor.scope'), facts, claims.scope, 'scope'),
    complete(policy.rule('contractor.ability'), claims.ability, 'ability'),
    measured(outside, facts.rating, 'contractor'),
    holds(outside, claims.noLocalContractor === true, 'noLocalContractor', '从外地引进机构，须确认本地没有合适的承接主体'),
    holds(policy.rule('contractor.no-violation'), !facts.violationRecord, 'contractor', '该机构有违规记录'),
    ...completeAll(policy.rules('procurement.award-rule'), claims.principles, 'principles'),
  ];
}

/** A checklist of which registration data decide some items: a tick never outweighs what is registered. */
function evident(
  rule: SlotRule<'checklist'> | undefined,
  facts: OrganisationFacts,
  ticked: readonly string[],
  field: string,
): Condition | undefined {
  const shown = rule?.items.map(({ code }) => code).filter((code) => isShown(EVIDENCE[code], facts, ticked.includes(code)));
  const condition = complete(rule, shown ?? [], field);
  return condition && { ...condition, code: 'policy.condition-unmet', received: ticked };
}

function isShown(evidence: Evidence | undefined, facts: OrganisationFacts, ticked: boolean): boolean {
  if (!evidence) return ticked;
  return evidence.fits(facts) && (evidence.proves || ticked);
}
