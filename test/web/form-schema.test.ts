import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { LIFECYCLES } from '../../domain/registry.ts';
import { COMMAND_SCHEMAS } from '../../domain/schema/registry.ts';
import { Problem } from '../../web/src/api/client.ts';
import { impersonal } from '../../web/src/parts/form/draft.ts';
import { placed } from '../../web/src/parts/form/problems.ts';
import { type FieldSchema, fieldsOf, isVoid, kindOf, placeOf } from '../../web/src/parts/form/schema.ts';

/** Every command that a person may give, as the API describes its body. */
const FORMS = Object.entries(COMMAND_SCHEMAS).flatMap(([kind, schemas]) =>
  Object.entries(schemas as Record<string, z.ZodType>)
    .filter(([command]) => (LIFECYCLES[kind as keyof typeof LIFECYCLES].commands[command]?.by.length ?? 0) > 0)
    .map(([command, schema]) => [`${kind} ${command}`, z.toJSONSchema(schema, { io: 'input' }) as FieldSchema] as const),
);

function formOf(name: string): FieldSchema {
  const found = FORMS.find(([one]) => one === name);
  if (!found) throw new Error(`there is no form ${name}`);
  return found[1];
}

function everyField(group: FieldSchema, path = ''): [path: string, field: FieldSchema][] {
  return fieldsOf(group).flatMap(({ name, field }) => {
    const here = path === '' ? name : `${path}.${name}`;
    const kind = kindOf(field);
    if (kind === 'group') return [[here, field], ...everyField(field, here)];
    if (kind === 'list' || kind === 'documents') return [[here, field], ...everyField(field.items ?? {}, `${here}.0`)];
    return [[here, field]];
  });
}

describe.each(FORMS)('the form of %s', (_name, schema) => {
  test('names each of its fields in words', () => {
    const nameless = everyField(schema).filter(([, { title }]) => title === undefined);
    expect(nameless.map(([path]) => path)).toEqual([]);
  });

  test('has a place for a problem of each field that it shows', () => {
    const shown = everyField(schema).filter(([, field]) => kindOf(field) !== 'hidden');
    expect(shown.map(([path]) => placeOf(schema, path))).toEqual(shown.map(([path]) => path));
  });
});

describe('the place of a problem', () => {
  test('that lies in an item of a checklist is the checklist', () => {
    expect(placeOf(formOf('contract sign'), 'clauses.3')).toBe('clauses');
  });

  test('that belongs to no field that is shown is the notice above', () => {
    const schema = formOf('purchase-cycle open');
    expect(placeOf(schema, 'parties.purchaser')).toBeUndefined();
    expect(placeOf(schema, 'unknown')).toBeUndefined();
    expect(placeOf(schema, '')).toBeUndefined();
  });

  test('leaves the rest of the problem for the notice, and opens the group for consent', () => {
    const model = { schema: formOf('contract sign'), checklists: {}, options: {} };
    const fields = [
      { field: 'signedOn', problem: '早于通知书发出日期' },
      { field: 'signedOn', problem: '晚于今天' },
      { field: 'revision', problem: '已变' },
    ];
    const { at, elsewhere } = placed(model, new Problem(409, { code: 'policy.override-needed', detail: '原则上不允许', fields }));
    expect(at.get('signedOn')).toBe('早于通知书发出日期；晚于今天');
    expect(at.get('override')).toBe('原则上不允许');
    expect(elsewhere.fields).toEqual([{ field: 'revision', problem: '已变' }]);
    expect(elsewhere.detail).toBe('原则上不允许');
  });
});

test('a list that the policy does not have is not asked for', () => {
  const schema = formOf('evaluation record-scores');
  const components = schema.properties?.['scores']?.items?.properties?.['components'] ?? {};
  expect(isVoid({ schema, checklists: {}, options: {} }, 'components', components)).toBe(true);
  const checklists = { 'evaluation.components': [{ code: 'effect', label: '服务成效' }] };
  expect(isVoid({ schema, checklists, options: {} }, 'components', components)).toBe(false);
});

describe('a draft', () => {
  test('never keeps who a worker is', () => {
    const values = { workerId: 'w1', placedOn: '2026-03-02', override: { reason: '理由' } };
    expect(impersonal(formOf('onboarding place-worker'), values, 'onboarding')).toEqual({
      placedOn: '2026-03-02',
      override: { reason: '理由' },
    });
  });

  test('keeps nothing that was written about a person', () => {
    const schema = formOf('referral record-consent');
    const values = { consentedOn: '2026-03-02', givenBy: 'client', documents: [{ name: '同意书' }] };
    expect(impersonal(schema, values, 'referral')).toEqual({ consentedOn: '2026-03-02', givenBy: 'client' });
    expect(impersonal(formOf('certification return-proof'), { reason: '材料不符' }, 'certification')).toEqual({});
  });

  test('keeps the rows of a list', () => {
    const values = { documents: [{ name: '采购公告', number: undefined }], publishedOn: '2026-03-02' };
    expect(impersonal(formOf('procurement publish'), values, 'procurement')).toEqual(values);
  });
});
