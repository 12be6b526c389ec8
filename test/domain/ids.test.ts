import { expect, test } from '@jest/globals';
import {
  type CommandId,
  fallDueId,
  followUpId,
  isRetry,
  type PlainDate,
  type ProcessId,
  packMoveId,
  workflowId,
} from '../../domain/ids.ts';

const command = '5d1f' as CommandId;
const process = 'a7' as ProcessId;

test('what a command leads to has ids that follow from it, so that it is written once', () => {
  expect([followUpId(command, 0), followUpId(command, 1)]).toEqual(['5d1f.1', '5d1f.2']);
  expect(packMoveId(process, '2')).toBe('pack:a7:2');
  expect(fallDueId(process, 'report:2026-03', '2026-04-07' as PlainDate)).toBe('due:a7:report:2026-03:2026-04-07');
});

test('a run is found by the kind and by the id of its process', () => {
  expect(workflowId('contract', process)).toBe('contract-a7');
});

test('a failed command that is given again is told by its id', () => {
  expect(isRetry('5d1f~' as CommandId)).toBe(true);
  expect(isRetry(command)).toBe(false);
});
