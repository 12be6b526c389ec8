import { assertNever } from '../errors.ts';
import { done, firstRefusal, notTwice, refuse, type Verdict } from '../gates.ts';
import type { PlainDate } from '../ids.ts';
import { type CommandRule, type Context, isRefusal, type Lifecycle, type Refusal } from '../lifecycle.ts';
import type { Policy } from '../policy.ts';
import type { ContractCommand } from '../schema/commands/contract.ts';
import type { SlotName } from '../slots.ts';
import { allStationsStand, duties, onDue } from './contract-duties.ts';
import { followUps } from './contract-follow-ups.ts';
import { sign } from './contract-sign.ts';
import { type Body, type ContractEvent, type ContractState, evolve, stages } from './contract-state.ts';
import { bySystem } from './road.ts';

const inForce = ['signed', 'effective', 'active', 'expiring'] as const;
// What is late may still be done while the contract is suspended, or has expired and waits for the word of the road.
const untilClosed = [...inForce, 'suspended', 'expired'] as const;
const bySignatory = { by: ['signatory'], roles: ['clerk', 'head'] } as const;
const bySignatoryHead = { by: ['signatory'], roles: ['head'] } as const;
const byPurchaser = { by: ['purchaser', 'signatory'], roles: ['clerk', 'head'] } as const;
const bySuperior = { by: ['superior'], roles: ['clerk', 'head'] } as const;

const commands = {
  open: { label: '拟订合同', stages: 'opening', ...bySystem, effect: '建立合同流程' },
  sign: { label: '签订合同', stages: ['drafting'], ...bySignatory, effect: '合同签订；建立站点设置、报告和评估流程，产生备案和公告义务' },
  abandon: { label: '放弃签订', stages: ['drafting'], ...bySignatoryHead, effect: '合同不再签订，退回采购或续签环节' },
  'file-copy': { label: '报送合同副本备案', stages: untilClosed, ...byPurchaser, effect: '登记合同副本已报送' },
  'confirm-copy': { label: '确认合同备案', stages: untilClosed, ...bySuperior, effect: '登记合同副本已备案' },
  announce: { label: '公告合同', stages: untilClosed, ...byPurchaser, effect: '登记合同已公告' },
  'hand-in-staffing': {
    label: '提交人员配备材料',
    stages: untilClosed,
    by: ['contractor'],
    roles: ['clerk', 'head'],
    effect: '人员配备材料交购买主体报备',
  },
  'file-staffing': { label: '报送人员配备备案', stages: untilClosed, ...byPurchaser, effect: '登记人员配备已报送' },
  'confirm-staffing': { label: '确认人员配备备案', stages: untilClosed, ...bySuperior, effect: '登记人员配备已备案' },
  change: { label: '变更合同', stages: inForce, ...bySignatoryHead, effect: '登记合同变更，合同继续履行' },
  suspend: {
    label: '暂缓执行',
    stages: ['effective', 'active', 'expiring'],
    by: ['purchaser'],
    roles: ['head'],
    effect: '项目暂缓执行，合同期不因此延长',
  },
  resume: { label: '恢复执行', stages: ['suspended'], by: ['purchaser'], roles: ['head'], effect: '项目恢复执行' },
  terminate: {
    label: '解除合同',
    stages: [...inForce, 'suspended'],
    ...bySignatoryHead,
    effect: '合同提前结束，由购买主体决定是否重新采购',
  },
  'record-onboarding-accepted': { label: '登记站点验收', stages: 'open', ...bySystem, effect: '全部站点验收后进入履行' },
  'record-renewal-withdrawn': { label: '登记不再续签', stages: 'open', ...bySystem, effect: '尚未签订的续签合同不再签订' },
  'record-succession': { label: '登记续签结果', stages: 'open', ...bySystem, effect: '合同到期后按结果归档' },
} as const satisfies Record<ContractCommand['name'], CommandRule>;

/** The rule without which a side task does not exist in this system. */
const RULE_OF: Partial<Record<string, SlotName>> = {
  'file-copy': 'contract.copy-filed',
  'confirm-copy': 'contract.copy-filed',
  announce: 'contract.announced',
  'hand-in-staffing': 'contract.staffing-filed',
  'file-staffing': 'contract.staffing-filed',
  'confirm-staffing': 'contract.staffing-filed',
  suspend: 'correction.suspend',
};

/** Side tasks that this pack does not know, that are done already, or whose turn has not come. */
function blocked(state: ContractState, command: string, policy: Policy): Verdict {
  const slot = RULE_OF[command];
  if (slot && !policy.rule(slot)) return refuse('policy.no-rule', `${policy.pack.name}的政策没有这项规定`);
  switch (command) {
    case 'file-copy':
      return notTwice('合同副本报送', state.copyFiledOn);
    case 'confirm-copy':
      return firstRefusal(notYet('合同副本', state.copyFiledOn), notTwice('合同备案', state.copyConfirmedOn));
    case 'announce':
      return notTwice('合同公告', state.announcedOn);
    case 'hand-in-staffing':
      return notTwice('人员配备材料提交', state.staffingHandedInOn);
    case 'file-staffing':
      return notTwice('人员配备报送', state.staffingFiledOn);
    case 'confirm-staffing':
      return firstRefusal(notYet('人员配备', state.staffingFiledOn), notTwice('人员配备备案', state.staffingConfirmedOn));
    default:
      return undefined;
  }
}

function notYet(what: string, filedOn: PlainDate | null): Verdict {
  return filedOn === null ? refuse('policy.condition-unmet', `${what}尚未报送，不能确认备案`) : undefined;
}

function decide(state: ContractState | undefined, command: ContractCommand, context: Context): ContractEvent[] | Refusal {
  if (command.name === 'open') {
    if (command.body.parties.contractor) return [{ type: 'contract-opened', ...command.body }];
    return refuse('request.invalid', '合同没有承接机构', [{ field: 'parties', problem: '缺少承接机构' }]);
  }
  if (!state) return refuse('object.not-found', '合同尚未拟订');
  const refusal = blocked(state, command.name, context.policy);
  if (refusal) return refusal;
  const { today } = context;
  const signed = { label: '签订日期', date: state.signedOn };
  switch (command.name) {
    case 'sign':
      return sign(state, command.body, context);
    case 'abandon': {
      const notice = { label: '中标(成交)通知书发出日期', date: state.awardNoticeOn };
      return done({ type: 'signing-abandoned', ...command.body }, 'abandonedOn', '放弃签订日期', today, notice);
    }
    case 'file-copy':
      return done({ type: 'copy-filed', ...command.body }, 'filedOn', '报送日期', today, signed);
    case 'confirm-copy': {
      const filed = { label: '报送日期', date: state.copyFiledOn };
      return done({ type: 'copy-confirmed', ...command.body }, 'confirmedOn', '确认日期', today, filed);
    }
    case 'announce':
      return done({ type: 'contract-announced', ...command.body }, 'announcedOn', '公告日期', today, signed);
    case 'hand-in-staffing':
      return done({ type: 'staffing-handed-in', ...command.body }, 'handedInOn', '提交日期', today, signed);
    case 'file-staffing':
      return done({ type: 'staffing-filed', ...command.body }, 'filedOn', '报送日期', today, signed);
    case 'confirm-staffing': {
      const filed = { label: '报送日期', date: state.staffingFiledOn };
      return done({ type: 'staffing-confirmed', ...command.body }, 'confirmedOn', '确认日期', today, filed);
    }
    case 'change':
      return done({ type: 'contract-changed', ...command.body }, 'changedOn', '变更日期', today, signed);
    case 'suspend': {
      const effective = { label: '生效日期', date: state.effectiveOn };
      return done({ type: 'contract-suspended', ...command.body }, 'suspendedOn', '暂缓日期', today, effective);
    }
    case 'resume':
      return resume(state, command.body, today);
    case 'terminate':
      return done({ type: 'contract-terminated', ...command.body }, 'terminatedOn', '解除日期', today, signed);
    case 'record-onboarding-accepted':
      return stationAccepted(state, command.body);
    case 'record-renewal-withdrawn':
      // Once it is signed it stands; the road hears of the signature and goes on with it.
      if (state.stage !== 'drafting') return [];
      return [{ type: 'signing-abandoned', abandonedOn: command.body.withdrawnOn, reason: '年度评估不合格，不再续签' }];
    case 'record-succession':
      return succeed(state, command.body);
    default:
      return assertNever(command);
  }
}

function resume(state: ContractState, body: Body<'resume'>, today: PlainDate): ContractEvent[] | Refusal {
  const suspended = { label: '暂缓日期', date: state.suspendedOn };
  const resumed = done<'resumedOn', ContractEvent & Body<'resume'>>(
    { type: 'contract-resumed', ...body },
    'resumedOn',
    '恢复日期',
    today,
    suspended,
  );
  const begins = state.stageBefore === 'effective' && allStationsStand(state, state.acceptedStations.length);
  return isRefusal(resumed) || !begins ? resumed : [...resumed, { type: 'service-began' }];
}

/** A station is accepted once; a message about another station, or a repeated one, is accepted and changes nothing. */
function stationAccepted(state: ContractState, body: Body<'record-onboarding-accepted'>): ContractEvent[] {
  const isOurs = state.stations.some(({ station }) => station === body.station);
  if (!isOurs || state.acceptedStations.includes(body.station)) return [];
  const accepted: ContractEvent = { type: 'station-accepted', ...body };
  const begins = state.stage === 'effective' && allStationsStand(state, state.acceptedStations.length + 1);
  return begins ? [accepted, { type: 'service-began' }] : [accepted];
}

/** What the road decided about the time after this contract; it may still change until the contract ends. */
function succeed(state: ContractState, body: Body<'record-succession'>): ContractEvent[] {
  if (state.signedOn === null) return [];
  const known: ContractEvent[] = state.succession === body.outcome ? [] : [{ type: 'succession-known', ...body }];
  return state.stage === 'expired' ? [...known, { type: 'contract-closed', outcome: body.outcome }] : known;
}

/** One yearly contract: signature, filing, performance, end (catalogue of lifecycles 3.3). */
export const contract: Lifecycle<ContractState, ContractCommand, ContractEvent> = {
  kind: 'contract',
  title: '服务合同',
  stages,
  commands,
  blocked,
  decide,
  evolve,
  duties,
  onDue,
  followUps,
};
