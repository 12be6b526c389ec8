import { ApplicationFailure } from '@temporalio/common';

/** SQLSTATE classes that will not pass by themselves: bad data, broken constraints, wrong SQL. They are defects, not outages. */
const DEFECT_CLASSES = ['22', '23', '42'];

/** Codes of the driver and of Node that mean: the database did not answer; the same command may succeed later. */
const OUTAGE = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|P10|P20(24|28|34|37))/;
const OUTAGE_WORDS =
  /(connection|timeout|terminat|unavailable|starting up|shutting down|recovery|deadlock|serializ|could not obtain|closed the|Transaction (API|not found|already))/i;

/** The chain of causes of a failure, outermost first. */
function causes(failure: unknown): { code: string; message: string }[] {
  const chain: { code: string; message: string }[] = [];
  for (let at = failure, depth = 0; typeof at === 'object' && at !== null && depth < 6; depth += 1) {
    const one = at as {
      code?: unknown;
      originalCode?: unknown;
      message?: unknown;
      cause?: unknown;
      meta?: { driverAdapterError?: unknown };
    };
    chain.push({ code: String(one.originalCode ?? one.code ?? ''), message: String(one.message ?? '') });
    at = one.meta?.driverAdapterError ?? one.cause;
  }
  return chain;
}

/** True if trying again can help: connection, serialisation, resources. Anything else is a defect and ends the command as failed. */
export function isTransient(failure: unknown): boolean {
  const chain = causes(failure);
  if (chain.some(({ code }) => /^[0-9A-Z]{5}$/.test(code) && DEFECT_CLASSES.includes(code.slice(0, 2)))) return false;
  return chain.some(({ code, message }) => OUTAGE.test(code) || /^(08|40|53|57|58|55)/.test(code) || OUTAGE_WORDS.test(message));
}

/** A short code of a failure for the ledger, the ops page and the Temporal UI; it holds no values. */
export function defectCode(failure: unknown): string {
  const codes = causes(failure).flatMap(({ code }) => (code === '' ? [] : [code]));
  return [failure instanceof Error ? failure.name : 'Error', ...new Set(codes)].join(':');
}

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
