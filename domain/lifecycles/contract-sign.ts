import { contractEnd } from '../deadline.ts';
import { resolveDuty } from '../duty.ts';
import { type Condition, complete, doneInOrder, firstRefusal, inOrder, judge, refuse } from '../gates.ts';
import type { PlainDate } from '../ids.ts';
import { type Context, isRefusal, type Refusal } from '../lifecycle.ts';
import { partiesOfStation } from '../parties.ts';
import type { Policy, SlotRule } from '../policy.ts';
import type { ReportLineName } from '../schema/commands/report-line.ts';
import { signingDuty, takeEffect } from './contract-duties.ts';
import type { Body, ContractEvent, ContractState, ReportLineOfContract, SignedEvent } from './contract-state.ts';
import { mainRule } from './evaluation-duties.ts';

const REPORT_LINES = [
  'contractor',
  'town',
  'county',
  'city',
  'monitoring',
  'statistics',
  'circulation',
] as const satisfies ReportLineName[];

/** Judges a signature: the order of the days, the mandatory clauses, the length of the term. A late one is accepted and says so. */
export function sign(state: ContractState, body: Body<'sign'>, context: Context): ContractEvent[] | Refusal {
  const { signedOn, endsOn, effectiveOn = signedOn, startsOn = effectiveOn } = body;
  const { policy, actor, today } = context;
  const refusal = firstRefusal(
    doneInOrder('signedOn', { label: '签订日期', date: signedOn }, today, {
      label: '中标(成交)通知书发出日期',
      date: state.awardNoticeOn,
    }),
    inOrder({ label: '生效日期', date: effectiveOn }, 'startsOn', { label: '服务开始日期', date: startsOn }),
    inOrder({ label: '服务开始日期', date: startsOn }, 'endsOn', { label: '服务结束日期', date: endsOn }),
    startsAfter(state.previousEndsOn, startsOn),
  );
  if (refusal) return refusal;
  const conditions = [
    complete(policy.rule('contract.clauses'), body.clauses, 'clauses'),
    complete(policy.rule('contract.force-majeure-clause'), body.forceMajeure, 'forceMajeure'),
    termCondition(policy, startsOn, endsOn, body.extension),
  ];
  const departures = judge(conditions, body.override, actor);
  if (isRefusal(departures)) return departures;
  const signed: SignedEvent = { ...body, type: 'contract-signed', effectiveOn, startsOn, ...children(state, context), departures };
  return [signed, ...lateness(state, signedOn, context), ...(effectiveOn <= today ? takeEffect(state) : [])];
}

/** The processes that the signature opens; a renewal takes over the stations as they stand. */
function children(state: ContractState, context: Context): Pick<SignedEvent, 'setUps' | 'onboardings' | 'reportLines' | 'evaluationId'> {
  const { policy } = context;
  const isFirst = state.yearOfCycle === 1;
  const stations = isFirst ? state.stations : [];
  const setUps = stations.map((choice) => ({ processId: context.newProcessId(`onboarding:${choice.station}`), choice }));
  const onboardings = isFirst ? setUps.map(({ processId }) => processId) : state.onboardings;
  const reportLines = REPORT_LINES.flatMap((line) => linesOf(line, state, context));
  const evaluationId = mainRule(policy) ? context.newProcessId('evaluation') : null;
  return { setUps, onboardings, reportLines, evaluationId };
}

/** One line for the whole contract; where towns or stations report, one for each of them. */
function linesOf(line: ReportLineName, { parties, stations }: ContractState, context: Context): ReportLineOfContract[] {
  switch (context.policy.rule(`report.${line}`)?.owes) {
    case undefined:
      return [];
    case 'station':
      return stations.map((choice) => {
        const processId = context.newProcessId(`report-line:${line}:${choice.station}`);
        return { processId, line, parties: partiesOfStation(parties, choice), stations: [choice] };
      });
    case 'town':
      return [...new Set(stations.map(({ town }) => town))].map((town) => {
        const own = stations.filter((choice) => choice.town === town);
        return { processId: context.newProcessId(`report-line:${line}:${town}`), line, parties: { ...parties, town }, stations: own };
      });
    default:
      return [{ processId: context.newProcessId(`report-line:${line}`), line, parties, stations }];
  }
}

function startsAfter(previousEndsOn: PlainDate | null, startsOn: PlainDate): Refusal | undefined {
  if (previousEndsOn === null || startsOn > previousEndsOn) return undefined;
  const problem = `服务开始日期 ${startsOn} 应在上一合同到期日 ${previousEndsOn} 之后`;
  return refuse('policy.out-of-order', problem, [{ field: 'startsOn', problem, received: startsOn, allowed: `${previousEndsOn} 之后` }]);
}

/** The term against the ordinary limit; where the texts allow more, two confirmations and a reason open the longer one. */
function termCondition(
  policy: Policy,
  startsOn: PlainDate,
  endsOn: PlainDate,
  extension: Body<'sign'>['extension'],
): Condition | undefined {
  const ordinary = policy.rule('contract.term');
  if (!ordinary) return undefined;
  const extended = policy.rule('contract.term-extended');
  const mayExtend = extended && extension?.budgetAssured && extension.contentFixed;
  const rule = mayExtend ? extended : ordinary;
  const lastDay = contractEnd(startsOn, monthsOf(rule));
  const hint = extended && !mayExtend ? '；延长须确认预算有保障、内容相对固定并说明理由' : '';
  const detail = `合同期超过上限：自 ${startsOn} 起最晚至 ${lastDay}${hint}`;
  return {
    rule,
    met: endsOn <= lastDay,
    code: 'policy.condition-unmet',
    field: 'endsOn',
    detail,
    received: endsOn,
    allowed: `${lastDay} 或以前`,
  };
}

function monthsOf({ value, unit }: SlotRule<'threshold'>): number {
  return unit === 'year' ? value * 12 : value;
}

function lateness(state: ContractState, signedOn: PlainDate, { policy, calendar }: Context): ContractEvent[] {
  const duty = resolveDuty({ ...signingDuty(state), met: signedOn }, policy, calendar, state.awardNoticeOn ?? undefined);
  const due = duty?.due?.due;
  return due && signedOn > due ? [{ type: 'signed-late', due, ruleId: duty.ruleId ?? null }] : [];
}
