import { expect, test } from '@jest/globals';
import { periodsOf } from '../../api/presenters/periods.ts';
import type { Folded } from '../../domain/lifecycle.ts';
import { reportLine } from '../../domain/lifecycles/report-line.ts';
import type { ReportLineState } from '../../domain/lifecycles/report-line-state.ts';
import { reportLineSchemas } from '../../domain/schema/commands/report-line.ts';
import { PARTIES, PEOPLE, Play, realPolicy, STATIONS } from '../support/lifecycle.ts';

const policy = realPolicy('hn');
const played = new Play<ReportLineState>(reportLine, { policy, schemas: reportLineSchemas });
const road = { cycleId: 'road', title: '2025年社工站', parties: PARTIES, stations: STATIONS, contractId: 'contract' };
played.must({ command: 'open', body: { ...road, line: 'county', startsOn: '2025-03-01', endsOn: '2025-09-30' }, on: '2025-03-01' });

const offered = (command: string, kind: 'report-line' | 'contract' = 'report-line') =>
  periodsOf({ kind, folded: { own: played.state } as unknown as Folded }, command, policy).map(({ label }) => label);

test('a process that reports nothing offers nothing, and nothing is accepted before it is in', () => {
  expect(offered('submit', 'contract')).toEqual([]);
  expect(offered('accept')).toEqual([]);
});

test('what is in can be accepted and not handed in again; the rest can be handed in, with the day from which on', () => {
  const before = offered('submit');
  expect(before[0]).toBe('2025年第1季度县级报告（2025-04-01 起报送）');
  played.must({
    command: 'submit',
    body: { period: '2025-03-31', documents: [{ name: '季度报告' }] },
    by: PEOPLE.clerk,
    on: '2025-04-02',
  });
  expect(offered('submit')).toEqual(before.slice(1));
  expect(offered('accept')).toEqual(['2025年第1季度县级报告']);
});

test('what is sent back can be handed in again', () => {
  played.must({ command: 'return', body: { period: '2025-03-31', reason: '请补充' }, by: PEOPLE.city, on: '2025-04-03' });
  expect(offered('submit')[0]).toMatch('2025年第1季度县级报告');
  expect(offered('accept')).toEqual([]);
});
