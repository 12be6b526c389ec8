import type { DutyClaim } from '../duty.ts';
import { assertNever } from '../errors.ts';
import { doneInOrder, judge, notTwice, refuse, type Verdict } from '../gates.ts';
import { type CommandRule, type Context, isRefusal, type Lifecycle, type Refusal } from '../lifecycle.ts';
import type { Policy } from '../policy.ts';
import type { ReferralCommand } from '../schema/commands/referral.ts';
import { isLate } from './lateness.ts';
import { type Body, evolve, type ReferralEvent, type ReferralState, stages } from './referral-state.ts';
import { met } from './road.ts';

type Decision = ReferralEvent[] | Refusal;

/** The step of a referral mechanism that prescribes how to apply. */
const APPLICATION = 'application';

const roles = ['worker', 'clerk', 'head'] as const;
const bySender = { by: ['sender'], roles } as const;
const byReceiver = { by: ['receiver'], roles } as const;

const commands = {
  open: { label: '提出转介', stages: 'opening', ...bySender, effect: '建立转介，取得服务对象书面同意后方可申请' },
  'record-consent': { label: '登记同意书', stages: ['proposed'], ...bySender, effect: '登记书面同意，可以向接收方申请' },
  request: { label: '提出申请', stages: ['consented'], ...bySender, effect: '申请送达接收方，等待答复' },
  accept: { label: '同意接收', stages: ['requested'], ...byReceiver, effect: '接收方同意接收，转出方移交服务档案' },
  decline: {
    label: '谢绝接收',
    stages: ['requested', 'accepted', 'file-transferred'],
    ...byReceiver,
    effect: '转介结束，个案退回转出方的服务计划环节，由转出方继续服务',
  },
  'transfer-file': { label: '移交档案', stages: ['accepted'], ...bySender, effect: '登记服务档案已移交，遵守保密规定' },
  'confirm-service': { label: '确认服务已衔接', stages: ['file-transferred'], ...byReceiver, effect: '接收方已开始服务，转出方可以结案' },
  'give-feedback': {
    label: '反馈服务情况',
    stages: ['accepted', 'file-transferred', 'confirmed'],
    ...byReceiver,
    effect: '向转出方反馈接案和服务进展',
  },
  close: { label: '归档结案', stages: ['confirmed'], ...bySender, effect: '转介结果归档，转出方的服务结束' },
  withdraw: { label: '撤回转介', stages: ['proposed', 'consented', 'requested'], ...bySender, effect: '转介结束，由转出方继续服务' },
} as const satisfies Record<ReferralCommand['name'], CommandRule>;

/**
 * 转介: a case goes from one body to another without a gap in the service. Consent comes before the request, the file after the acceptance,
 * and the sender cannot close before the receiver has confirmed that its service has begun.
 */
export const referral: Lifecycle<ReferralState, ReferralCommand, ReferralEvent> = {
  kind: 'referral',
  title: '转介',
  stages,
  commands,
  evolve,
  blocked,

  decide(state, command, context) {
    if (command.name === 'open') return open(command.body);
    if (!state) return refuse('object.not-found', '转介尚未提出');
    return blocked(state, command.name, context.policy) ?? decided(state, command, context);
  },

  duties: owed,
  onDue: () => [],
  followUps: () => [],
};

/** Feedback is given once, and where the pack asks for it the file is not closed without it. */
function blocked({ feedbackOn }: ReferralState, command: string, policy: Policy): Verdict {
  if (command === 'give-feedback') return notTwice('反馈', feedbackOn);
  if (command !== 'close' || feedbackOn) return undefined;
  const rule = policy.rule('referral.feedback');
  return rule && refuse('policy.condition-unmet', `接收方尚未反馈服务情况（${rule.id}）`);
}

function open({ parties, receiver, caseReference, minor }: Body<'open'>): Decision {
  if (parties.sender !== receiver) return [{ type: 'referral-proposed', parties, receiver, caseReference, minor }];
  return refuse('request.invalid', '接收方不能是转出方自己', [{ field: 'receiver', problem: '接收方不能是转出方自己' }]);
}

/** Each step lies on or after the one before it, and none in the future. */
function decided(state: ReferralState, command: Exclude<ReferralCommand, { name: 'open' }>, context: Context): Decision {
  const { today } = context;
  switch (command.name) {
    case 'record-consent': {
      const on = command.body.consentedOn;
      return doneInOrder('consentedOn', { label: '同意日期', date: on }, today) ?? consent(state, command.body);
    }
    case 'request': {
      const on = command.body.requestedOn;
      const consented = { label: '同意日期', date: state.consentedOn };
      return doneInOrder('requestedOn', { label: '申请日期', date: on }, today, consented) ?? request(command.body, context);
    }
    case 'accept': {
      const on = command.body.acceptedOn;
      const requested = { label: '申请日期', date: state.requestedOn };
      return doneInOrder('acceptedOn', { label: '接收日期', date: on }, today, requested) ?? [{ type: 'referral-accepted', on }];
    }
    case 'decline':
      return decline(state, command.body, context);
    case 'transfer-file': {
      const { transferredOn: on, method, files } = command.body;
      const transferred: ReferralEvent = { type: 'file-transferred', on, method, files: files.length };
      const accepted = { label: '接收日期', date: state.acceptedOn };
      return doneInOrder('transferredOn', { label: '移交日期', date: on }, today, accepted) ?? [transferred];
    }
    case 'confirm-service': {
      const on = command.body.startedOn;
      const transferred = { label: '移交日期', date: state.transferredOn };
      return doneInOrder('startedOn', { label: '服务开始日期', date: on }, today, transferred) ?? [{ type: 'service-confirmed', on }];
    }
    case 'give-feedback':
      return [{ type: 'feedback-given', on: today, late: owed(state).some((claim) => isLate(claim, today, context)) }];
    case 'close':
      return [{ type: 'referral-closed', on: today }];
    case 'withdraw':
      return [{ type: 'referral-withdrawn', on: today }];
    default:
      return assertNever(command);
  }
}

/** in writing, and by the guardian of a minor. */
function consent({ minor }: ReferralState, { consentedOn, givenBy, documents }: Body<'record-consent'>): Decision {
  if (minor && givenBy !== 'guardian') {
    const problem = '服务对象为未成年人，应由监护人同意（Q-71）';
    return refuse('policy.condition-unmet', problem, [{ field: 'givenBy', problem, received: givenBy, allowed: ['guardian'] }]);
  }
  if (documents.length === 0) {
    const problem = '转介须有书面同意书（Q-71）';
    return refuse('policy.document-missing', problem, [{ field: 'documents', problem }]);
  }
  return [{ type: 'consent-recorded', on: consentedOn, givenBy }];
}

/**
 * Where the referral mechanism prescribes a procedure of application, the request goes with its papers. What else the mechanism regulates
 * every referral keeps: the condition is named at the opening, the way of transfer with the file, and service is confirmed before it is closed.
 */
function request({ requestedOn, documents = [] }: Body<'request'>, { policy, actor }: Context): Decision {
  const rule = policy.rule('referral.mechanism');
  const step = rule?.steps.find(({ code }) => code === APPLICATION);
  const detail = `请按转介机制的${step?.label}附申请材料`;
  const met = documents.length > 0;
  const judged = judge([rule && step && { rule, met, code: 'policy.document-missing', field: 'documents', detail }], undefined, actor);
  return isRefusal(judged) ? judged : [{ type: 'referral-requested', on: requestedOn }];
}

/** A receiver that has the file gives it back with the refusal: the sender goes on serving with it. */
function decline(state: ReferralState, { declinedOn, fileReturnedOn }: Body<'decline'>, { today }: Context): Decision {
  const requested = { label: '申请日期', date: state.requestedOn };
  const refusal = doneInOrder('declinedOn', { label: '谢绝日期', date: declinedOn }, today, requested);
  if (refusal) return refusal;
  const declined: ReferralEvent = { type: 'referral-declined', on: declinedOn };
  if (!state.transferredOn) return [declined];
  if (!fileReturnedOn) {
    const problem = '档案已经移交，请先退还转出方并填写退还日期';
    return refuse('policy.condition-unmet', problem, [{ field: 'fileReturnedOn', problem }]);
  }
  const transferred = { label: '移交日期', date: state.transferredOn };
  return doneInOrder('fileReturnedOn', { label: '档案退还日期', date: fileReturnedOn }, today, transferred) ?? [declined];
}

/** Owed from the acceptance on, where the pack has a rule for it. */
function owed({ acceptedOn, feedbackOn }: ReferralState): DutyClaim[] {
  if (!acceptedOn) return [];
  const events = { 'referral-accepted': acceptedOn };
  return [{ key: 'referral.feedback', slot: 'referral.feedback', owes: 'receiver', events, command: 'give-feedback', ...met(feedbackOn) }];
}
