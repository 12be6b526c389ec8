import type { z } from 'zod';
import { whyNot } from '../../domain/access.ts';
import type { Calendar } from '../../domain/calendar.ts';
import { type ResolvedDuty, resolveDuty } from '../../domain/duty.ts';
import type { CommandId, Instant, OrganisationId, PersonId, PlainDate, ProcessId } from '../../domain/ids.ts';
import {
  type Actor,
  type Context,
  type DutyFellDue,
  type Envelope,
  type Folded,
  type FollowUp,
  fold,
  isRefusal,
  type Lifecycle,
  type MemberRole,
  type Needs,
  type OrganisationFacts,
  type Parties,
  type ProcessEvent,
  type ProcessState,
  type Refusal,
  SYSTEM,
  type WorkerFacts,
} from '../../domain/lifecycle.ts';
import type { Pack, Rule, RuleValues } from '../../domain/pack.ts';
import { type Policy, policyOf } from '../../domain/policy.ts';
import type { SlotName } from '../../domain/slots.ts';
import { loadCalendars } from '../../policies/calendars.ts';
import { readPacks } from '../../policies/load.ts';

/** All packs, read once for a test file. */
const PACKS = readPacks();

/** The calendar of all lifecycle tests: the national notices as published. */
export const CALENDAR: Calendar = loadCalendars().calendarFor('CN');

const organisation = (id: string) => id as OrganisationId;
const person = (id: string) => id as PersonId;

/** A date of a test, written as text. */
export const day = (text: string) => text as PlainDate;
/** A process id of a test, written as text. */
export const processId = (text: string) => text as ProcessId;

/** One organisation for each function, as the server would fill them in. */
export const PARTIES = {
  purchaser: organisation('county'),
  signatory: organisation('county'),
  organiser: organisation('county'),
  contractor: organisation('agency'),
  town: organisation('town-a'),
  station: organisation('station-a'),
  superior: organisation('city'),
  upper: organisation('province'),
  evaluator: organisation('county'),
} as const satisfies Parties;

/** The stations of the test road with their towns. */
export const STATIONS = [
  { station: organisation('station-a'), town: organisation('town-a') },
  { station: organisation('station-b'), town: organisation('town-b') },
];

/** A member of an organisation; two calls with one person id are the same person. */
export function actor(organisationId: string, role: MemberRole, personId = `${organisationId}-${role}`): Actor {
  return { role, personId: person(personId), organisationId: organisation(organisationId) };
}

/** The people of the tests; ids only, as everywhere. */
export const PEOPLE = {
  clerk: actor('county', 'clerk'),
  head: actor('county', 'head'),
  viewer: actor('county', 'viewer'),
  agency: actor('agency', 'clerk'),
  agencyHead: actor('agency', 'head'),
  town: actor('town-a', 'clerk'),
  city: actor('city', 'clerk'),
  cityHead: actor('city', 'head'),
  province: actor('province', 'clerk'),
  stranger: actor('other-county', 'head'),
  system: SYSTEM,
} as const;

/** Facts of a contractor that every pack accepts; a test changes what it is about. */
export function organisationFacts(id: string, changes: Partial<OrganisationFacts> = {}): OrganisationFacts {
  return {
    id: organisation(id),
    level: 'contractor',
    registeredWithCivilAffairs: true,
    scopeIncludesSocialWork: true,
    local: true,
    rating: 3,
    hasPartyOrganisation: true,
    violationRecord: false,
    kind: 'social-organisation',
    ...changes,
  };
}

/** Facts of a worker that every pack accepts; a test changes what it is about. */
export function workerFacts(id: string, changes: Partial<WorkerFacts> = {}): WorkerFacts {
  return {
    id: person(id),
    employerId: organisation('agency'),
    birthDate: day('1995-06-15'),
    labourContractOn: day('2026-03-01'),
    firstDayInPost: null,
    education: 3,
    socialWorkDegree: false,
    certificateOn: null,
    trainingHours: 0,
    certificationId: null,
    ...changes,
  };
}

/** A rule for a small policy: its values and, unless mandatory, how binding it is. */
export type SmallRule = Exclude<RuleValues, { kind: 'role' }> & { binding?: Rule['binding'] };

/** A policy with just these slots filled, on the real defaults; rules are numbered in order, `TT-01` and so on. */
export function smallPolicy(slots: Partial<Record<SlotName, SmallRule | SmallRule[]>>): Policy {
  const filled = Object.entries(slots).flatMap(([slot, rules]) => [rules].flat().map((rule) => ({ slot: slot as SlotName, rule })));
  const rules = filled.map(({ slot, rule }, index): Rule => {
    const { binding = 'mandatory', ...values } = rule;
    const id = `TT-${String(index + 1).padStart(2, '0')}`;
    return { id, title: slot, tags: 'E M', basis: { source: '000', clause: '一', line: 1, quote: slot }, binding, slot, ...values };
  });
  const pack: Pack = {
    id: 'tt',
    name: '测试县',
    version: '1',
    effectiveFrom: day('2020-01-01'),
    region: 'CN',
    contentHash: 'none',
    source: '000',
    levels: [],
    rules,
  };
  return policyOf(pack, PACKS.defaults);
}

/** The policy of a real pack; throws if it does not stand. */
export function realPolicy(packId: string): Policy {
  return PACKS.policy(packId);
}

/** A checklist rule of these items. */
export function checklist(...codes: string[]): Extract<RuleValues, { kind: 'checklist' }> {
  return { kind: 'checklist', items: codes.map((code) => ({ code, label: `条目${code}` })) };
}

/** What one command came to. */
export interface Outcome {
  /** The refusal; absent if the command was accepted. */
  refusal?: Refusal;
  /** The code of the refusal, or `accepted`. */
  answer: string;
  events: ProcessEvent[];
  followUps: FollowUp[];
}

/** One step of a play: who gives which command with which body on which day. */
export interface Step {
  command: string;
  body?: object;
  by?: Actor;
  on: string;
}

/** What surrounds a play. */
export interface Stage {
  policy: Policy;
  schemas: Record<string, z.ZodType>;
  /** The id of the process; `this` for one that is played alone. */
  id?: string;
  organisations?: OrganisationFacts[];
  workers?: WorkerFacts[];
}

/** One process of one lifecycle, played without a database: the gate, `decide`, `evolve`, `followUps` and `onDue` in the kit's order. */
export class Play<State extends ProcessState> {
  readonly lifecycle: Lifecycle;
  readonly around: Stage;
  readonly journal: { event: ProcessEvent; envelope: Envelope }[] = [];
  readonly followUps: FollowUp[] = [];
  folded: Folded<State> | undefined;
  private commands = 0;

  constructor(lifecycle: Lifecycle<State>, around: Stage) {
    this.lifecycle = lifecycle as Lifecycle;
    this.around = around;
  }

  /** The lifecycle's own state; throws before the opening. */
  get state(): State {
    if (!this.folded) throw new Error('not opened');
    return this.folded.own;
  }

  /** Gives one command; a body that its schema refuses is answered with `request.invalid`. */
  give({ command, body = {}, by = SYSTEM, on }: Step): Outcome {
    const schema = this.around.schemas[command];
    const parsed = schema ? schema.safeParse(body) : undefined;
    if (parsed && !parsed.success) return refused({ refused: 'request.invalid', detail: parsed.error.message });
    const given = parsed ? parsed.data : body;
    const gate = whyNot(
      this.lifecycle,
      this.folded,
      command,
      by,
      this.folded?.own.parties ?? (body as { parties?: Parties }).parties ?? {},
    );
    if (gate) return refused(gate);
    const asked = { name: command, body: given };
    const context = this.context(by, on, this.lifecycle.needs?.(asked, this.folded?.own));
    const decision = this.lifecycle.decide(this.folded?.own, asked, context);
    return isRefusal(decision) ? refused(decision) : this.record(decision, command, context);
  }

  /** Gives a command that must be accepted. */
  must(step: Step): Outcome {
    const outcome = this.give(step);
    if (outcome.refusal) throw new Error(`${step.command}: ${outcome.refusal.refused} ${outcome.refusal.detail}`);
    return outcome;
  }

  /** Lets a duty fall due unmet on a day. */
  fallDue(key: string, on: string): Outcome {
    const context = this.context(SYSTEM, on);
    const fell: DutyFellDue = { type: 'duty-fell-due', key };
    this.record([fell], 'fall-due', context);
    return this.record(this.lifecycle.onDue(this.state, key, context), 'fall-due', context);
  }

  /** What is owed now, dated. */
  duties(): ResolvedDuty[] {
    const { policy } = this.around;
    const openedOn = this.folded?.kit.openedOn;
    return this.lifecycle.duties(this.state, policy).flatMap((claim) => resolveDuty(claim, policy, CALENDAR, openedOn) ?? []);
  }

  /** One duty by its key. */
  duty(key: string): ResolvedDuty | undefined {
    return this.duties().find((one) => one.key === key);
  }

  /** The state folded anew from the journal; equal to `folded`, whatever happened. */
  refold(): Folded | undefined {
    return this.journal.reduce<Folded | undefined>((state, { event, envelope }) => fold(this.lifecycle, state, event, envelope), undefined);
  }

  /** What surrounds one command; of the facts only those that the lifecycle says it needs, as the kit loads them. */
  private context(by: Actor, on: string, needs: Needs = {}): Context {
    this.commands += 1;
    const own = this.around.id ?? 'this';
    const prefix = this.around.id ? `${own}.` : '';
    const needed = <T extends { id: string }>(facts: T[] = [], ids: string[] = []) =>
      Object.fromEntries(facts.filter((one) => ids.includes(one.id)).map((one) => [one.id, one]));
    return {
      now: `${on}T02:00:00.000Z` as Instant,
      today: day(on),
      actor: by,
      policy: this.around.policy,
      calendar: CALENDAR,
      processId: processId(own),
      newProcessId: (label) => processId(`${prefix}c${this.commands}:${label}`),
      facts: { organisations: needed(this.around.organisations, needs.organisations), workers: needed(this.around.workers, needs.workers) },
    };
  }

  private record(events: ProcessEvent[], command: string, context: Context): Outcome {
    const followUps: FollowUp[] = [];
    for (const event of events) {
      const envelope: Envelope = {
        revision: this.journal.length + 1,
        commandId: `c${this.commands}` as CommandId,
        command,
        personId: context.actor.personId,
        on: context.today,
      };
      this.journal.push({ event, envelope });
      this.folded = fold(this.lifecycle, this.folded, event, envelope) as Folded<State>;
      if (event.type !== 'duty-fell-due') followUps.push(...this.lifecycle.followUps(event, this.folded.own, context));
    }
    this.followUps.push(...followUps);
    return { answer: 'accepted', events, followUps };
  }
}

/** Plays these steps, all of which must be accepted, and hands over the process as it then stands. */
export function play<State extends ProcessState>(lifecycle: Lifecycle<State>, around: Stage, steps: Step[]): Play<State> {
  const played = new Play(lifecycle, around);
  for (const step of steps) played.must(step);
  return played;
}

function refused(refusal: Refusal): Outcome {
  return { refusal, answer: refusal.refused, events: [], followUps: [] };
}
