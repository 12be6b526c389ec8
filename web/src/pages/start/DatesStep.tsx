import { Alert, Button, Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { usePreview } from '../../api/hooks.ts';
import type { PlannedDate } from '../../api/types.ts';
import { Facts } from '../../parts/Facts.tsx';
import { DateInput } from '../../parts/form/inputs.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNotice } from '../../parts/Problem.tsx';
import { Why } from '../../parts/why/Why.tsx';
import { PlannedDates } from './PlannedDates.tsx';
import { type Assumed, type Plan, previewOfPlan } from './plan.ts';

interface DatesStepProps {
  plan: Plan;
  /** What opening does, in words. */
  effect: string;
  sending: boolean;
  change: (assumed: Assumed) => void;
  back: () => void;
  confirm: () => void;
}

const ASSUMED: readonly { name: keyof Assumed; label: string }[] = [
  { name: 'awardNoticeOn', label: '拟发出中标(成交)通知书' },
  { name: 'signedOn', label: '拟签订合同' },
  { name: 'startsOn', label: '拟开始服务（不填同签订日期）' },
];

/** The third step: who takes part, and every date that the cycle creates, each with its reason, before anything is set in motion. */
export function DatesStep({ plan, effect, sending, change, back, confirm }: DatesStepProps) {
  const { mutate, data, error, isPending } = usePreview();
  const [explained, setExplained] = useState<PlannedDate>();
  const asked = JSON.stringify(previewOfPlan(plan));
  useEffect(() => mutate(JSON.parse(asked) as object), [mutate, asked]);
  return (
    <div className="dates-step">
      <fieldset className="assumed">
        <legend>假定的日期</legend>
        <p className="hint">只用来推算后面的日期，不会提交；实际日期在办理时填写，期限随之重新计算。</p>
        <div className="assumed-fields">
          {ASSUMED.map(({ name, label }) => (
            <label key={name} htmlFor={`assumed-${name}`}>
              {label}
              <DateInput
                id={`assumed-${name}`}
                {...(plan.assumed[name] !== undefined && { value: plan.assumed[name] })}
                onChange={(day) => change(withDay(plan.assumed, name, day))}
              />
            </label>
          ))}
        </div>
      </fieldset>
      {error && <ProblemNotice error={error} withFields retry={() => mutate(JSON.parse(asked) as object)} />}
      {!data && isPending && <Loading shape="list" rows={8} />}
      {data && (
        <div className={isPending ? 'preview preview-stale' : 'preview'} aria-busy={isPending}>
          <h2>将产生的日期（{data.dates.length} 项）</h2>
          <PlannedDates dates={data.dates} onWhy={setExplained} />
          <h2>各方</h2>
          <Facts facts={data.parties} />
          <h2>社工站（{plan.stations.length} 个）</h2>
          <p>{plan.stations.map(({ stationName }) => stationName).join('、')}</p>
        </div>
      )}
      <Alert type="warning" showIcon title={`确认后：${effect}`} description="请核对上面的日期和各方。" />
      <div className="form-buttons">
        <Button type="primary" loading={sending} disabled={!data} onClick={confirm}>
          确认发起
        </Button>
        <Button disabled={sending} onClick={back}>
          上一步
        </Button>
      </div>
      <Drawer title="为什么是这一天" open={explained !== undefined} onClose={() => setExplained(undefined)} size={480} destroyOnHidden>
        {explained && <Why date={explained} />}
      </Drawer>
    </div>
  );
}

function withDay(assumed: Assumed, name: keyof Assumed, day: string | undefined): Assumed {
  const { [name]: _, ...others } = assumed;
  return day === undefined ? others : { ...others, [name]: day };
}
