import { createContext, useContext } from 'react';
import type { FormModel, Path } from './schema.ts';

/** What every field of a form may need. */
export interface FormSurroundings {
  model: FormModel;
  /** What the API found wrong, by place `a.0.b`. */
  problems: ReadonlyMap<string, string>;
  /** The employer whose workers may be chosen. */
  employerId?: string | undefined;
}

/** The form around a field. */
export const FormContext = createContext<FormSurroundings | undefined>(undefined);

/** The form around this field. */
export function useFormSurroundings(): FormSurroundings {
  const surroundings = useContext(FormContext);
  if (!surroundings) throw new Error('a field stands outside a form');
  return surroundings;
}

/** What the API found wrong at a place. */
export function useProblemAt(path: Path): string | undefined {
  return useFormSurroundings().problems.get(path.join('.'));
}
