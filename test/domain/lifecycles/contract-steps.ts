import { contract } from '../../../domain/lifecycles/contract.ts';
import type { ContractState } from '../../../domain/lifecycles/contract-state.ts';
import { contractSchemas } from '../../../domain/schema/commands/contract.ts';
import type { SlotName } from '../../../domain/slots.ts';
import { checklist, PARTIES, PEOPLE, type Play, play, type SmallRule, STATIONS, type Step, smallPolicy } from '../../support/lifecycle.ts';

/* The steps of one contract and the road to each of its stages; the tests of the contract share them. */

export type Rules = Partial<Record<SlotName, SmallRule | SmallRule[]>>;
const afterSigning = (count: number): SmallRule => ({
  kind: 'deadline',
  owes: 'purchaser',
  when: { after: 'agreement-signed', term: { count, unit: 'working-day' } },
});

export const RULES: Rules = {
  'contract.sign': { kind: 'deadline', owes: 'purchaser', when: { after: 'award-notice-issued', term: { count: 30, unit: 'day' } } },
  'contract.clauses': checklist('content', 'term'),
  'contract.force-majeure-clause': checklist('force-majeure'),
  'contract.term': { kind: 'threshold', operator: '<=', value: 12, unit: 'month', binding: 'in-principle' },
  'contract.copy-filed': afterSigning(15),
  'contract.announced': afterSigning(2),
  'contract.staffing-filed': afterSigning(15),
  'correction.suspend': { kind: 'flow', steps: [{ code: 'suspend', label: '暂缓' }] },
};

const OPEN_BODY = {
  cycleId: 'road',
  title: '2026年社工站购买服务',
  parties: PARTIES,
  stations: STATIONS,
  procurementId: 'procurement',
  awardNoticeOn: '2026-02-12',
  amountYuan: 180_000,
  yearOfCycle: 1,
  cycleStartsOn: null,
  renewalOf: null,
  previousEndsOn: null,
  onboardings: [],
};
export const RENEWAL = {
  ...OPEN_BODY,
  procurementId: null,
  awardNoticeOn: null,
  yearOfCycle: 2,
  cycleStartsOn: '2026-03-01',
  renewalOf: 'first-contract',
  previousEndsOn: '2027-02-28',
  onboardings: ['set-up-a', 'set-up-b'],
};
export const OPEN: Step = { command: 'open', on: '2026-02-12', body: OPEN_BODY };
export const SIGN_BODY = {
  signedOn: '2026-02-27',
  effectiveOn: '2026-03-01',
  endsOn: '2027-02-28',
  clauses: ['content', 'term'],
  forceMajeure: ['force-majeure'],
  documents: [{ name: '政府购买服务合同' }],
};
export const SIGN: Step = { command: 'sign', on: '2026-02-27', by: PEOPLE.clerk, body: SIGN_BODY };
export const ACCEPTED = (station: string): Step => ({
  command: 'record-onboarding-accepted',
  on: '2026-04-01',
  body: { station, acceptedOn: '2026-03-31' },
});
export const COPY: Step = { command: 'file-copy', on: '2026-03-10', by: PEOPLE.clerk, body: { filedOn: '2026-03-10', documents: [] } };
export const CONFIRM_COPY: Step = { command: 'confirm-copy', on: '2026-03-12', by: PEOPLE.city, body: { confirmedOn: '2026-03-12' } };
export const ANNOUNCE: Step = {
  command: 'announce',
  on: '2026-03-02',
  by: PEOPLE.clerk,
  body: { announcedOn: '2026-03-02', medium: '政府采购网' },
};
export const HAND_IN: Step = {
  command: 'hand-in-staffing',
  on: '2026-03-05',
  by: PEOPLE.agency,
  body: { handedInOn: '2026-03-05', documents: [] },
};
export const STAFFING: Step = {
  command: 'file-staffing',
  on: '2026-03-10',
  by: PEOPLE.clerk,
  body: { filedOn: '2026-03-10', documents: [] },
};
export const CONFIRM_STAFFING: Step = {
  command: 'confirm-staffing',
  on: '2026-03-12',
  by: PEOPLE.city,
  body: { confirmedOn: '2026-03-12' },
};
export const CHANGE: Step = {
  command: 'change',
  on: '2026-06-01',
  by: PEOPLE.head,
  body: { changedOn: '2026-06-01', ground: 'policy-change', reason: '服务范围调整', amountYuan: 170_000, documents: [] },
};
export const SUSPEND: Step = {
  command: 'suspend',
  on: '2026-06-01',
  by: PEOPLE.head,
  body: { suspendedOn: '2026-06-01', reason: '服务严重偏离目标' },
};
export const RESUME: Step = {
  command: 'resume',
  on: '2026-06-20',
  by: PEOPLE.head,
  body: { resumedOn: '2026-06-20', reason: '整改验收合格' },
};
export const TERMINATE: Step = {
  command: 'terminate',
  on: '2026-07-01',
  by: PEOPLE.head,
  body: { terminatedOn: '2026-07-01', ground: 'drift', reason: '整改后仍偏离目标', documents: [] },
};
export const ABANDON: Step = {
  command: 'abandon',
  on: '2026-02-20',
  by: PEOPLE.head,
  body: { abandonedOn: '2026-02-20', reason: '中标人拒签' },
};
export const SUCCESSION: Step = {
  command: 'record-succession',
  on: '2027-01-20',
  body: { outcome: 'renewed', nextContractId: 'second-contract' },
};

export const WITHDRAWN: Step = { command: 'record-renewal-withdrawn', on: '2027-01-22', body: { withdrawnOn: '2027-01-22' } };

export const around = (rules: Rules = RULES) => ({ policy: smallPolicy(rules), schemas: contractSchemas });
export const drafted = (rules: Rules = RULES, body: object = OPEN_BODY) => play(contract, around(rules), [{ ...OPEN, body }]);

/** The contract brought to a stage. */
export function at(stage: string, rules: Rules = RULES): Play<ContractState> {
  const played = drafted(rules);
  if (stage === 'drafting') return played;
  if (stage === 'abandoned') return played.must(ABANDON), played;
  played.must(SIGN);
  if (stage === 'signed') return played;
  played.fallDue('contract.starts', '2026-03-02');
  if (stage === 'effective') return played;
  if (stage === 'terminated') return played.must(TERMINATE), played;
  for (const { station } of STATIONS) played.must(ACCEPTED(station));
  if (stage === 'active') return played;
  if (stage === 'suspended') return played.must(SUSPEND), played;
  played.fallDue('contract.expiry-notice', '2026-12-01');
  if (stage === 'expiring') return played;
  if (stage !== 'expired') played.must({ ...SUCCESSION, body: { outcome: stage } });
  played.fallDue('contract.ends', '2027-03-01');
  return played;
}
