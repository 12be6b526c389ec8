import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import type { Session } from '../../api/types.ts';
import type { ChosenStation } from './plan.ts';
import { StationTree } from './StationTree.tsx';

interface StationsStepProps {
  organisation: Session['membership']['organisation'];
  chosen: ChosenStation[];
  problem: string | undefined;
  change: (stations: ChosenStation[]) => void;
  back: () => void;
  next: () => void;
}

/** The second step: for which stations. Who takes which part follows from the organisation tree and the policy. */
export function StationsStep({ organisation, chosen, problem, change, back, next }: StationsStepProps) {
  const [search, setSearch] = useState('');
  const [asked, setAsked] = useState(false);
  const errors = [...(problem === undefined ? [] : [problem]), ...(asked && chosen.length === 0 ? ['请至少选择一个社工站'] : [])];
  return (
    <div className="form-steps">
      <p className="hint">勾选本次购买服务的社工站。购买主体、上级部门等各方由系统按机构层级和本地政策确定。</p>
      <Input
        allowClear
        className="station-search"
        aria-label="按名称筛选社工站"
        placeholder="按名称筛选"
        value={search}
        onChange={({ target }) => setSearch(target.value)}
      />
      <StationTree root={organisation} search={search.trim()} chosen={chosen} change={change} />
      <Form.ErrorList errors={errors} />
      <div className="form-buttons">
        <Button
          type="primary"
          onClick={() => {
            setAsked(true);
            if (chosen.length > 0) next();
          }}
        >
          下一步：核对日期
        </Button>
        <Button onClick={back}>上一步</Button>
        <span className="hint" role="status">
          已选择 {chosen.length} 个社工站
        </span>
      </div>
    </div>
  );
}
