import { Button, Checkbox, Input } from 'antd';
import { Labelled, Line } from './Line.tsx';
import { type PlannedCounty, townsIn } from './plan.ts';

interface CountyProps {
  at: number;
  county: PlannedCounty;
  /** Absent where only towns are added to one that stands already. */
  levelName: string | undefined;
  townName: string;
  wrong: ReadonlyMap<string, string[]>;
  change: (county: PlannedCounty) => void;
  remove: (() => void) | undefined;
}

/** One bureau above towns: its name, the finance department beside it, its towns, one a line, each with a station. */
export function County({ at, county, levelName, townName, wrong, change, remove }: CountyProps) {
  const id = `county-${at}`;
  const towns = [...new Set(townsIn(county.towns))];
  return (
    <fieldset className="bureau-part">
      <legend>
        {levelName ?? townName}
        {remove && (
          <Button type="link" size="small" onClick={remove} aria-label={`移除${county.name || (levelName ?? '')}`}>
            移除
          </Button>
        )}
      </legend>
      {levelName && (
        <>
          <Line
            id={id}
            label={`${levelName}名称`}
            required
            value={county.name}
            problems={wrong.get(`county.${at}`)}
            change={(name) => change({ ...county, name })}
          />
          <Line
            id={`${id}-finance`}
            label="财政部门名称"
            hint="政策规定由财政部门办理的事项须有它；没有规定的可以不填"
            value={county.finance}
            problems={wrong.get(`county.${at}.finance`)}
            change={(finance) => change({ ...county, finance })}
          />
        </>
      )}
      <Labelled
        id={`${id}-towns`}
        label={`${townName}，每行一个`}
        required
        hint="可以从表格整列粘贴；每个乡镇(街道)默认设一个社工站"
        problems={wrong.get(`county.${at}.towns`)}
      >
        <Input.TextArea
          id={`${id}-towns`}
          autoSize={{ minRows: 4, maxRows: 14 }}
          value={county.towns}
          placeholder={'东河镇人民政府\n城东街道办事处'}
          onChange={({ target }) => change({ ...county, towns: target.value })}
        />
      </Labelled>
      {towns.length > 0 && (
        <details className="bureau-stations">
          <summary>社工站（{towns.length - towns.filter((town) => county.without.includes(town)).length} 个）：改名，或暂不设站</summary>
          <ul>
            {towns.map((town) => (
              <Station key={town} town={town} county={county} change={change} />
            ))}
          </ul>
        </details>
      )}
    </fieldset>
  );
}

function Station({ town, county, change }: { town: string; county: PlannedCounty; change: (county: PlannedCounty) => void }) {
  const isThere = !county.without.includes(town);
  const without = isThere ? [...county.without, town] : county.without.filter((one) => one !== town);
  return (
    <li>
      <Checkbox checked={isThere} onChange={() => change({ ...county, without })}>
        {town}设站
      </Checkbox>
      <Input
        aria-label={`${town}社工站的名称`}
        placeholder="按乡镇命名"
        maxLength={100}
        disabled={!isThere}
        value={county.stations[town] ?? ''}
        onChange={({ target }) => change({ ...county, stations: { ...county.stations, [town]: target.value } })}
      />
    </li>
  );
}
