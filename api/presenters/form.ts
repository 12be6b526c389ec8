import type { z } from 'zod';
import type { ProcessKind } from '../../domain/ids.ts';
import type { Policy } from '../../domain/policy.ts';
import { LIFECYCLES } from '../../domain/registry.ts';
import type { FormAnswer } from '../../domain/schema/api/command.ts';
import type { JsonSchema } from '../command-schemas.ts';
import type { ProcessWhole } from '../queries/processes.ts';
import { choiceName } from './choices.ts';
import { itemsIn } from './fields.ts';
import { periodsOf } from './periods.ts';

/** One value that a field may take, with its name. */
export interface Choice {
  value: string;
  label: string;
}

/** What a form is made of: the schema of the body, what the pack lists for it, and values that are known already. */
export function presentForm(
  kind: ProcessKind,
  command: string,
  schema: JsonSchema,
  policy: Policy,
  process: ProcessWhole | undefined,
  stations: readonly Choice[] = [],
): z.infer<typeof FormAnswer> {
  const rule = LIFECYCLES[kind].commands[command];
  const fields = schema.properties ?? {};
  const slots = slotsIn(schema);
  const periods = process && fields['period'] ? periodsOf(process, command, policy) : [];
  const [firstPeriod] = periods;
  return {
    command,
    label: rule?.label ?? command,
    effect: rule?.effect ?? '',
    schema,
    checklists: Object.fromEntries(slots.map((slot) => [slot, itemsIn(slot, policy).map(({ code, label }) => ({ code, label }))])),
    defaults: {
      ...rowsPerStation(fields, stations),
      ...(process && defaultsOf(fields, process)),
      ...(firstPeriod && { period: firstPeriod.value }),
    },
    options: {
      ...optionsOf(fields, policy),
      ...(stations.length > 0 && { station: [...stations], stationPlans: [...stations] }),
      ...(firstPeriod && { period: periods }),
    },
  };
}

/** A field that the process knows already is filled in, so that nobody types it twice. */
function defaultsOf(fields: Record<string, JsonSchema>, { folded }: ProcessWhole): Record<string, unknown> {
  const known = Object.keys(fields).map((name) => [name, Reflect.get(folded.own, name)] as const);
  return Object.fromEntries(known.filter(([, value]) => value !== undefined && value !== null));
}

/** A list with one row a station has all its rows from the start. */
function rowsPerStation(fields: Record<string, JsonSchema>, stations: readonly Choice[]): Record<string, unknown> {
  const lists = Object.entries(fields).filter(([name, { items }]) => name !== 'stations' && items?.properties?.['station']);
  return Object.fromEntries(lists.map(([name]) => [name, stations.map(({ value }) => ({ station: value }))]));
}

/** The choices of each field that has some: the codes of the schema, or the grades of the pack. */
function optionsOf(fields: Record<string, JsonSchema>, policy: Policy): Record<string, Choice[]> {
  const options: Record<string, Choice[]> = {};
  for (const [name, field] of Object.entries(fields)) {
    const codes = field.enum ?? field.anyOf?.find((one) => one.enum)?.enum;
    if (codes) options[name] = codes.map(String).map((value) => ({ value, label: choiceName(value) ?? value }));
    else if (name === 'grade') options[name] = gradesOf(policy);
  }
  return options;
}

/** The grades of the pack from the highest to the lowest; none where the texts are silent. */
function gradesOf(policy: Policy): Choice[] {
  const ranks = policy.rule('evaluation.grades')?.ranks ?? [];
  return ranks.toReversed().map((rank) => ({ value: rank, label: rank }));
}

function slotsIn(schema: JsonSchema): string[] {
  const found = new Set<string>();
  const open: JsonSchema[] = [schema];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.slot) found.add(next.slot);
    open.push(...Object.values(next.properties ?? {}), ...(next.items ? [next.items] : []), ...(next.anyOf ?? []));
  }
  return [...found];
}
