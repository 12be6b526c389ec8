import { LIFECYCLES } from '../domain/registry.ts';
import type { Database } from '../prisma/client.ts';
import { firstContractOf, firstYearOf, type Goal } from './goal.ts';
import type { DutyLine } from './report.ts';
import { ofKind, type Process } from './snapshot.ts';

/** What the record shows that the policy does not lead to, each in words. */
export async function checkAll(
  database: Database,
  processes: readonly Process[],
  duties: readonly DutyLine[],
  goal: Goal,
): Promise<string[]> {
  return [
    ...checkGoal(processes, goal),
    ...checkRenewals(processes),
    ...checkLeftBehind(processes),
    ...duties.filter(({ outcome }) => outcome === 'not-met').flatMap((duty) => checkClosed(duty, processes)),
    ...processes.flatMap((process) => (process.broken === null ? [] : [`${nameOf(process)}出现故障：${process.broken}`])),
    ...(await checkLedger(database, processes)),
  ];
}

function nameOf({ kind, own }: Process): string {
  const { title, stages } = LIFECYCLES[kind];
  return `${title}（${stages[own.stage]?.label ?? own.stage}）`;
}

function checkGoal(processes: readonly Process[], goal: Goal): string[] {
  const [road] = ofKind(processes, 'purchase-cycle');
  const contract = firstContractOf(processes);
  if (!road || !contract) return ['没有走到签订合同'];
  const roadStages = LIFECYCLES['purchase-cycle'].stages;
  const contractStages = LIFECYCLES.contract.stages;
  const last = ofKind(processes, 'procurement').at(-1)?.own;
  const reason = last && last.reason !== 'first' ? last.reason : undefined;
  const next = road.own.contract?.id === contract.id ? undefined : road.own.contract?.yearOfCycle;
  return [
    ...differs('采购周期应为', roadStages[goal.road]?.label, roadStages[road.own.stage]?.label),
    ...differs('首年合同应为', contractStages[goal.firstContract]?.label, contractStages[contract.own.stage]?.label),
    ...differs('重新采购的缘由应为', goal.procurement, reason),
    ...differs('后续合同在周期内应为第几年', goal.yearOfCycle, next),
  ];
}

function differs(what: string, expected: string | number | undefined, found: string | number | undefined): string[] {
  return expected === found ? [] : [`${what}${expected ?? '无'}，现为${found ?? '无'}`];
}

/** No contract is renewed without a confirmed pass of the one before it, confirmed before the renewal was signed. */
function checkRenewals(processes: readonly Process[]): string[] {
  return ofKind(processes, 'contract').flatMap(({ own }) => {
    if (own.renewalOf === null) return [];
    const evaluation = ofKind(processes, 'evaluation').find((one) => one.own.contractId === own.renewalOf)?.own;
    const passed = evaluation?.conclusion?.passed === true && evaluation.confirmedOn !== null;
    const inOrder = passed && (own.signedOn === null || (evaluation.confirmedOn ?? '') <= own.signedOn);
    return inOrder ? [] : [`第${own.yearOfCycle}年合同续签，而上一年度没有经确认的合格结果`];
  });
}

function checkLeftBehind(processes: readonly Process[]): string[] {
  return firstYearOf(processes).flatMap((process) => (process.ended ? [] : [`${nameOf(process)}属于首年，没有办结`]));
}

/** A duty whose day has passed may be given up with its process, but may not stay owed. */
function checkClosed({ process: id, key, label, due }: DutyLine, processes: readonly Process[]): string[] {
  const process = processes.find((one) => one.id === id);
  const isOwed = process?.duties.some((duty) => duty.key === key) === true;
  return isOwed ? [`${nameOf(process)}的“${label}”${due} 到期，一直没有履行`] : [];
}

/** Nothing in the ledger is refused, failed or undelivered: what one process asks of another is never in vain. */
async function checkLedger(database: Database, processes: readonly Process[]): Promise<string[]> {
  const rows = await database.command.findMany({
    where: {
      processId: { in: processes.map(({ id }) => id) },
      OR: [{ outcome: null }, { outcome: { not: 'accepted' } }, { deliveredAt: null }],
    },
    orderBy: { sequence: 'asc' },
    select: { kind: true, name: true, outcome: true, result: true },
  });
  return rows.flatMap(({ kind, name, outcome, result }) => {
    const { refused, detail, defect } = (result ?? {}) as { refused?: string; detail?: string; defect?: string };
    // Somebody else was faster; the command was given again.
    if (refused === 'object.stale') return [];
    return [`命令 ${kind} ${name}：${outcome ?? '未处理'}${detail || defect ? `（${detail ?? defect}）` : ''}`];
  });
}
