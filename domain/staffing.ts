import { type Condition, complete, holds } from './gates.ts';
import type { OrganisationId, PlainDate } from './ids.ts';
import type { WorkerFacts } from './lifecycle.ts';
import type { Policy, SlotRule } from './policy.ts';
import { judgeThreshold } from './threshold.ts';
import { addMonths, yearOf } from './time.ts';

/** What the contractor says of a worker whom it places in a station. */
interface Placement {
  placedOn: PlainDate;
  post: 'worker' | 'manager' | 'project-worker';
  employment: readonly string[];
  counted: readonly string[];
  recruitment?: readonly string[];
  preference?: readonly string[];
  personnelFiles?: readonly string[];
}

/** Age in full years on a day. */
export function fullYears(birthDate: PlainDate, on: PlainDate): number {
  const years = yearOf(on) - yearOf(birthDate);
  return addMonths(birthDate, years * 12) <= on ? years : years - 1;
}

/** What counts as the qualification where the pack does not say it: the national certificate. */
const CERTIFICATE = 'certificate';

/** Whether the worker's registered data show the qualification 专业资质; hours of training need a proof and never show it by themselves. */
function isQualified(facts: WorkerFacts, policy: Policy): boolean {
  const shown = [...(facts.certificateOn ? [CERTIFICATE] : []), ...(facts.socialWorkDegree ? ['degree'] : [])];
  const rule = policy.rule('certificate.counts');
  return (
    complete(rule, rule ? shown.filter((code) => rule.items.some((item) => item.code === code)) : [], 'workerId')?.met ??
    shown.includes(CERTIFICATE)
  );
}

/** The clause on the qualification that binds a post: project workers have one of their own in some systems (YZ-24), else that of all. */
export function certificateSlot(policy: Policy, post: Placement['post']): 'certificate.obtain' | 'certificate.project-worker' {
  return post === 'project-worker' && policy.rule('certificate.project-worker') ? 'certificate.project-worker' : 'certificate.obtain';
}

/** Whether the certification of this worker must be followed: a rule, no process yet, and the qualification or its registration still open. */
export function needsCertification(facts: WorkerFacts, policy: Policy, slot: ReturnType<typeof certificateSlot>): boolean {
  if (!policy.rule(slot) || facts.certificationId !== null) return false;
  return policy.rule('certificate.register') !== undefined || !isQualified(facts, policy);
}

/** The conditions that the pack puts on a worker of a station. No refusal says an age or a degree: those are the worker's own. */
export function workerConditions(
  policy: Policy,
  facts: WorkerFacts,
  placement: Placement,
  contractor: OrganisationId | undefined,
): (Condition | undefined)[] {
  const shown = (code: string, ticked: readonly string[]) => evident(code, facts, placement, contractor) ?? ticked.includes(code);
  const employment = policy.rule('staff.employment');
  const contracted = employment?.items.map(({ code }) => code).filter((code) => shown(code, placement.employment)) ?? [];
  const classes = policy.rules('staff.counted');
  const isCounted = classes.some(({ items }) => items.some(({ code }) => shown(code, placement.counted)));
  const manager = placement.post === 'manager' ? policy.rule('staff.manager-qualification') : undefined;
  const { recruitment = [], preference = [], personnelFiles = [] } = placement;
  return [
    complete(policy.rule('staff.recruitment'), recruitment, 'recruitment'),
    complete(policy.rule('staff.preference'), preference, 'preference'),
    complete(employment, contracted, 'employment'),
    complete(policy.rule('staff.personnel-files'), personnelFiles, 'personnelFiles'),
    holds(classes[0], isCounted, 'counted', '不属于可计入驻站社工的人员'),
    within(policy.rule('staff.age'), fullYears(facts.birthDate, facts.labourContractOn ?? placement.placedOn), '该人员不符合年龄要求'),
    within(policy.rule('staff.education'), facts.education, '该人员不符合学历要求'),
    holds(manager, isQualified(facts, policy), 'workerId', '项目主管应具备专业资质'),
  ];
}

/** What registered data say about an item of a checklist; `undefined` = nothing, the contractor's tick counts. */
function evident(code: string, facts: WorkerFacts, { placedOn }: Placement, contractor: OrganisationId | undefined): boolean | undefined {
  switch (code) {
    case 'contractor-employee':
      return facts.employerId !== null && facts.employerId === contractor;
    case 'labour-contract':
      return facts.labourContractOn !== null && facts.labourContractOn <= placedOn;
    default:
      return undefined;
  }
}

function within(rule: SlotRule<'threshold'> | undefined, value: number, detail: string): Condition | undefined {
  return holds(rule, rule !== undefined && judgeThreshold(rule, value)?.passes === true, 'workerId', detail);
}
