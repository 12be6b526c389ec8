import type { Actor, CommandRule, Folded, Lifecycle, Parties, Refusal } from './lifecycle.ts';
import type { PartyFunction } from './pack.ts';
import type { Policy } from './policy.ts';

/** One command as offered to somebody: allowed now, or why not. */
export interface OfferedAction {
  command: string;
  label: string;
  effect: string;
}

/** 中文 names of the functions, for refusals and pages. */
export const FUNCTION_NAMES: Record<PartyFunction, string> = {
  purchaser: '购买主体',
  signatory: '合同签订方',
  organiser: '采购组织方',
  contractor: '承接机构',
  town: '乡镇(街道)',
  superior: '上级民政部门',
  upper: '省级民政部门',
  evaluator: '评估方',
  finance: '财政部门',
  station: '社工站',
  sender: '转出方',
  receiver: '接收方',
};

/** 中文 names of the roles of a member. */
export const ROLE_NAMES: Record<Actor['role'], string> = {
  clerk: '经办人',
  head: '负责人',
  worker: '驻站社工',
  viewer: '查阅人',
  operator: '运维',
  system: '系统',
};

/** The functions that the actor's organisation fills in this process. */
export function functionsOf(actor: Actor, parties: Parties): PartyFunction[] {
  const functions = Object.keys(parties) as PartyFunction[];
  return functions.filter((name) => actor.organisationId !== null && parties[name] === actor.organisationId);
}

/**
 * Why this actor may not give this command now, or `undefined` if they may. One answer for the API gate, `decide` and the presenter.
 * `parties` are those of the process, or for an opening command those that the body proposes. With `policy`, what the pack has no rule for
 * and what is done already is answered too.
 */
export function whyNot(
  lifecycle: Lifecycle,
  folded: Folded | undefined,
  command: string,
  actor: Actor,
  parties: Parties,
  policy?: Policy,
): Refusal | undefined {
  const rule = Object.hasOwn(lifecycle.commands, command) ? lifecycle.commands[command] : undefined;
  if (!rule)
    return { refused: 'command.unknown', detail: `${lifecycle.title}没有操作“${command}”`, allowedNow: labelsNow(lifecycle, folded) };
  const stage = whyNotInStage(lifecycle, folded, rule);
  if (stage) return stage;
  if (actor.role === 'system') return undefined;
  const by = (folded && lifecycle.givers?.(folded.own, command)) ?? rule.by;
  const whoMay = by.map((name) => `${FUNCTION_NAMES[name]}${rule.roles.map((role) => ROLE_NAMES[role]).join('、')}`);
  const fills = functionsOf(actor, parties).some((name) => by.includes(name));
  if (!fills || !rule.roles.includes(actor.role)) {
    return { refused: 'access.forbidden', detail: `“${rule.label}”由${whoMay.join('或') || '系统'}办理`, whoMay };
  }
  if (rule.notSamePersonAs && folded?.kit.doneBy[rule.notSamePersonAs] === actor.personId) {
    const earlier = lifecycle.commands[rule.notSamePersonAs]?.label ?? rule.notSamePersonAs;
    return { refused: 'access.same-person', detail: `“${earlier}”与“${rule.label}”不能由同一人办理`, whoMay };
  }
  return folded && policy && lifecycle.blocked?.(folded.own, command, policy);
}

function whyNotInStage(lifecycle: Lifecycle, folded: Folded | undefined, rule: CommandRule): Refusal | undefined {
  if (rule.stages === 'opening') {
    return folded
      ? { refused: 'process.exists', detail: `${lifecycle.title}已经建立`, allowedNow: labelsNow(lifecycle, folded) }
      : undefined;
  }
  if (!folded) return { refused: 'object.not-found', detail: `${lifecycle.title}尚未建立` };
  const stage = lifecycle.stages[folded.own.stage];
  if (stage?.ends) return { refused: 'process.closed', detail: `${lifecycle.title}已结束（${stage.label}）` };
  if (rule.stages === 'open' || rule.stages.includes(folded.own.stage)) return undefined;
  const where = rule.stages.map((code) => lifecycle.stages[code]?.label ?? code).join('、');
  return {
    refused: 'process.wrong-stage',
    detail: `当前环节是“${stage?.label ?? folded.own.stage}”，“${rule.label}”在${where}环节办理`,
    allowedNow: labelsNow(lifecycle, folded),
  };
}

/** A refusal names these, so that they are found without asking for a refusal. */
function labelsNow(lifecycle: Lifecycle, folded: Folded | undefined): string[] {
  return Object.values(lifecycle.commands)
    .filter((rule) => rule.by.length > 0 && isInStage(lifecycle, folded, rule))
    .map((rule) => rule.label);
}

function isInStage(lifecycle: Lifecycle, folded: Folded | undefined, { stages }: CommandRule): boolean {
  if (stages === 'opening' || !folded) return stages === 'opening' && !folded;
  const { stage } = folded.own;
  return !lifecycle.stages[stage]?.ends && (stages === 'open' || stages.includes(stage));
}

/** What this actor may do now; the console draws its buttons from it. */
export function availableActions(
  lifecycle: Lifecycle,
  folded: Folded | undefined,
  actor: Actor,
  parties: Parties,
  policy?: Policy,
): OfferedAction[] {
  return Object.entries(lifecycle.commands)
    .filter(([command, rule]) => rule.by.length > 0 && !whyNot(lifecycle, folded, command, actor, parties, policy))
    .map(([command, rule]) => ({ command, label: rule.label, effect: rule.effect }));
}
