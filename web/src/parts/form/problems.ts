import { Problem } from '../../api/client.ts';
import { type FormModel, fieldsOf, placeOf } from './schema.ts';

/** A problem taken apart: what belongs to a field that the form shows, by place, and the rest for the notice above. */
export function placed(model: FormModel, problem: Problem): { at: ReadonlyMap<string, string>; elsewhere: Problem } {
  const at = new Map<string, string>();
  const rest = problem.fields.filter(({ field, problem: what }) => {
    const place = placeOf(model.schema, field);
    if (place === undefined) return true;
    at.set(place, [at.get(place), what].filter(Boolean).join('；'));
    return false;
  });
  // A rule that binds in principle asks for consent with a reason: the group for it opens.
  if (problem.code === 'policy.override-needed' && fieldsOf(model.schema).some(({ name }) => name === 'override'))
    at.set('override', problem.detail);
  const { status, code, message: title, detail, allowedNow, whoMay } = problem;
  return { at, elsewhere: new Problem(status, { code, title, detail, fields: rest, allowedNow, whoMay }) };
}
