import { expect, test } from '@jest/globals';
import { Problem } from '../../web/src/api/client.ts';
import { pressingFirst } from '../../web/src/pages/process/actions.ts';
import { bodyOfPlan, type Plan, previewOfPlan, stepOf } from '../../web/src/pages/start/plan.ts';

const plan: Plan = {
  about: { title: '2026年服务', planYear: 2026 },
  stations: [{ station: 's1', stationName: '石桥站', town: 't1', townName: '石桥镇' }],
  assumed: {},
};

test('what is handed in holds ids, no names, and nothing that is only assumed', () => {
  const expected = { title: '2026年服务', planYear: 2026, stations: [{ station: 's1', town: 't1' }] };
  expect(bodyOfPlan({ ...plan, assumed: { signedOn: '2026-03-02' } })).toEqual(expected);
});

test('a preview is asked with those days that are assumed', () => {
  expect(previewOfPlan(plan)).not.toHaveProperty('assumed');
  expect(previewOfPlan({ ...plan, assumed: { signedOn: '2026-03-02', startsOn: '' } })).toHaveProperty('assumed', {
    signedOn: '2026-03-02',
  });
});

test('a problem leads to the step where it can be solved', () => {
  const about = (field: string) => stepOf(new Problem(422, { fields: [{ field, problem: '有误' }] }));
  expect(about('stations.0.station')).toBe(1);
  expect(about('amountBudgetYuan')).toBe(0);
  expect(about('assumed.signedOn')).toBe(2);
  expect(stepOf(new Problem(503, {}))).toBe(2);
});

test('of what may be done the most pressing comes first', () => {
  const duty = { status: 'open', owedByMe: true } as const;
  const process = {
    actions: ['announce', 'change', 'file-copy'].map((command) => ({ command, label: command, effect: '' })),
    duties: [
      { ...duty, command: 'file-copy', due: '2026-03-02' },
      { ...duty, command: 'announce', due: '2026-03-09' },
      { ...duty, command: 'change', due: '2026-01-01', owedByMe: false },
      { ...duty, command: 'announce', due: '2026-01-01', status: 'met' },
    ],
  } as Parameters<typeof pressingFirst>[0];
  expect(pressingFirst(process).map(({ command, due }) => `${command} ${due}`)).toEqual([
    'file-copy 2026-03-02',
    'announce 2026-03-09',
    'change null',
  ]);
});
