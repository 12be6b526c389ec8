import { faultSuite } from '../support/faults-suite.ts';

const plan = {
  seconds: 420,
  kills: 20,
  together: 4,
  freezes: 6,
  rebuilds: 20,
  salvos: 5,
  days: 10,
  referrals: 5,
  roads: 2,
  mostCommands: 4_000,
};

faultSuite('long form', plan, 0.01);
