import { describe, expect, test } from '@jest/globals';
import { defectCode, isTransient } from '../../prisma/failures.ts';

const failure = (message: string, more: object = {}) => Object.assign(new Error(message), more);

describe('a defect, which trying again does not mend', () => {
  test.each([
    ['a broken constraint', failure('check', { code: '23514' })],
    ['a constraint under a transaction that says connection', failure('connection', { cause: failure('', { originalCode: '23505' }) })],
    ['wrong SQL', failure('relation does not exist', { meta: { driverAdapterError: failure('', { cause: { originalCode: '42P01' } }) } })],
    ['an error of our own', failure('contract.open opened nothing')],
    ['no error at all', 'connection'],
  ])('%s', (_, error) => expect(isTransient(error)).toBe(false));
});

describe('an outage, after which the same statement may succeed', () => {
  test.each([
    ['nobody listens', failure('connect', { code: 'ECONNREFUSED' })],
    ['no connection is free', failure('timeout exceeded when trying to connect')],
    [
      'the server starts',
      failure('Raw query failed', { code: 'P2010', meta: { driverAdapterError: { cause: { originalCode: '57P03' } } } }),
    ],
    ['it is not reachable', failure('', { cause: { kind: 'DatabaseNotReachable' } })],
    ['two were in each other’s way', failure('write conflict', { code: 'P2034' })],
    ['a deadlock', failure('x', { code: '40P01' })],
    ['Prisma has not begun', failure('x', { name: 'PrismaClientInitializationError' })],
  ])('%s', (_, error) => expect(isTransient(error)).toBe(true));

  test('but not without end: a chain of causes is followed six deep', () => {
    let error: Error = failure('x', { code: 'ECONNRESET' });
    for (let depth = 0; depth < 6; depth += 1) error = failure('y', { cause: error });
    expect(isTransient(error)).toBe(false);
  });
});

test('what is shown of a failure are codes, never its words', () => {
  const secret = failure('Key (name)=(甲) already exists', { code: 'P2010', cause: { originalCode: '23505' } });
  expect(defectCode(secret)).toBe('Error:P2010:23505');
  expect(defectCode('words')).toBe('Error');
});
