import type { Action, ProcessPage } from '../../api/types.ts';

/** An action with the day by which it is owed, where it fulfils a duty. */
export interface DatedAction extends Action {
  due: string | null;
}

/** What the reader may do now, the most pressing first; what no duty asks for keeps its order at the end. */
export function pressingFirst({ actions, duties }: ProcessPage): DatedAction[] {
  const dated = actions.map((action) => {
    const days = duties.flatMap(
      ({ command, status, owedByMe, due }) => (command === action.command && status === 'open' && owedByMe && due) || [],
    );
    return { ...action, due: days.sort()[0] ?? null };
  });
  return dated.sort((one, other) => (one.due ?? '9').localeCompare(other.due ?? '9'));
}
