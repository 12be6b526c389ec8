import type { Process } from '../snapshot.ts';
import type { Setting, Wish } from '../wish.ts';
import { wishesInCertification } from './certification.ts';
import { wishesInContract } from './contract.ts';
import { wishesInEvaluation } from './evaluation.ts';
import { wishesInOnboarding } from './onboarding.ts';
import { wishesInProcurement } from './procurement.ts';
import { wishesOnRoad } from './purchase-cycle.ts';
import { wishesInReportLine } from './report-line.ts';

/** What the parties of a process mean to do in it; a year of a road has no referral. */
export function wishesIn(process: Process, setting: Setting): Wish[] {
  switch (process.kind) {
    case 'purchase-cycle':
      return wishesOnRoad(process, setting);
    case 'procurement':
      return wishesInProcurement(process, setting);
    case 'contract':
      return wishesInContract(process, setting);
    case 'onboarding':
      return wishesInOnboarding(process, setting);
    case 'report-line':
      return wishesInReportLine(process, setting);
    case 'evaluation':
      return wishesInEvaluation(process, setting);
    case 'certification':
      return wishesInCertification(process, setting);
    case 'referral':
      return [];
  }
}
