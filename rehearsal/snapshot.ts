import type { OrganisationId, PlainDate, ProcessId, ProcessKind } from '../domain/ids.ts';
import type { Folded, ProcessState } from '../domain/lifecycle.ts';
import type { CertificationState } from '../domain/lifecycles/certification-state.ts';
import type { ContractState } from '../domain/lifecycles/contract-state.ts';
import type { EvaluationState } from '../domain/lifecycles/evaluation-state.ts';
import type { OnboardingState } from '../domain/lifecycles/onboarding-state.ts';
import type { ProcurementState } from '../domain/lifecycles/procurement.ts';
import type { PurchaseCycleState } from '../domain/lifecycles/purchase-cycle-state.ts';
import type { ReportLineState } from '../domain/lifecycles/report-line-state.ts';
import type { SlotName } from '../domain/slots.ts';
import type { Database } from '../prisma/client.ts';

interface States {
  'purchase-cycle': PurchaseCycleState;
  procurement: ProcurementState;
  contract: ContractState;
  onboarding: OnboardingState;
  evaluation: EvaluationState;
  'report-line': ReportLineState;
  certification: CertificationState;
  referral: ProcessState;
}

/** A duty that is owed now. */
export interface OwedDuty {
  key: string;
  slot: SlotName;
  command: string | null;
  due: PlainDate | null;
  safe: PlainDate | null;
  owesId: OrganisationId | null;
}

/** A process of one kind as it stands, with what is owed in it, in the order in which it falls due. */
export interface ProcessOf<Kind extends ProcessKind> {
  kind: Kind;
  id: ProcessId;
  own: States[Kind];
  kit: Folded['kit'];
  revision: number;
  ended: boolean;
  broken: string | null;
  duties: OwedDuty[];
}

/** A process of any kind. */
export type Process = { [Kind in ProcessKind]: ProcessOf<Kind> }[ProcessKind];

/** All processes that follow a clock, ended ones too, in the order in which they were opened. */
export async function readProcesses(database: Database, clockId: OrganisationId): Promise<Process[]> {
  const rows = await database.process.findMany({
    where: { clockId },
    orderBy: [{ openedAt: 'asc' }, { id: 'asc' }],
    select: {
      kind: true,
      id: true,
      state: true,
      revision: true,
      ended: true,
      broken: true,
      duties: {
        where: { status: 'open' },
        orderBy: [{ due: 'asc' }, { key: 'asc' }],
        select: { key: true, slot: true, command: true, due: true, safe: true, owesId: true },
      },
    },
  });
  // The kit wrote kind and state together: what stands there is the folded state of that kind.
  return rows.map(({ state, ...row }) => ({ ...row, ...(state as unknown as Folded) }) as unknown as Process);
}

/** The processes of one kind. */
export function ofKind<Kind extends ProcessKind>(processes: readonly Process[], kind: Kind): Extract<Process, { kind: Kind }>[] {
  return processes.filter((process): process is Extract<Process, { kind: Kind }> => process.kind === kind);
}
