import { Button, Checkbox, Select } from 'antd';
import { Labelled, Line } from './Line.tsx';
import { CONTRACTOR_FACTS, NEW_CONTRACTOR, type Plan, type PlannedContractor } from './plan.ts';

const KINDS = [
  { value: 'social-organisation', label: '社会组织' },
  { value: 'public-institution', label: '事业单位' },
  { value: 'enterprise', label: '企业' },
  { value: 'other', label: '其他' },
];
const RATINGS = ['未评估', '1A', '2A', '3A', '4A', '5A'].map((label, value) => ({ value, label }));

interface BesideProps {
  plan: Plan;
  wrong: ReadonlyMap<string, string[]>;
  change: (part: Partial<Plan>) => void;
}

/** Whoever stands outside the tree: contractors with what gates ask of them, third parties that evaluate. Both may be registered later. */
export function Beside({ plan: { contractors, evaluators }, wrong, change }: BesideProps) {
  const without = <Item,>(list: readonly Item[], at: number): Item[] => list.filter((_, index) => index !== at);
  const replaced = <Item,>(list: readonly Item[], at: number, item: Item): Item[] => list.map((one, index) => (index === at ? item : one));
  return (
    <fieldset className="bureau-part">
      <legend>承接机构和第三方评估机构（可以不填）</legend>
      {contractors.map((contractor, at) => (
        // Rows have no identity but their place.
        <Contractor
          key={at}
          id={`contractor-${at}`}
          contractor={contractor}
          problems={wrong.get(`contractor.${at}`)}
          change={(changed) => change({ contractors: replaced(contractors, at, changed) })}
          remove={() => change({ contractors: without(contractors, at) })}
        />
      ))}
      {evaluators.map((name, at) => (
        <div key={at} className="bureau-row">
          <Line
            id={`evaluator-${at}`}
            label="第三方评估机构名称"
            required
            value={name}
            problems={wrong.get(`evaluator.${at}`)}
            change={(typed) => change({ evaluators: replaced(evaluators, at, typed) })}
          />
          <Button onClick={() => change({ evaluators: without(evaluators, at) })} aria-label={`移除${name || '这个第三方评估机构'}`}>
            移除
          </Button>
        </div>
      ))}
      <div className="bureau-more">
        <Button type="dashed" onClick={() => change({ contractors: [...contractors, NEW_CONTRACTOR] })}>
          加一个承接机构
        </Button>
        <Button type="dashed" onClick={() => change({ evaluators: [...evaluators, ''] })}>
          加一个第三方评估机构
        </Button>
      </div>
    </fieldset>
  );
}

interface ContractorProps {
  id: string;
  contractor: PlannedContractor;
  problems: string[] | undefined;
  change: (contractor: PlannedContractor) => void;
  remove: () => void;
}

function Contractor({ id, contractor, problems, change, remove }: ContractorProps) {
  return (
    <div className="bureau-contractor">
      <div className="bureau-row">
        <Line
          id={id}
          label="承接机构名称"
          required
          value={contractor.name}
          problems={problems}
          change={(name) => change({ ...contractor, name })}
        />
        <Button onClick={remove} aria-label={`移除${contractor.name || '这个承接机构'}`}>
          移除
        </Button>
      </div>
      <div className="bureau-pair">
        <Labelled id={`${id}-kind`} label="性质">
          <Select id={`${id}-kind`} options={KINDS} value={contractor.kind} onChange={(kind) => change({ ...contractor, kind })} />
        </Labelled>
        <Labelled id={`${id}-rating`} label="评估等级">
          <Select
            id={`${id}-rating`}
            options={RATINGS}
            value={contractor.rating}
            onChange={(rating) => change({ ...contractor, rating })}
          />
        </Labelled>
      </div>
      <Checkbox.Group
        aria-label={`${contractor.name || '承接机构'}的资格情况`}
        options={CONTRACTOR_FACTS}
        value={contractor.holds}
        onChange={(holds) => change({ ...contractor, holds })}
      />
    </div>
  );
}
