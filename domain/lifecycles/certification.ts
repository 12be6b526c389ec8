import type { DutyClaim } from '../duty.ts';
import { assertNever } from '../errors.ts';
import { doneInOrder, refuse, type Verdict } from '../gates.ts';
import type { PlainDate } from '../ids.ts';
import type { CommandRule, Context, Lifecycle, Refusal } from '../lifecycle.ts';
import type { Policy, SlotRule } from '../policy.ts';
import type { CertificationCommand } from '../schema/commands/certification.ts';
import { latest } from '../time.ts';
import {
  type Body,
  type CertificationEvent,
  type CertificationState,
  evolve,
  type OverdueStage,
  type Proof,
  stages,
} from './certification-state.ts';
import { isLate } from './lateness.ts';
import { bySystem, met } from './road.ts';

type Decision = CertificationEvent[] | Refusal;

const roles = ['clerk', 'head'] as const;
const byContractor = { by: ['contractor'], roles } as const;
const byPurchaser = { by: ['purchaser'], roles } as const;
const underway = ['not-certified', 'preparing', 'provisional', 'flagged', 'replacement-review', 'dismissal-review'] as const;
const afterCertificate = ['certified', 'flagged', 'replacement-review', 'dismissal-review'] as const;

const commands = {
  open: { label: '建立持证跟踪', stages: 'opening', ...bySystem, effect: '自政策规定之日起计算持证期限' },
  'start-preparing': { label: '登记备考或培训', stages: ['not-certified'], ...byContractor, effect: '登记已报名考试或参加培训' },
  'submit-proof': { label: '提交资质证明', stages: underway, ...byContractor, effect: '证明交购买主体核验，以证书所载日期判断是否按期' },
  'confirm-proof': { label: '核验通过', stages: ['checking'], ...byPurchaser, effect: '认可所提交的资质' },
  'return-proof': { label: '退回证明', stages: ['checking', 'registered'], ...byPurchaser, effect: '证明退回承接机构，期限不变' },
  'record-registration': { label: '登记已完成社工登记', stages: afterCertificate, ...byContractor, effect: '登记证明交购买主体核验' },
  'confirm-registration': { label: '核验登记', stages: ['registered'], ...byPurchaser, effect: '认可登记，本项达标' },
  'conclude-review': {
    label: '登记复核结论',
    stages: ['replacement-review', 'dismissal-review'],
    by: ['contractor'],
    roles: ['head'],
    effect: '只登记用人单位的结论，系统不变更也不终止劳动关系',
  },
  'record-departure': { label: '登记离岗', stages: 'open', ...byContractor, effect: '结束对该社工的持证跟踪' },
} as const satisfies Record<CertificationCommand['name'], CommandRule>;

const OVERDUE: Record<NonNullable<SlotRule<'deadline'>['ifMissed']>, OverdueStage> = {
  flag: 'flagged',
  breach: 'flagged',
  replace: 'replacement-review',
  'dismissal-review': 'dismissal-review',
};

/** What counts where the pack does not say it: the national certificate. */
const CERTIFICATE = 'certificate';
/** The kind of proof that the clause on training organisers completes. */
const TRAINING_HOURS = 'training-hours';

/** 持证: one process for each worker, whatever the cycle; a new cycle does not restart the clock (C-6). */
export const certification: Lifecycle<CertificationState, CertificationCommand, CertificationEvent> = {
  kind: 'certification',
  title: '持证',
  stages,
  commands,
  evolve,
  blocked,

  needs: (command) => (command.name === 'open' ? { workers: [command.body.workerId] } : {}),

  decide(state, command, context) {
    if (command.name === 'open') return open(command.body, context);
    if (!state) return refuse('object.not-found', '持证跟踪尚未建立');
    const refusal = blocked(state, command.name, context.policy);
    if (refusal) return refusal;
    const { today } = context;
    const inPost = { label: '到岗首日', date: state.firstDayInPost };
    switch (command.name) {
      case 'start-preparing': {
        const { startedOn } = command.body;
        return doneInOrder('startedOn', { label: '开始日期', date: startedOn }, today) ?? [{ type: 'preparation-started', on: startedOn }];
      }
      case 'submit-proof':
        return submitProof(state, command.body, context);
      case 'confirm-proof':
        return confirmProof(state, context);
      case 'return-proof':
        return [{ type: state.stage === 'registered' ? 'registration-returned' : 'proof-returned' }];
      case 'record-registration':
        return recordRegistration(state, command.body, context);
      case 'confirm-registration':
        return [{ type: 'complied' }];
      case 'conclude-review': {
        const { decision, decidedOn } = command.body;
        const act = { label: '结论日期', date: decidedOn };
        return doneInOrder('decidedOn', act, today, inPost) ?? [{ type: 'review-concluded', decision, on: decidedOn }];
      }
      case 'record-departure': {
        const { leftOn } = command.body;
        return doneInOrder('leftOn', { label: '离岗日期', date: leftOn }, today, inPost) ?? [{ type: 'worker-left', on: leftOn }];
      }
      default:
        return assertNever(command);
    }
  },

  duties: (state, policy) =>
    policy.rule('certificate.register') ? [obtaining(state, policy), registering(state)] : [obtaining(state, policy)],

  onDue(state, dutyKey, { policy }) {
    const slot = dutyKey === 'certificate.register' ? 'certificate.register' : obtainingSlot(state);
    return [{ type: 'deadline-missed', slot, leadsTo: OVERDUE[policy.rule(slot)?.ifMissed ?? 'flag'] }];
  },

  followUps: () => [],
};

function blocked({ obtainedOn }: CertificationState, command: string, policy: Policy): Verdict {
  if (command === 'submit-proof' && obtainedOn) return refuse('process.already-done', `已于 ${obtainedOn} 取得资质`);
  if (command !== 'record-registration') return undefined;
  if (!policy.rule('certificate.register')) return refuse('policy.no-rule', '本地政策没有要求登记');
  return obtainedOn ? undefined : refuse('policy.condition-unmet', '尚未取得资质，不能登记');
}

function open(body: Body<'open'>, { facts, processId }: Context): Decision {
  const worker = facts.workers[body.workerId];
  if (worker?.certificationId && worker.certificationId !== processId) {
    return refuse('process.already-done', '该社工的持证跟踪已经建立，新的周期不重新起算');
  }
  const title = `${body.post ? '项目' : '驻站'}社工持证（${body.firstDayInPost.slice(0, 7)}到岗）`;
  return [{ type: 'certification-opened', ...body, title, recruitedOn: worker?.labourContractOn ?? body.firstDayInPost }];
}

function submitProof({ accepted }: CertificationState, body: Body<'submit-proof'>, { today, policy }: Context): Decision {
  const { kind, issuedOn, provisional = false, organiser, documents } = body;
  const refusal =
    doneInOrder('issuedOn', { label: '取得日期', date: issuedOn }, today) ?? counts(policy, kind) ?? trainedBy(policy, kind, organiser);
  if (refusal) return refusal;
  if (documents.length === 0)
    return refuse('policy.document-missing', '请附资质证明材料', [{ field: 'documents', problem: '请附资质证明材料' }]);
  if (provisional && kind !== CERTIFICATE) return refuse('request.invalid', '只有职业资格证书可以先以合格成绩暂代（Q-39）');
  const same = accepted.find((one) => one.kind === kind && one.provisional === provisional);
  if (same) return refuse('process.already-done', `这类证明已于 ${same.issuedOn} 取得并核验`);
  return [{ type: 'proof-submitted', kind, issuedOn, provisional }];
}

function counts(policy: Policy, kind: string): Verdict {
  const rule = policy.rule('certificate.counts');
  const allowed = rule?.items.map(({ code }) => code) ?? [CERTIFICATE];
  if (allowed.includes(kind)) return undefined;
  const labels = rule?.items.map(({ label }) => label).join('、') ?? '全国社会工作者职业资格证书';
  const detail = `本地政策认可的资质为${labels}${rule ? `（${rule.id}）` : ''}`;
  return refuse('policy.condition-unmet', detail, [{ field: 'kind', problem: '不属于认可的资质', received: kind, allowed }]);
}

/** Training counts only from the organisers that the pack names, where it names any. */
function trainedBy(policy: Policy, kind: string, organiser: string | undefined): Verdict {
  const rule = policy.rule('certificate.training-organisers');
  if (kind !== TRAINING_HOURS || !rule) return undefined;
  const allowed = rule.items.map(({ code }) => code);
  if (organiser !== undefined && allowed.includes(organiser)) return undefined;
  const detail = `只计${rule.items.map(({ label }) => label).join('、')}举办的培训（${rule.id}）`;
  return refuse('policy.condition-unmet', detail, [{ field: 'organiser', problem: '举办方不符', received: organiser, allowed }]);
}

function confirmProof(state: CertificationState, context: Context): Decision {
  const { policy } = context;
  const events: CertificationEvent[] = [{ type: 'proof-accepted' }];
  const final = evolve(state, { type: 'proof-accepted' }).accepted.filter(({ provisional }) => !provisional);
  const [first, ...others] = final;
  if (!first || final.length < neededProofs(policy)) return events;
  // Where several proofs are needed together, the last of them completes the qualification (Q-36).
  const on = latest(first.issuedOn, ...others.map(({ issuedOn }) => issuedOn));
  events.push({ type: 'certified', on, late: isLate(obtaining(state, policy), on, context) });
  return policy.rule('certificate.register') ? events : [...events, { type: 'complied' }];
}

/** How many of the listed proofs are needed: all of them unless the clause lets fewer do. */
function neededProofs(policy: Policy): number {
  const rule = policy.rule('certificate.counts');
  return rule ? (rule.atLeast ?? rule.items.length) : 1;
}

function recordRegistration(
  state: CertificationState,
  { registeredOn, documents }: Body<'record-registration'>,
  context: Context,
): Decision {
  const act = { label: '登记日期', date: registeredOn };
  const refusal = doneInOrder('registeredOn', act, context.today, { label: '取得资质日期', date: state.obtainedOn });
  if (refusal) return refusal;
  if (documents.length === 0) return refuse('policy.document-missing', '请附登记证明', [{ field: 'documents', problem: '请附登记证明' }]);
  return [{ type: 'registration-recorded', on: registeredOn, late: isLate(registering(state), registeredOn, context) }];
}

/** One proof that is enough meets the duty by its own day as soon as it is handed in (Q-39); sent back, it opens the duty again. */
function obtaining(state: CertificationState, policy: Policy): DutyClaim {
  const proofs: Proof[] = state.pending ? [...state.accepted, state.pending] : state.accepted;
  const alone = neededProofs(policy) === 1 ? proofs[0] : undefined;
  return claim(state, obtainingSlot(state), 'submit-proof', state.obtainedOn ?? alone?.issuedOn ?? null);
}

/** The clause that dates the qualification of this worker. */
function obtainingSlot({ post }: CertificationState): 'certificate.obtain' | 'certificate.project-worker' {
  return post ? 'certificate.project-worker' : 'certificate.obtain';
}

function registering(state: CertificationState): DutyClaim {
  return claim(state, 'certificate.register', 'record-registration', state.registeredOn);
}

function claim(
  state: CertificationState,
  slot: 'certificate.obtain' | 'certificate.project-worker' | 'certificate.register',
  command: string,
  metOn: PlainDate | null,
): DutyClaim {
  return {
    key: slot,
    slot,
    command,
    // The contractor answers for its workers: it owes what the clause asks of the worker in person.
    owes: 'contractor',
    events: { 'project-starts': state.projectStartsOn, 'first-day-in-post': state.firstDayInPost, recruited: state.recruitedOn },
    ...met(metOn),
  };
}
