/** One workflow type for each lifecycle, so that the Temporal UI lists contracts and referrals, not processes. */

export { dailySweep } from './daily-sweep.ts';
export {
  process as certification,
  process as contract,
  process as evaluation,
  process as onboarding,
  process as procurement,
  process as 'purchase-cycle',
  process as referral,
  process as 'report-line',
} from './process.ts';
