import type { z } from 'zod';
import { FUNCTION_NAMES } from '../../domain/access.ts';
import { type Assumptions, type ForecastDate, forecast } from '../../domain/forecast.ts';
import type { PlainDate } from '../../domain/ids.ts';
import { PARTY_FUNCTIONS } from '../../domain/pack.ts';
import type { Policy } from '../../domain/policy.ts';
import type { PreviewAnswer } from '../../domain/schema/api/command.ts';
import type { PreparedOpening } from '../openings.ts';
import { calendarOf, type Services } from '../services.ts';
import { explain } from './duty.ts';
import { whenInWords } from './when.ts';
import { EVENT_NAMES } from './words.ts';

/** What the clerk has filled in so far. */
interface Draft {
  planYear: number;
  programmeStartsOn?: PlainDate;
  assumed?: Assumptions;
}

/** What a purchase cycle would set in motion: who takes part, and every date with its explanation. */
export function presentPreview(
  { parties, policy, opening, nodes }: PreparedOpening,
  { planYear, programmeStartsOn, assumed = {} }: Draft,
  services: Services,
): z.infer<typeof PreviewAnswer> {
  const names = new Map<string, string>(nodes.map(({ id, name }) => [id, name]));
  const dates = forecast({ planYear, programmeStartsOn, assumptions: assumed }, policy, calendarOf(services, opening.region));
  return {
    parties: PARTY_FUNCTIONS.flatMap((name) => {
      const organisationId = parties[name];
      return organisationId ? [{ label: FUNCTION_NAMES[name], value: names.get(organisationId) ?? '', organisationId }] : [];
    }),
    dates: dates.map((date) => presentDate(date, policy, names.get(parties[date.duty.owes] ?? ''))),
  };
}

function presentDate(
  { duty, when, assumed }: ForecastDate,
  policy: Policy,
  owesName: string | undefined,
): z.infer<typeof PreviewAnswer>['dates'][number] {
  const { slot, label, owes, due, trigger, ruleId = null, defaultId = null } = duty;
  return {
    label,
    slot,
    owes,
    owesName: owesName ?? FUNCTION_NAMES[owes],
    ruleId,
    when: when ? whenInWords(when) : '合同约定的日期',
    due: due?.due ?? null,
    safe: due?.safe ?? null,
    strict: due?.strict ?? null,
    provisional: due?.provisional ?? false,
    assumed,
    trigger: trigger ? { ...trigger, eventName: EVENT_NAMES[trigger.event] } : null,
    ...explain({ slot, ruleId, defaultId, calendarVersion: due?.calendarVersion ?? null, trace: due?.trace ?? null }, policy),
  };
}
