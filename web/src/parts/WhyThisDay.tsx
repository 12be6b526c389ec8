import { Drawer } from 'antd';
import { useDutyExplanation } from '../api/hooks.ts';
import { Loading } from './Loading.tsx';
import { ProblemNotice } from './Problem.tsx';
import { Why } from './why/Why.tsx';

interface WhyThisDayProps {
  processId: string;
  /** The key of the duty; `undefined` closes the drawer. */
  dutyKey: string | undefined;
  packId?: string | undefined;
  onClose: () => void;
}

/** 为什么是这一天: the explanation of one duty's date in a drawer, fetched when it opens. */
export default function WhyThisDay({ processId, dutyKey, packId, onClose }: WhyThisDayProps) {
  const explanation = useDutyExplanation(processId, dutyKey);
  return (
    <Drawer title="为什么是这一天" open={dutyKey !== undefined} onClose={onClose} size={480} destroyOnHidden>
      {explanation.isPending && <Loading shape="form" rows={4} />}
      {explanation.error && <ProblemNotice error={explanation.error} retry={() => void explanation.refetch()} />}
      {explanation.data && <Why date={explanation.data} packId={packId} daysLeft={explanation.data.daysLeft} />}
    </Drawer>
  );
}
