import { Button, Radio } from 'antd';
import { useState } from 'react';
import { usePacks } from '../../api/hooks.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNotice } from '../../parts/Problem.tsx';
import { Errors } from './Errors.tsx';

interface PolicyStepProps {
  packId: string | undefined;
  problems: string[] | undefined;
  choose: (packId: string) => void;
  next: () => void;
}

/** The first step: under which policy. Single projects are no policy to purchase under, and are not offered. */
export function PolicyStep({ packId, problems = [], choose, next }: PolicyStepProps) {
  const packs = usePacks();
  const [asked, setAsked] = useState(false);
  const jurisdictions = packs.data?.filter(({ scope }) => scope === 'jurisdiction') ?? [];
  if (packs.isPending) return <Loading shape="form" rows={4} />;
  if (packs.error) return <ProblemNotice error={packs.error} retry={() => void packs.refetch()} />;
  if (jurisdictions.length === 0) return <Empty title="没有载入地区政策包" why="政策包由运维人员随系统安装。" />;
  return (
    <div className="form-steps">
      <p className="hint">机构在所选政策之下运行：有哪几级机构、由谁购买、由谁备案，都按它确定。设立以后不能改选。</p>
      <Radio.Group
        className="pack-choice"
        aria-label="政策包"
        value={packId ?? null}
        onChange={({ target }) => choose(String(target.value))}
        options={jurisdictions.map(({ id, name, version, effectiveFrom, ruleCount }) => ({
          value: id,
          label: (
            <span className="pack-choice-one">
              <span>{name}</span>
              <span className="hint">
                {ruleCount} 条规则 · 自 {effectiveFrom} 起用 · 版本 {version}
              </span>
            </span>
          ),
        }))}
      />
      <Errors of={[...problems, ...(asked && packId === undefined ? ['请选择政策包'] : [])]} />
      <div className="form-buttons">
        <Button
          type="primary"
          onClick={() => {
            setAsked(true);
            if (packId !== undefined) next();
          }}
        >
          下一步：填写机构
        </Button>
      </div>
    </div>
  );
}
