import { ApplicationFailure } from '@temporalio/common';
import { defectCode } from '../../prisma/failures.ts';

/** The same activity, but what it throws carries a code only: drivers quote values in their messages, and Temporal would show them. */
export function withoutValues<Arguments extends unknown[], Result>(activity: (...given: Arguments) => Promise<Result>) {
  return async (...given: Arguments): Promise<Result> => {
    try {
      return await activity(...given);
    } catch (failure) {
      throw ApplicationFailure.retryable(defectCode(failure), 'record.not-written');
    }
  };
}
