import type { PlainDate } from './ids.ts';
import type { SlotName } from './slots.ts';

/** What an organisation is to a process, whatever its name or level; packs and lifecycles speak of functions only. */
export const PARTY_FUNCTIONS = [
  'purchaser',
  'signatory',
  'organiser',
  'contractor',
  'town',
  'superior',
  'upper',
  'evaluator',
  'finance',
  'station',
  'sender',
  'receiver',
] as const;
/** One of {@link PARTY_FUNCTIONS}: purchaser 购买主体, signatory 签约方, organiser 采购组织方, contractor 承接机构, superior 上级民政部门, upper 省级民政部门, … */
export type PartyFunction = (typeof PARTY_FUNCTIONS)[number];

/** The events that terms count from (DESIGN 5); a pack names no others. */
export const TRIGGER_EVENTS = [
  'award-notice-issued',
  'agreement-signed',
  'agreement-effective',
  'contract-ends',
  'cycle-starts',
  'project-starts',
  'first-day-in-post',
  'recruited',
  'mid-term-passed',
  'final-passed',
  'payment-applied',
  'period-ended',
  'plan-year-starts',
  'plan-submitted',
  'drift-found',
  'correction-ordered',
  'complaint-received',
  'referral-requested',
  'employment-starts',
  'year-starts',
  'half-way-reached',
  'result-confirmed',
  'result-told',
  'referral-accepted',
  'final-report-submitted',
  'vacancy-arose',
  'report-returned',
  'programme-starts',
  'subsidy-received',
  'service-given',
] as const;
/** One of {@link TRIGGER_EVENTS}. */
export type TriggerEvent = (typeof TRIGGER_EVENTS)[number];

/** How binding the clause is: must, in principle (an override with reason is possible), target, optional, or a fact reported in a news text. */
export type Binding = 'mandatory' | 'in-principle' | 'target' | 'optional' | 'reported';

/** Where a rule stands: source text, clause, line of the source text and the quoted words. */
export interface Basis {
  source: string;
  clause: string;
  line: number;
  quote: string;
}

/** A number of working days, natural days, months or years. */
export interface TermLength {
  count: number;
  unit: 'working-day' | 'day' | 'month' | 'year';
}

/** When something is due; `policy/counting.md` C-1 tells which of these roll to a working day. */
export type DeadlineWhen =
  /** `notBefore`: an event before this day counts as on it. */
  | { after: TriggerEvent; notBefore?: PlainDate; term: TermLength }
  | { before: TriggerEvent; term: TermLength }
  | { by: PlainDate }
  | { window: { from: PlainDate; to: PlainDate } }
  | { dayOfLastMonth: number; of: TriggerEvent }
  | { yearly: string; rolls?: boolean }
  | { periodDay: number }
  | { earliestOf: DeadlineWhen[] };

/** How often a recurring duty comes. */
export type Interval = 'month' | 'quarter' | 'half-year' | 'year';

/** One thing that must be there: a document, a clause, a piece of equipment, a system 制度. */
export interface ChecklistItem {
  code: string;
  label: string;
}

/** The values of a rule, by its kind (DESIGN 5). */
export type RuleValues =
  | {
      kind: 'deadline';
      owes: PartyFunction;
      to?: PartyFunction[];
      when?: DeadlineWhen;
      default?: string;
      ifMissed?: 'flag' | 'breach' | 'replace' | 'dismissal-review';
    }
  | {
      kind: 'recurring';
      owes: PartyFunction;
      to?: PartyFunction[];
      every: Interval;
      times?: number;
      when?: DeadlineWhen;
      default?: string;
      hours?: number;
    }
  | {
      kind: 'threshold';
      operator: '>=' | '<=';
      value: number;
      unit: 'percent' | 'yuan' | 'person' | 'year' | 'month' | 'square-metre' | 'centimetre' | 'hour' | 'minute' | 'grade' | 'count';
      base?: string;
      baseYear?: 'current' | 'previous';
    }
  | { kind: 'checklist'; items: ChecklistItem[]; open?: boolean; atLeast?: number }
  | {
      kind: 'flow';
      steps: ChecklistItem[];
      shares?: number[];
      cycleYears?: number;
      ranks?: string[];
      pass?: string;
      excellent?: string;
      renews?: boolean;
      timesPerYear?: number;
    }
  | { kind: 'prohibition'; acts: ChecklistItem[] }
  | { kind: 'role'; function: PartyFunction; level: OrganisationLevel; from?: PartyFunction; alsoLevels?: OrganisationLevel[] }
  | { kind: 'fact'; text?: string };

/** The kinds of rule. */
export type RuleKind = RuleValues['kind'];

/** Where an organisation stands in the tree; a pack says which level fills which function. */
export type OrganisationLevel = 'province' | 'city' | 'county' | 'town' | 'community' | 'station' | 'contractor' | 'third-party';

/** One rule of a pack. `slot` says what it drives; `conditionOf` ties it to the slot whose rule it completes; neither = held and displayed only. */
export type Rule = {
  id: string;
  title: string;
  tags: string;
  basis: Basis;
  binding: Binding;
  slot?: SlotName;
  conditionOf?: SlotName;
  /** The slot it will fill when its lifecycle exists, with the reason why it cannot be enforced yet. */
  awaits?: { slot: string; reason: string };
  /** Further slots that the same clause fills. */
  also?: ({ slot: SlotName } & RuleValues)[];
  /** Values that the text does not say and Lüyue infers, with the open point that decides them. */
  inferred?: string[];
  examples?: RuleExample[];
} & RuleValues;

/** A worked example: trigger events and the due date (or the verdict of a threshold) that must come out. */
export interface RuleExample {
  events?: Partial<Record<TriggerEvent, PlainDate>>;
  due?: PlainDate;
  strict?: PlainDate;
  safe?: PlainDate;
  provisional?: boolean;
  value?: number;
  baseValue?: number;
  passes?: boolean;
}

/** One default of ours for a silence of the texts: an open point Q-nn or an item C-n of the counting page, with its reason. */
export interface DefaultEntry {
  id: string;
  title: string;
  reason: string;
  replaceable: boolean;
  values: Record<string, unknown>;
}

/** One policy system, as loaded: checked, inherited, with its examples passed. */
export interface Pack {
  id: string;
  name: string;
  version: string;
  effectiveFrom: PlainDate;
  region: 'CN' | 'CN-64';
  contentHash: string;
  source: string;
  /** A single project of the texts, no jurisdiction: read and shown, but nothing is purchased under it. */
  scope?: 'project';
  extends?: string;
  levels: { level: OrganisationLevel; name: string }[];
  rules: Rule[];
}

/** Whether purchases run under the pack: it speaks for a jurisdiction, not for one project. */
export function isJurisdiction(pack: Pick<Pack, 'scope'>): boolean {
  return pack.scope !== 'project';
}
