import { describe, expect, test } from '@jest/globals';
import { bodyOf, startOf } from '../../web/src/parts/form/body.ts';
import type { FieldSchema, FormModel } from '../../web/src/parts/form/schema.ts';

const text: FieldSchema = { type: 'string', widget: 'text' };
const date: FieldSchema = { type: 'string', widget: 'date' };
const documents: FieldSchema = {
  type: 'array',
  widget: 'documents',
  items: { type: 'object', properties: { name: text, number: text }, required: ['name'] },
};
const scores: FieldSchema = {
  type: 'array',
  minItems: 1,
  items: {
    type: 'object',
    properties: {
      station: { type: 'string', widget: 'organisation' },
      components: {
        type: 'array',
        items: {
          type: 'object',
          properties: { code: { type: 'string', widget: 'checklist', slot: 'evaluation.components' }, score: { type: 'number' } },
          required: ['code', 'score'],
        },
      },
    },
    required: ['station'],
  },
};
const components = [
  { code: 'effect', label: '服务成效' },
  { code: 'management', label: '项目管理' },
];

function model(properties: Record<string, FieldSchema>, required: string[], checklists: FormModel['checklists'] = {}): FormModel {
  return { schema: { type: 'object', properties, required }, checklists, options: {} };
}

describe('the body of a command', () => {
  test('holds nothing that was left empty', () => {
    const form = model({ signedOn: date, number: text, documents }, ['signedOn']);
    expect(bodyOf(form, form.schema, { signedOn: '2026-03-02', number: '  ', documents: [] })).toEqual({ signedOn: '2026-03-02' });
  });

  test('is trimmed, and holds every list that must be there', () => {
    const form = model({ number: text, documents }, ['documents']);
    expect(bodyOf(form, form.schema, { number: ' 12号 ' })).toEqual({ number: '12号', documents: [] });
  });

  test('says nothing of a checklist that this policy does not have', () => {
    const clauses: FieldSchema = { type: 'array', widget: 'checklist', slot: 'contract.clauses', items: { type: 'string' } };
    const form = model({ clauses, other: { ...clauses, slot: 'contractor.ability' } }, ['clauses'], { 'contract.clauses': [] });
    expect(bodyOf(form, form.schema, { clauses: ['left-over'], other: ['left-over'] })).toEqual({ clauses: [] });
  });

  test('leaves out a group that was not opened, and keeps false', () => {
    const override: FieldSchema = { type: 'object', widget: 'override', properties: { reason: text }, required: ['reason'] };
    const form = model({ override, minor: { type: 'boolean' } }, ['minor']);
    expect(bodyOf(form, form.schema, { override: undefined, minor: false })).toEqual({ minor: false });
    expect(bodyOf(form, form.schema, { override: { reason: '特殊情况' }, minor: false })).toHaveProperty('override.reason', '特殊情况');
  });

  test('sends hidden fields only as they are known, and null where nothing may be said', () => {
    const hidden: FieldSchema = { type: 'integer', widget: 'hidden' };
    const form = model({ yearOfCycle: hidden, renewalOf: { anyOf: [text, { type: 'null' }] } }, ['yearOfCycle', 'renewalOf']);
    expect(bodyOf(form, form.schema, { yearOfCycle: 9 }, { yearOfCycle: 2 })).toEqual({ yearOfCycle: 2, renewalOf: null });
  });

  test('holds those rows of a fixed list in which something stands', () => {
    const form = model({ scores }, ['scores'], { 'evaluation.components': components });
    const rows = [{ station: 's1', components: [{ code: 'effect', score: 90 }, { code: 'management' }] }];
    expect(bodyOf(form, form.schema, { scores: rows })).toEqual({
      scores: [{ station: 's1', components: [{ code: 'effect', score: 90 }] }],
    });
  });
});

describe('what a form starts with', () => {
  test('are the values that are known', () => {
    const form = model({ number: text, signedOn: date }, []);
    expect(startOf(form, form.schema, { signedOn: '2026-03-02', unknown: 1 })).toEqual({ signedOn: '2026-03-02' });
  });

  test('is one row for each station, with one for each entry of the checklist', () => {
    const form = model({ scores }, ['scores'], { 'evaluation.components': components });
    const rows = [{ code: 'effect' }, { code: 'management' }];
    expect(startOf(form, form.schema, { scores: [{ station: 's1' }, { station: 's2' }] })).toEqual({
      scores: [
        { station: 's1', components: rows },
        { station: 's2', components: rows },
      ],
    });
    expect(startOf(form, form.schema, {})).toEqual({ scores: [{ components: rows }] });
  });

  test('has no rows where the policy lists nothing', () => {
    const form = model({ scores }, ['scores']);
    expect(startOf(form, form.schema, {})).toEqual({ scores: [{}] });
  });
});
