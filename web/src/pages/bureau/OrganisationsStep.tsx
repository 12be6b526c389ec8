import { Button } from 'antd';
import type { Pack } from '../../api/types.ts';
import { Beside } from './Beside.tsx';
import { County } from './County.tsx';
import { Errors } from './Errors.tsx';
import { Line } from './Line.tsx';
import { levelsAbove, levelsToFill, NEW_COUNTY, type Plan, type PlannedCounty, townsIn } from './plan.ts';
import { Under } from './Under.tsx';

interface OrganisationsStepProps {
  plan: Plan;
  levels: Pack['levels'];
  wrong: ReadonlyMap<string, string[]>;
  busy: boolean;
  change: (part: Partial<Plan>) => void;
  back: () => void;
  next: () => void;
}

/** The second step: the pack's own levels filled with names, towns with their stations, whoever stands beside. */
export function OrganisationsStep({ plan, levels, wrong, busy, change, back, next }: OrganisationsStepProps) {
  const above = levelsToFill(plan, levels);
  const lowest = above.at(-1);
  const { counties } = plan;
  const towns = counties.reduce((sum, county) => sum + townsIn(county.towns).length, 0);
  const put = (at: number, county: PlannedCounty) => change({ counties: counties.map((one, index) => (index === at ? county : one)) });
  return (
    <div className="form-steps">
      <Errors of={wrong.get('organisations')} />
      <Under
        value={plan.under}
        levels={levelsAbove(levels).map(({ level }) => level)}
        problems={wrong.get('under')}
        change={(under) => change({ under })}
      />
      {above.slice(0, -1).map(({ level, name }) => (
        <Line
          key={level}
          id={`above-${level}`}
          label={name}
          required
          value={plan.above[level] ?? ''}
          problems={wrong.get(`above.${level}`)}
          change={(typed) => change({ above: { ...plan.above, [level]: typed } })}
        />
      ))}
      {counties.map((county, at) => (
        // The place in the list is the county's identity: rows are added and taken away at the end or by their own button.
        <County
          key={at}
          at={at}
          county={county}
          levelName={lowest?.name}
          townName={levels.find(({ level }) => level === 'town')?.name ?? '乡镇(街道)'}
          wrong={wrong}
          change={(changed) => put(at, changed)}
          remove={counties.length > 1 ? () => change({ counties: counties.filter((_, index) => index !== at) }) : undefined}
        />
      ))}
      {lowest && (
        <Button type="dashed" onClick={() => change({ counties: [...counties, NEW_COUNTY] })}>
          再加一个{lowest.name}
        </Button>
      )}
      <Beside plan={plan} wrong={wrong} change={change} />
      {levels.some(({ level }) => level === 'community') && (
        <p className="hint">村(社区)一级不承担流程，这里不设；需要登记的，用命令行 luyue bureau create 按文件设立。</p>
      )}
      <div className="form-buttons">
        <Button type="primary" loading={busy} onClick={next}>
          下一步：开立账号
        </Button>
        <Button disabled={busy} onClick={back}>
          上一步
        </Button>
        <span className="hint" role="status">
          已填 {towns} 个乡镇(街道)，最多 300 个
        </span>
      </div>
    </div>
  );
}
