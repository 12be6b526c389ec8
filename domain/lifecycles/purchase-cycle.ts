import { assertNever } from '../errors.ts';
import { done, notTwice, refuse, type Verdict } from '../gates.ts';
import type { CommandRule, Context, Lifecycle, Refusal } from '../lifecycle.ts';
import type { Policy } from '../policy.ts';
import type { PurchaseCycleCommand } from '../schema/commands/purchase-cycle.ts';
import { yearOf } from '../time.ts';
import { contractorPlans, plansBlocked } from './purchase-cycle-contractor.ts';
import { duties, onDue } from './purchase-cycle-duties.ts';
import { followUps } from './purchase-cycle-follow-ups.ts';
import { budgetBlocked, preparePlan, secureBudget } from './purchase-cycle-plans.ts';
import { contractEndedEarly, contractSigned, procureByHand, procurementFailed, recordResult, renew } from './purchase-cycle-renewal.ts';
import { type AnnualPlan, type Body, evolve, type PurchaseCycleEvent, type PurchaseCycleState, stages } from './purchase-cycle-state.ts';
import { bySystem } from './road.ts';

const byPurchaser = { by: ['purchaser'], roles: ['clerk', 'head'] } as const;
const byHead = { by: ['purchaser'], roles: ['head'] } as const;
const bySuperior = { by: ['superior'], roles: ['clerk', 'head'] } as const;

// The plans of later years are made beside the road, in any of these stages.
const later = ['planned', 'procuring', 'contracting', 'performing', 'renewing', 'lapsed'] as const;

const commands = {
  open: { label: '发起采购周期', stages: 'opening', ...byPurchaser, effect: '建立采购周期，从编制年度计划开始' },
  'prepare-plan': { label: '提交年度计划', stages: ['planning', ...later], ...byPurchaser, effect: '年度计划提交负责人审核' },
  'approve-plan': {
    label: '审定年度计划',
    stages: ['reviewing', ...later],
    ...byHead,
    notSamePersonAs: 'prepare-plan',
    effect: '年度计划定稿；须备案的，报送上级民政部门',
  },
  'return-plan': { label: '退回修改', stages: ['reviewing', ...later], ...byHead, effect: '年度计划退回经办人修改' },
  'file-plan': { label: '准予备案', stages: ['filing', ...later], ...bySuperior, effect: '年度计划已备案，可以启动采购' },
  'return-filing': { label: '不予备案', stages: ['filing', ...later], ...bySuperior, effect: '年度计划退回修改，修改后重新审核报送' },
  'secure-budget': {
    label: '落实购买经费',
    stages: 'open',
    by: ['purchaser', 'finance'],
    roles: ['clerk', 'head'],
    effect: '登记该年度购买经费已落实',
  },
  'hand-in-plans': {
    label: '提交方案与计划',
    stages: later,
    by: ['contractor'],
    roles: ['clerk', 'head'],
    effect: '承接机构的方案与计划交购买主体，工作计划由购买主体报送备案',
  },
  'file-work-plan': { label: '报送工作计划备案', stages: later, ...byPurchaser, effect: '登记工作计划已报送全部备案机关' },
  'confirm-work-plan': {
    label: '确认工作计划备案',
    stages: later,
    by: ['superior', 'upper'],
    roles: ['clerk', 'head'],
    effect: '登记本单位已准予备案',
  },
  'start-procurement': {
    label: '启动采购',
    stages: ['planned', 'performing', 'renewing', 'lapsed'],
    ...byPurchaser,
    effect: '建立采购流程；合同期内启动的，现合同到期后不再续签',
  },
  'fix-new-plan': { label: '确定新一期方案', stages: ['performing', 'renewing'], ...byPurchaser, effect: '登记新一期购买方案' },
  renew: { label: '决定续签', stages: ['renewing'], ...byHead, effect: '建立下一年度合同，在现合同到期前签订' },
  end: {
    label: '终止采购周期',
    stages: ['planning', 'reviewing', 'filing', 'planned', 'lapsed'],
    ...byHead,
    effect: '不再购买，本周期结束，不能恢复',
  },
  'record-award': { label: '登记中标(成交)', stages: 'open', ...bySystem, effect: '进入签约' },
  'record-procurement-failed': { label: '登记采购未成', stages: 'open', ...bySystem, effect: '退回待采购' },
  'record-contract-signed': { label: '登记合同签订', stages: 'open', ...bySystem, effect: '进入履约' },
  'record-contract-ended': { label: '登记合同终止', stages: 'open', ...bySystem, effect: '合同未签成或提前解除' },
  'record-evaluation-result': {
    label: '登记评估结果',
    stages: 'open',
    ...bySystem,
    effect: '合格的进入续签办理，不合格或周期届满的重新采购',
  },
} as const satisfies Record<PurchaseCycleCommand['name'], CommandRule>;

const PLAN_STATUS: Record<AnnualPlan['status'], string> = { drafting: '编制中', reviewing: '审核中', filing: '备案中', 'in-force': '已定' };

/** The state of the plan at hand, a new plan where none is asked for, ending while a contract runs. */
function blocked(state: PurchaseCycleState, command: string, policy: Policy): Verdict {
  switch (command) {
    case 'prepare-plan':
      return planIs(state.plan, 'drafting', 'in-force');
    case 'approve-plan':
    case 'return-plan':
      return planIs(state.plan, 'reviewing');
    case 'file-plan':
    case 'return-filing':
      return planIs(state.plan, 'filing');
    case 'secure-budget':
      return budgetBlocked(state, policy);
    case 'hand-in-plans':
    case 'file-work-plan':
    case 'confirm-work-plan':
      return plansBlocked(state, command, policy);
    case 'fix-new-plan':
      if (!policy.rule('renewal.new-plan')) return refuse('policy.no-rule', `${policy.pack.name}的政策没有这项规定`);
      return notTwice('新一期方案', state.newPlanOn);
    case 'end':
      if (!state.contract || state.interruptedOn !== null) return undefined;
      return refuse('policy.condition-unmet', `合同至 ${state.contract.endsOn} 仍在履行，须先解除合同`);
    default:
      return undefined;
  }
}

function planIs({ year, status }: AnnualPlan, ...allowed: AnnualPlan['status'][]): Verdict {
  if (allowed.includes(status)) return undefined;
  return refuse('process.wrong-stage', `${year}年度计划${PLAN_STATUS[status]}，现在不能办理此事`);
}

function decide(state: PurchaseCycleState | undefined, command: PurchaseCycleCommand, context: Context): PurchaseCycleEvent[] | Refusal {
  if (command.name === 'open') return open(command.body);
  if (!state) return refuse('object.not-found', '采购周期尚未建立');
  const { policy, today } = context;
  const refusal = blocked(state, command.name, policy);
  if (refusal) return refusal;
  switch (command.name) {
    case 'prepare-plan':
      return preparePlan(state, command.body, context);
    case 'approve-plan': {
      const toFile = policy.rule('plan.filed') !== undefined;
      const prepared = { label: '编制完成日期', date: state.plan.preparedOn };
      return done({ type: 'plan-approved', ...command.body, toFile }, 'approvedOn', '审定日期', today, prepared);
    }
    case 'return-plan':
      return [{ type: 'plan-returned', ...command.body }];
    case 'file-plan': {
      const approved = { label: '报送日期', date: state.plan.approvedOn };
      return done({ type: 'plan-filed', ...command.body }, 'filedOn', '备案日期', today, approved);
    }
    case 'return-filing':
      return [{ type: 'filing-returned', ...command.body }];
    case 'secure-budget':
      return secureBudget(state, command.body, context);
    case 'hand-in-plans':
    case 'file-work-plan':
    case 'confirm-work-plan':
      return contractorPlans(state, command, context);
    case 'start-procurement':
      return procureByHand(state, command.body, context);
    case 'fix-new-plan':
      return done({ type: 'new-plan-fixed', ...command.body }, 'fixedOn', '新方案确定日期', today);
    case 'renew':
      return renew(state, command.body, context);
    case 'end':
      return [{ type: 'cycle-ended', ...command.body }];
    case 'record-award':
      return state.stage === 'procuring' && state.procurementId === command.body.procurementId
        ? [{ type: 'award-recorded', ...command.body }]
        : [];
    case 'record-procurement-failed':
      return procurementFailed(state, command.body, context);
    case 'record-contract-signed':
      return contractSigned(state, command.body);
    case 'record-contract-ended':
      return contractEndedEarly(state, command.body, context);
    case 'record-evaluation-result':
      return recordResult(state, command.body, context);
    default:
      return assertNever(command);
  }
}

function open(body: Body<'open'>): PurchaseCycleEvent[] | Refusal {
  const { programmeStartsOn, planYear } = body;
  if (programmeStartsOn === undefined || yearOf(programmeStartsOn) === planYear) return [{ type: 'cycle-opened', ...body }];
  const problem = `项目启动日期 ${programmeStartsOn} 不在计划年度 ${planYear} 内`;
  return refuse('policy.out-of-order', problem, [
    { field: 'programmeStartsOn', problem, received: programmeStartsOn, allowed: `${planYear}年内` },
  ]);
}

/** The road 采购周期 that joins plan, procurement and contracts, with filing and renewal inside (catalogue of lifecycles 3.1 and 3.9). */
export const purchaseCycle: Lifecycle<PurchaseCycleState, PurchaseCycleCommand, PurchaseCycleEvent> = {
  kind: 'purchase-cycle',
  title: '采购周期',
  stages,
  commands,
  blocked,
  decide,
  evolve,
  duties,
  onDue,
  followUps,
};
