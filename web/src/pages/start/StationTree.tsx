import { Button, Checkbox } from 'antd';
import { useOrganisations } from '../../api/hooks.ts';
import { itemsOf } from '../../api/paging.ts';
import type { OrganisationRow } from '../../api/types.ts';
import { Empty } from '../../parts/Empty.tsx';
import { Loading } from '../../parts/Loading.tsx';
import { More } from '../../parts/More.tsx';
import { ProblemNotice } from '../../parts/Problem.tsx';
import type { ChosenStation } from './plan.ts';

interface TreeProps {
  search: string;
  chosen: ChosenStation[];
  change: (stations: ChosenStation[]) => void;
}

interface Node {
  id: string;
  name: string;
  level: string;
}

/** Levels from a bureau down to its stations; contractors stand beside the tree, and so does a department of the same level. */
const DOWNWARDS = ['province', 'city', 'county', 'town', 'community'];

/** The stations below an organisation, by town. What is far below opens on demand. */
export function StationTree({ root, ...tree }: TreeProps & { root: Node }) {
  return <Branch node={root} town={root.level === 'town' ? root : undefined} isRoot {...tree} />;
}

function Branch({
  node,
  town,
  isRoot = false,
  search,
  chosen,
  change,
}: TreeProps & { node: Node; town: Node | undefined; isRoot?: boolean }) {
  const below = useOrganisations({ parentId: node.id, limit: 200 });
  const rows = itemsOf(below.data);
  if (below.isPending) return <Loading shape="list" rows={isRoot ? 5 : 1} />;
  if (below.isError) return <ProblemNotice error={below.error} retry={() => void below.refetch()} />;
  const stations = rows.filter(({ level }) => level === 'station');
  const branches = rows.filter(({ level }) => DOWNWARDS.indexOf(level) > DOWNWARDS.indexOf(node.level));
  if (isRoot && stations.length + branches.length === 0) {
    return <Empty title="您的机构下面没有社工站" why="社工站由运维人员登记到机构目录后，才能为它购买服务。" />;
  }
  return (
    <div className={isRoot ? 'stations' : 'stations-below'}>
      {stations.length > 0 && <Stations stations={stations} town={town ?? node} search={search} chosen={chosen} change={change} />}
      {branches.map((branch) => (
        <details key={branch.id} className="branch" open={node.level === 'county' || search !== ''}>
          <summary>
            {branch.name}
            <span className="hint"> {branch.levelName}</span>
          </summary>
          <Branch node={branch} town={branch.level === 'town' ? branch : town} search={search} chosen={chosen} change={change} />
        </details>
      ))}
      {below.hasNextPage && <More shown={rows.length} {...below} />}
    </div>
  );
}

function Stations({ stations, town, search, chosen, change }: TreeProps & { stations: OrganisationRow[]; town: Node }) {
  const shown = stations.filter(({ name }) => name.includes(search) || town.name.includes(search));
  const ids = new Set(chosen.map(({ station }) => station));
  const all = shown.every(({ id }) => ids.has(id));

  function set(rows: readonly OrganisationRow[], wanted: boolean): void {
    const others = chosen.filter(({ station }) => !rows.some(({ id }) => id === station));
    const added = rows.map(({ id, name }) => ({ station: id, stationName: name, town: town.id, townName: town.name }));
    change(wanted ? [...others, ...added] : others);
  }

  if (shown.length === 0) return <p className="hint">没有名称相符的社工站</p>;
  return (
    <div className="stations-of-town">
      {shown.length > 1 && (
        <Button type="link" size="small" onClick={() => set(shown, !all)}>
          {all ? '全部取消' : '全部选择'}
        </Button>
      )}
      {shown.map((station) => (
        <Checkbox key={station.id} checked={ids.has(station.id)} onChange={({ target }) => set([station], target.checked)}>
          {station.name}
        </Checkbox>
      ))}
    </div>
  );
}
