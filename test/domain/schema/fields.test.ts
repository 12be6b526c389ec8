import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import {
  checklistField,
  DocumentsField,
  EarlierDateField,
  LineField,
  MoneyField,
  OrganisationIdField,
  PartiesField,
  PlainDateField,
  StationsField,
  TextField,
} from '../../../domain/schema/fields.ts';
import { COMMAND_SCHEMAS } from '../../../domain/schema/registry.ts';
import { SLOTS } from '../../../domain/slots.ts';

const accepts = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;

describe('what a database cannot hold or a clerk cannot mean is refused', () => {
  test('text: empty, too long, with NUL, with half a surrogate pair, with a control character', () => {
    for (const text of ['', '   ', 'a\u0000b', 'a\ud800b', 'a\u0007b', 'x'.repeat(2001)]) expect(accepts(TextField, text)).toBe(false);
    for (const text of ['x', '两行\n文字', '😀', 'x'.repeat(2000)]) expect(accepts(TextField, text)).toBe(true);
    expect(TextField.parse('  留空格  ')).toBe('留空格');
    expect(accepts(LineField, 'x'.repeat(201))).toBe(false);
  });

  test('money: negative, a third decimal, too much, no number', () => {
    for (const amount of [-0.01, 1.005, 1e-7, 1e12, Number.NaN, '5']) expect(accepts(MoneyField, amount)).toBe(false);
    for (const amount of [0, 0.07, 180_000.5, 9_999_999_999.99]) expect(accepts(MoneyField, amount)).toBe(true);
  });

  test('days: none that does not exist, none before 2019 where terms count from it', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '2018-12-31', '2100-01-01', '20260101', ''])
      expect(accepts(PlainDateField, text)).toBe(false);
    for (const text of ['2019-01-01', '2024-02-29', '2099-12-31']) expect(accepts(PlainDateField, text)).toBe(true);
    expect(accepts(EarlierDateField, '2012-06-30')).toBe(true);
  });

  test('ids, checklists, documents, parties and stations', () => {
    for (const id of ['', ' ', 'a b', '../x', `x${'y'.repeat(128)}`]) expect(accepts(OrganisationIdField, id)).toBe(false);
    expect(accepts(checklistField('contract.clauses'), ['a', 'a'])).toBe(false);
    expect(accepts(checklistField('contract.clauses'), ['A B'])).toBe(false);
    expect(accepts(DocumentsField, [{ name: '合同', number: '1号', date: '2026-03-01' }])).toBe(true);
    expect(accepts(DocumentsField, [{ name: '合同', person: '某人' }])).toBe(false);
    expect(accepts(PartiesField, { purchaser: 'county' })).toBe(true);
    expect(accepts(PartiesField, { mayor: 'county' })).toBe(false);
    expect(accepts(StationsField, [])).toBe(false);
    expect(
      accepts(StationsField, [
        { station: 's', town: 't' },
        { station: 's', town: 'u' },
      ]),
    ).toBe(false);
  });
});

interface Described {
  title?: string;
  description?: string;
  widget?: string;
  slot?: string;
  type?: string;
  properties?: Record<string, Described>;
  items?: Described;
}

/** Every field below a schema, with the path to it. */
function fieldsOf(schema: Described, path: string): [string, Described][] {
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, field]): [string, Described][] => [
    [`${path}.${name}`, field],
    ...fieldsOf(field, `${path}.${name}`),
  ]);
  return schema.items ? [...own, ...fieldsOf(schema.items, `${path}[]`)] : own;
}

describe.each(Object.entries(COMMAND_SCHEMAS))('commands of %s', (kind, schemas) => {
  test.each(Object.entries(schemas as Record<string, z.ZodType>))(
    '%s: every field has words that a clerk reads, and a body with more is refused',
    (command, schema) => {
      const fields = fieldsOf(z.toJSONSchema(schema, { io: 'input' }) as Described, `${kind}.${command}`);
      const silent = fields.filter(
        ([, { title, description }]) => !/\p{Script=Han}/u.test(title ?? '') || !/\p{Script=Han}/u.test(description ?? ''),
      );
      expect(silent.map(([path]) => path)).toEqual([]);
      const lists = fields.filter(([, { widget }]) => widget === 'checklist');
      expect(lists.filter(([, { slot }]) => !slot || !Object.hasOwn(SLOTS, slot)).map(([path]) => path)).toEqual([]);
      const problems = schema.safeParse({ unexpected: 1 }).error?.issues ?? [];
      expect(problems.some(({ code }) => code === 'unrecognized_keys')).toBe(true);
    },
  );
});
