import { assertNever } from '../errors.ts';
import type { OrganisationId, PlainDate, ProcessId } from '../ids.ts';
import type { Lifecycle, Parties, ProcessState } from '../lifecycle.ts';
import type { StationChoice } from '../parties.ts';
import type { ContractCommand } from '../schema/commands/contract.ts';
import type { ReportLineName } from '../schema/commands/report-line.ts';
import { opened } from './road.ts';

/** The body of one command. */
export type Body<Name extends ContractCommand['name']> = Extract<ContractCommand, { name: Name }>['body'];

/** What became of a contract at its end; the road decides it. */
type Succession = Body<'record-succession'>['outcome'];

/** One yearly contract 服务合同(协议), from the draft to its end. Days are `null` until they have come. */
export interface ContractState extends ProcessState {
  stage: keyof typeof stages;
  cycleId: ProcessId;
  stations: StationChoice[];
  procurementId: ProcessId | null;
  awardNoticeOn: PlainDate | null;
  amountYuan: number;
  yearOfCycle: number;
  cycleStartsOn: PlainDate | null;
  renewalOf: ProcessId | null;
  previousEndsOn: PlainDate | null;
  onboardings: ProcessId[];
  reportLines: ReportLineOfContract[];
  evaluationId: ProcessId | null;
  signedOn: PlainDate | null;
  effectiveOn: PlainDate | null;
  startsOn: PlainDate | null;
  endsOn: PlainDate | null;
  copyFiledOn: PlainDate | null;
  copyConfirmedOn: PlainDate | null;
  announcedOn: PlainDate | null;
  staffingHandedInOn: PlainDate | null;
  staffingFiledOn: PlainDate | null;
  staffingConfirmedOn: PlainDate | null;
  /** Stations whose set-up has been accepted. */
  acceptedStations: OrganisationId[];
  suspendedOn: PlainDate | null;
  /** The stage to which a suspended contract returns. */
  stageBefore: keyof typeof stages;
  succession: Succession | null;
}

/** What happens to a contract. */
export type ContractEvent =
  | ({ type: 'contract-opened' } & Body<'open'>)
  | SignedEvent
  | { type: 'signed-late'; due: PlainDate; ruleId: string | null }
  | { type: 'contract-took-effect' }
  | { type: 'service-began' }
  | ({ type: 'signing-abandoned' } & Body<'abandon'>)
  | ({ type: 'copy-filed' } & Body<'file-copy'>)
  | ({ type: 'copy-confirmed' } & Body<'confirm-copy'>)
  | ({ type: 'contract-announced' } & Body<'announce'>)
  | ({ type: 'staffing-handed-in' } & Body<'hand-in-staffing'>)
  | ({ type: 'staffing-filed' } & Body<'file-staffing'>)
  | ({ type: 'staffing-confirmed' } & Body<'confirm-staffing'>)
  | ({ type: 'contract-changed' } & Body<'change'>)
  | ({ type: 'contract-suspended' } & Body<'suspend'>)
  | ({ type: 'contract-resumed' } & Body<'resume'>)
  | ({ type: 'contract-terminated' } & Body<'terminate'>)
  | ({ type: 'station-accepted' } & Body<'record-onboarding-accepted'>)
  | ({ type: 'succession-known' } & Body<'record-succession'>)
  | { type: 'expiry-drew-near' }
  | { type: 'term-ended' }
  | { type: 'contract-closed'; outcome: Succession };

/** The signature, with the days that the contract then has and the rules that it departs from with consent. */
export interface SignedEvent extends Omit<Body<'sign'>, 'effectiveOn' | 'startsOn'> {
  type: 'contract-signed';
  effectiveOn: PlainDate;
  startsOn: PlainDate;
  /** The station set-ups that this contract opens; a renewal opens none. */
  setUps: { processId: ProcessId; choice: StationChoice }[];
  /** All set-ups under this contract, those taken over too. */
  onboardings: ProcessId[];
  reportLines: ReportLineOfContract[];
  evaluationId: ProcessId | null;
  departures: string[];
}

/** One line of reports that a contract opens: for all its stations, or where towns or stations report, for theirs. */
export interface ReportLineOfContract {
  processId: ProcessId;
  line: ReportLineName;
  parties: Parties;
  stations: StationChoice[];
}

/** The stages of a contract. */
export const stages = {
  drafting: { label: '拟订合同', waitsFor: 'signatory' },
  signed: { label: '已签订，待生效', waitsFor: 'date' },
  effective: { label: '已生效，站点设置中', waitsFor: 'process' },
  active: { label: '履行中', waitsFor: 'date' },
  expiring: { label: '即将到期', waitsFor: 'purchaser' },
  expired: { label: '已到期，待续签结果', waitsFor: 'process', aside: true },
  suspended: { label: '暂缓执行', waitsFor: 'purchaser', aside: true },
  renewed: { label: '已到期，续签', waitsFor: 'process', ends: true },
  'not-renewed': { label: '已到期，不续签', waitsFor: 'process', ends: true },
  completed: { label: '已到期，履行完毕', waitsFor: 'process', ends: true },
  terminated: { label: '已解除', waitsFor: 'process', ends: true },
  abandoned: { label: '未签成', waitsFor: 'process', ends: true },
} as const satisfies Lifecycle['stages'];

const UNTOUCHED = {
  reportLines: [],
  evaluationId: null,
  signedOn: null,
  effectiveOn: null,
  startsOn: null,
  endsOn: null,
  copyFiledOn: null,
  copyConfirmedOn: null,
  announcedOn: null,
  staffingHandedInOn: null,
  staffingFiledOn: null,
  staffingConfirmedOn: null,
  acceptedStations: [],
  suspendedOn: null,
  succession: null,
};

/** Folds one event. */
export function evolve(before: ContractState | undefined, event: ContractEvent): ContractState {
  if (event.type === 'contract-opened') {
    const { type: _, ...body } = event;
    return { ...body, ...UNTOUCHED, stage: 'drafting', stageBefore: 'drafting' };
  }
  const state = opened(before, event);
  switch (event.type) {
    case 'contract-signed': {
      const { signedOn, effectiveOn, startsOn, endsOn, onboardings, reportLines, evaluationId } = event;
      return { ...state, stage: 'signed', signedOn, effectiveOn, startsOn, endsOn, onboardings, reportLines, evaluationId };
    }
    case 'contract-took-effect':
      return { ...state, stage: 'effective' };
    case 'service-began':
      return { ...state, stage: 'active' };
    case 'signing-abandoned':
      return { ...state, stage: 'abandoned' };
    case 'copy-filed':
      return { ...state, copyFiledOn: event.filedOn };
    case 'copy-confirmed':
      return { ...state, copyConfirmedOn: event.confirmedOn };
    case 'contract-announced':
      return { ...state, announcedOn: event.announcedOn };
    case 'staffing-handed-in':
      return { ...state, staffingHandedInOn: event.handedInOn };
    case 'staffing-filed':
      return { ...state, staffingFiledOn: event.filedOn };
    case 'staffing-confirmed':
      return { ...state, staffingConfirmedOn: event.confirmedOn };
    case 'contract-changed':
      return { ...state, amountYuan: event.amountYuan ?? state.amountYuan };
    case 'contract-suspended':
      return { ...state, stage: 'suspended', suspendedOn: event.suspendedOn, stageBefore: state.stage };
    case 'contract-resumed':
      return { ...state, stage: state.stageBefore, suspendedOn: null };
    case 'contract-terminated':
      return { ...state, stage: 'terminated' };
    case 'station-accepted':
      return { ...state, acceptedStations: [...state.acceptedStations, event.station] };
    case 'succession-known':
      return { ...state, succession: event.outcome };
    case 'expiry-drew-near':
      // A suspended contract nears its end too; it returns to the later stage.
      return state.stage === 'suspended' ? { ...state, stageBefore: 'expiring' } : { ...state, stage: 'expiring' };
    case 'term-ended':
      return { ...state, stage: 'expired' };
    case 'contract-closed':
      return { ...state, stage: event.outcome };
    case 'signed-late':
      return state;
    default:
      return assertNever(event);
  }
}
