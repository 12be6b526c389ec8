import { z } from 'zod';
import type { PlainDate } from '../ids.ts';
import { type DeadlineWhen, PARTY_FUNCTIONS, TRIGGER_EVENTS } from '../pack.ts';
import { SLOTS, type SlotName } from '../slots.ts';

const isoDate = z.iso.date();
const plainDate = isoDate.transform((text) => text as PlainDate).describe('Calendar day, YYYY-MM-DD');
const count = z.int().min(0).max(10_000);
const text = z.string().trim().min(1).max(2_000);
const code = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

/** Names of slots as a pack may write them. */
const slotName = z.enum(Object.keys(SLOTS) as SlotName[]).describe('A slot of the table in domain/slots.ts');
const partyFunction = z.enum(PARTY_FUNCTIONS);
const triggerEvent = z.enum(TRIGGER_EVENTS);
const level = z.enum(['province', 'city', 'county', 'town', 'community', 'station', 'contractor', 'third-party']);

const term = z.strictObject({
  count: count.describe('How many units; 0 is the day of the event itself'),
  unit: z.enum(['working-day', 'day', 'month', 'year']).describe('Working days are those of the State Council calendar'),
});

/** A day of the year as MM-DD; 02-29 is no yearly day. */
const yearlyDay = z.string().refine((day) => isoDate.safeParse(`2001-${day}`).success, '必须是每年都有的日期，写作 MM-DD');

/** When something is due; one form out of eight. */
export const deadlineWhenSchema: z.ZodType<DeadlineWhen> = z.lazy(() =>
  z.union(
    [
      z.strictObject({
        after: triggerEvent.describe('Event that the term follows'),
        notBefore: plainDate.exactOptional().describe('An event before this day counts as on it'),
        term,
      }),
      z.strictObject({ before: triggerEvent.describe('Event that the term runs back from'), term }),
      z.strictObject({ by: plainDate.describe('Fixed date, until 24:00 of that day') }),
      z.strictObject({
        window: z
          .strictObject({ from: plainDate.describe('First day'), to: plainDate.describe('Last day') })
          .refine(({ from, to }) => from <= to, '起始日不能晚于截止日'),
      }),
      z.strictObject({ dayOfLastMonth: z.int().min(1).max(31).describe('Day of the last month'), of: triggerEvent }),
      z.strictObject({
        yearly: yearlyDay.describe('Day of each year, MM-DD'),
        rolls: z.boolean().exactOptional().describe('Moves to a working day'),
      }),
      z.strictObject({ periodDay: z.int().min(1).max(28).describe('Day of the month after the period') }),
      z.strictObject({ earliestOf: z.array(deadlineWhenSchema).min(2).describe('The earliest of these binds') }),
    ],
    '写法应为 after+term、before+term、by、window、dayOfLastMonth+of、yearly、periodDay 或 earliestOf 之一',
  ),
);

const item = z.strictObject({
  code: code.describe('Stable name, small letters and hyphens'),
  label: text.describe('Chinese words of the clause'),
});
const items = z
  .array(item)
  .min(1)
  .refine((list) => new Set(list.map((one) => one.code)).size === list.length, '清单中的 code 不能重复');

const dated = {
  owes: partyFunction.describe('Who owes it, by function'),
  to: z.array(partyFunction).min(1).exactOptional().describe('Who receives it, by function'),
  when: deadlineWhenSchema.exactOptional().describe('When it is due, as the clause says'),
  default: z
    .string()
    .regex(/^[QC]-\d+\/[a-z0-9-]+$/)
    .exactOptional()
    .describe('Default of ours that gives the day the clause does not give'),
};
const share = z.number().min(0).max(100);

const values = {
  deadline: {
    kind: z.literal('deadline'),
    ...dated,
    ifMissed: z.enum(['flag', 'breach', 'replace', 'dismissal-review']).exactOptional().describe('What follows when it is missed'),
  },
  recurring: {
    kind: z.literal('recurring'),
    ...dated,
    every: z.enum(['month', 'quarter', 'half-year', 'year']).describe('Length of a period'),
    times: z.int().min(1).max(52).exactOptional().describe('How often in one period, where more than once'),
    hours: z.number().positive().max(2_000).exactOptional().describe('Class hours in one period'),
  },
  threshold: {
    kind: z.literal('threshold'),
    operator: z.enum(['>=', '<=']).describe('A floor or a cap; both include the limit (Q-11)'),
    value: z.number().min(0).describe('The limit, in the unit'),
    unit: z
      .enum(['percent', 'yuan', 'person', 'year', 'month', 'square-metre', 'centimetre', 'hour', 'minute', 'grade', 'count'])
      .describe('Unit of the limit'),
    base: text.exactOptional().describe('What a percentage is taken of, or what is counted'),
    baseYear: z.enum(['current', 'previous']).exactOptional().describe('Year of the base'),
  },
  checklist: {
    kind: z.literal('checklist'),
    items: items.describe('What must be there, or what is permitted'),
    open: z.boolean().exactOptional().describe('The clause ends in 等: further items are possible'),
    atLeast: z.int().min(0).exactOptional().describe('So many of the items are enough; absent = all of them'),
  },
  flow: {
    kind: z.literal('flow'),
    steps: items.describe('Steps in order'),
    shares: z.array(share).exactOptional().describe('Per cent of each step; together 100'),
    cycleYears: z.int().min(1).max(10).exactOptional().describe('Years of a purchase cycle'),
    ranks: z.array(text).min(2).exactOptional().describe('Grades from the lowest to the highest'),
    pass: text.exactOptional().describe('Lowest grade that passes'),
    excellent: text.exactOptional().describe('Lowest grade that earns an award'),
    renews: z.boolean().exactOptional().describe('A pass renews the contract'),
    timesPerYear: z.int().min(1).max(12).exactOptional().describe('How often a year the flow runs'),
  },
  prohibition: { kind: z.literal('prohibition'), acts: items.describe('What must not be done') },
  role: {
    kind: z.literal('role'),
    function: partyFunction.describe('Function that is filled'),
    level: level.describe('Level of the organisation that fills it'),
    from: partyFunction.exactOptional().describe('The function of the organisation that it is taken from'),
    alsoLevels: z.array(level).min(1).exactOptional().describe('Further levels that may fill it'),
  },
  fact: { kind: z.literal('fact'), text: text.exactOptional().describe('Words to display') },
};

const sourceId = z
  .string()
  .regex(/^\d{3}$/)
  .describe('Source text, a file of policies/sources');
const basis = z.strictObject({
  source: sourceId,
  clause: text.describe('Clause label'),
  line: z.int().min(1).describe('Line of the source text'),
  quote: text.describe('Words of the clause, verbatim after normalisation'),
});

const example = z.strictObject({
  events: z.partialRecord(triggerEvent, plainDate).exactOptional().describe('Trigger events with their days'),
  due: plainDate.exactOptional().describe('The day that must come out'),
  strict: plainDate.exactOptional().describe('The day before rolling'),
  safe: plainDate.exactOptional().describe('The day that reminders aim at'),
  provisional: z.boolean().exactOptional().describe('Whether the date is provisional'),
  value: z.number().exactOptional().describe('Measured value of a threshold'),
  baseValue: z.number().exactOptional().describe('Base that a percentage is taken of'),
  passes: z.boolean().exactOptional().describe('Whether the value meets the threshold'),
});

const head = {
  id: z
    .string()
    .regex(/^[A-Z]{2,4}-\d{2,3}$/)
    .describe('Id of the rule, never renumbered'),
  title: text.describe('Chinese title'),
  tags: z
    .string()
    .regex(/^([ERCDH] )+[MPTOF]$/)
    .describe('Enforce, remind, compute, display, hold; then how binding'),
  basis,
  binding: z.enum(['mandatory', 'in-principle', 'target', 'optional', 'reported']).describe('How binding the wording is'),
  slot: slotName.exactOptional().describe('What the rule drives'),
  conditionOf: slotName.exactOptional().describe('The slot whose rule it completes'),
  awaits: z
    .strictObject({ slot: text.describe('Slot or subject to come'), reason: text.describe('Why it cannot be enforced yet') })
    .exactOptional(),
  inferred: z
    .array(z.string().regex(/^[QC]-\d+$/))
    .min(1)
    .exactOptional()
    .describe('Open points that decide values which the text does not say'),
  examples: z.array(example).min(1).exactOptional().describe('Worked examples; the pack does not load while one fails'),
};

const { deadline, recurring, threshold, checklist, flow, prohibition, role, fact } = values;
const slot = { slot: slotName };
const further = z.discriminatedUnion('kind', [
  z.strictObject({ ...slot, ...deadline }),
  z.strictObject({ ...slot, ...recurring }),
  z.strictObject({ ...slot, ...threshold }),
  z.strictObject({ ...slot, ...checklist }),
  z.strictObject({ ...slot, ...flow }),
  z.strictObject({ ...slot, ...prohibition }),
  z.strictObject({ ...slot, ...role }),
  z.strictObject({ ...slot, ...fact }),
]);
const also = { also: z.array(further).min(1).exactOptional().describe('Further slots that the same clause fills') };

/** One rule of a pack file. */
export const ruleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...head, ...also, ...deadline }),
  z.strictObject({ ...head, ...also, ...recurring }),
  z.strictObject({ ...head, ...also, ...threshold }),
  z.strictObject({ ...head, ...also, ...checklist }),
  z.strictObject({ ...head, ...also, ...flow }),
  z.strictObject({ ...head, ...also, ...prohibition }),
  z.strictObject({ ...head, ...also, ...role }),
  z.strictObject({ ...head, ...also, ...fact }),
]);

/** A pack as its file holds it; the loader adds the content hash. */
export const packFileSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z]{2,12}$/)
    .describe('Id of the pack, also the name of its file'),
  name: text.describe('Name of the jurisdiction'),
  version: z
    .string()
    .regex(/^[0-9]{1,4}(\.[0-9]{1,4}){0,2}$/)
    .describe('Published versions never change'),
  effectiveFrom: plainDate.describe('First day on which the pack applies'),
  region: z.enum(['CN', 'CN-64']).describe('Calendar region of the purchaser'),
  source: sourceId,
  scope: z.literal('project').exactOptional().describe('A single project, under which nothing is purchased; absent = a jurisdiction'),
  extends: z
    .string()
    .regex(/^[a-z]{2,12}$/)
    .exactOptional()
    .describe('The pack that this one tightens (Q-86)'),
  levels: z
    .array(z.strictObject({ level, name: text.describe('What the level is called here') }))
    .min(1)
    .describe('Levels from the top down'),
  rules: z.array(ruleSchema).describe('The rules, in the order of the text'),
});

/** A value of a default: a day (`when`) where a duty asks for one, anything in JSON where code asks for it by name. */
const defaultValue = z.unknown().superRefine((value, context) => {
  if (typeof value !== 'object' || value === null || !('when' in value)) return;
  const parsed = z.strictObject({ when: deadlineWhenSchema }).safeParse(value);
  for (const issue of parsed.error?.issues ?? []) context.addIssue({ code: 'custom', message: issue.message, path: issue.path });
});

/** The file of defaults: open points Q-nn and items C-n of the counting page. */
export const defaultsFileSchema = z.array(
  z.strictObject({
    id: z
      .string()
      .regex(/^(Q-\d{2}|C-\d)$/)
      .describe('Id of the open point'),
    title: text.describe('The question, in Chinese'),
    reason: text.describe('The answer and why'),
    replaceable: z.boolean().describe('A jurisdiction may replace it'),
    values: z.record(z.string().regex(/^[a-z][A-Za-z0-9-]*$/), defaultValue).describe('Values by name'),
  }),
);
