import { faultSuite } from '../support/faults-suite.ts';

const plan = {
  seconds: 40,
  kills: 3,
  together: 1,
  freezes: 1,
  rebuilds: 4,
  salvos: 1,
  days: 3,
  referrals: 4,
  roads: 1,
  mostCommands: 1_500,
};

faultSuite('short form', plan, 0.02);
