import { type Condition, complete, completeAll, holds, measured } from './gates.ts';
import type { OrganisationFacts } from './lifecycle.ts';
import type { Policy, SlotRule } from './policy.ts';

/** What the organiser confirms about a contractor where its registration proves nothing. */
interface ContractorClaims {
  conditions: readonly string[];
  scope: readonly string[];
  ability: readonly string[];
  principles: readonly string[];
  /** Banned ways of deciding that were not gone. */
  avoided?: readonly string[];
  /** How earlier purchased projects were judged: 0 none or not passed, 1 passed, and so on upwards. */
  pastResult?: number;
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
  'rated-3a-or-above': { proves: true, fits: (facts) => facts.rating >= 3 },
  'party-organisation': { proves: true, fits: (facts) => facts.hasPartyOrganisation },
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
    measured(policy.rule('contractor.past-result'), claims.pastResult, 'pastResult'),
    holds(policy.rule('contractor.no-violation'), !facts.violationRecord, 'contractor', '该机构有违规记录'),
    ...completeAll(policy.rules('procurement.award-rule'), claims.principles, 'principles'),
    avoids(policy.rule('procurement.award-ban'), claims.avoided ?? []),
  ];
}

/** What speaks for a contractor where the pack gives priority: all items together do, each alone is shown. It excludes nobody. */
export function prioritiesOf(policy: Policy, facts: OrganisationFacts, ticked: readonly string[]): string[] {
  return shownIn(policy.rule('contractor.priority'), facts, ticked);
}

/** A ban is kept when the organiser says of every banned way that it was not gone. */
function avoids(rule: SlotRule<'prohibition'> | undefined, avoided: readonly string[]): Condition | undefined {
  const open = rule?.acts.filter(({ code }) => !avoided.includes(code)) ?? [];
  return holds(rule, open.length === 0, 'avoided', `${rule?.title}：须核实没有${open.map(({ label }) => label).join('、')}`);
}

/** A checklist of which registration data decide some items: a tick never outweighs what is registered. */
function evident(
  rule: SlotRule<'checklist'> | undefined,
  facts: OrganisationFacts,
  ticked: readonly string[],
  field: string,
): Condition | undefined {
  const condition = complete(rule, shownIn(rule, facts, ticked), field);
  return condition && { ...condition, code: 'policy.condition-unmet', received: ticked };
}

function shownIn(rule: SlotRule<'checklist'> | undefined, facts: OrganisationFacts, ticked: readonly string[]): string[] {
  const codes = rule?.items.map(({ code }) => code) ?? [];
  return codes.filter((code) => isShown(EVIDENCE[code], facts, ticked.includes(code)));
}

function isShown(evidence: Evidence | undefined, facts: OrganisationFacts, ticked: boolean): boolean {
  if (!evidence) return ticked;
  return evidence.fits(facts) && (evidence.proves || ticked);
}
