import { z } from 'zod';
import type { Policy } from '../../domain/policy.ts';
import type { SlotName } from '../../domain/slots.ts';
import { addDays } from '../../domain/time.ts';
import { day } from './lifecycle.ts';

/** Gives one choice after the other out of a list of numbers; the same list gives the same choices. */
export class Tape {
  private readonly numbers: readonly number[];
  private at = 0;

  constructor(numbers: readonly number[]) {
    this.numbers = numbers;
  }

  get ended(): boolean {
    return this.at >= this.numbers.length;
  }

  below(limit: number): number {
    const number = this.numbers[this.at] ?? 0;
    this.at += 1;
    return limit === 0 ? 0 : number % limit;
  }

  pick<T>(list: readonly T[]): T | undefined {
    return list[this.below(list.length)];
  }
}

interface Described {
  type?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Described[];
  properties?: Record<string, Described>;
  required?: string[];
  items?: Described;
  propertyNames?: Described;
  minimum?: number;
  minItems?: number;
  multipleOf?: number;
  slot?: SlotName;
  widget?: string;
  title?: string;
}

/** What bodies are made from: the pack whose checklists are ticked, the day, and the ids that occur in the process. */
export interface Surroundings {
  policy: Policy;
  today: string;
  ids: readonly string[];
}

const described = new Map<z.ZodType, Described>();

/** A body that the schema accepts, or nearly always: mostly complete checklists, days around today, ids that occur. */
export function bodyFor(schema: z.ZodType, tape: Tape, around: Surroundings): unknown {
  const known = described.get(schema) ?? (z.toJSONSchema(schema, { io: 'input' }) as Described);
  described.set(schema, known);
  return value(known, tape, around);
}

function value(of: Described, tape: Tape, around: Surroundings): unknown {
  if (of.const !== undefined) return of.const;
  if (of.enum) return tape.pick(of.enum);
  if (of.anyOf) return value(tape.pick(of.anyOf) ?? {}, tape, around);
  switch (of.type) {
    case 'object':
      return of.propertyNames ? parties(tape, around) : fields(of, tape, around);
    case 'array':
      return list(of, tape, around);
    case 'integer':
      return (of.minimum ?? 0) + tape.below(3);
    case 'number':
      return tape.below(200);
    case 'boolean':
      return tape.below(4) > 0;
    case 'null':
      return null;
    default:
      return text(of, tape, around);
  }
}

function fields(of: Described, tape: Tape, around: Surroundings): object {
  const entries = Object.entries(of.properties ?? {});
  const chosen = entries.filter(([name]) => of.required?.includes(name) || tape.below(2) > 0);
  return Object.fromEntries(chosen.map(([name, field]) => [name, value(field, tape, around)]));
}

function list(of: Described, tape: Tape, around: Surroundings): unknown[] {
  if (of.slot) {
    const items = itemsOf(around.policy, of.slot);
    return tape.below(5) > 0 ? items : items.filter(() => tape.below(2) > 0);
  }
  const length = Math.max(of.minItems ?? 0, tape.below(3));
  const made = Array.from({ length }, () => value(of.items ?? {}, tape, around));
  return [...new Map(made.map((one) => [JSON.stringify(one), one])).values()];
}

/** The codes of a slot: items of its checklists, steps of its flow, acts of its prohibition. */
function itemsOf(policy: Policy, slot: SlotName): string[] {
  const rules = policy.rules(slot);
  return rules.flatMap((rule) => {
    if (rule.kind === 'checklist') return rule.items.map(({ code }) => code);
    if (rule.kind === 'flow') return rule.steps.map(({ code }) => code);
    return rule.kind === 'prohibition' ? rule.acts.map(({ code }) => code) : [];
  });
}

function text(of: Described, tape: Tape, around: Surroundings): string {
  if (of.format === 'date') return addDays(day(around.today), [0, 0, 0, -1, -3, -30, 1, 5, 200, 364, 400][tape.below(11)] ?? 0);
  if (of.slot) return tape.pick(itemsOf(around.policy, of.slot)) ?? 'none';
  if (of.widget === 'organisation' || of.widget === 'worker' || of.widget === 'hidden') return tape.pick(around.ids) ?? 'nobody';
  if (of.title === '等次') return tape.pick(['合格', '不合格', '优秀', '良好']) ?? '合格';
  if (of.title === '报告期') return tape.pick(['mid-term', 'final', '2026-03-31', '2026-06-30', around.today]) ?? 'final';
  return of.title === '个案编号' ? 'case-001' : '说明';
}

function parties(tape: Tape, around: Surroundings): object {
  const filled = {
    purchaser: 'county',
    signatory: 'county',
    organiser: 'county',
    superior: 'city',
    evaluator: 'county',
    sender: 'station-a',
    receiver: 'agency',
  };
  return tape.below(8) > 0
    ? { ...filled, contractor: 'agency', town: 'town-a', station: 'station-a' }
    : { ...filled, purchaser: around.ids[0] };
}
