import { Select } from 'antd';
import { useState } from 'react';
import { useOrganisations } from '../../api/hooks.ts';
import { itemsOf } from '../../api/paging.ts';
import { useSettled } from '../../parts/form/useSettled.ts';
import { asProblem } from '../../parts/Problem.tsx';
import { Labelled } from './Line.tsx';
import type { Under as Chosen } from './plan.ts';

const ROWS = 50;

interface UnderProps {
  value: Chosen | undefined;
  /** Levels under which something can be put. */
  levels: readonly string[];
  problems: string[] | undefined;
  change: (under: Chosen | undefined) => void;
}

/** An organisation that stands already, under which the new ones are put; none for a tree of its own. */
export function Under({ value, levels, problems, change }: UnderProps) {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(false);
  const q = useSettled(search.trim());
  const found = useOrganisations({ limit: ROWS, ...(q !== '' && { q }) }, open);
  const rows = itemsOf(found.data).filter(({ level, rehearsal }) => levels.includes(level) && !rehearsal);
  const options = rows.map(({ id, name, levelName }) => ({ value: id, label: `${name}（${levelName}）` }));
  const known = value && !rows.some(({ id }) => id === value.id) ? [{ value: value.id, label: value.name }] : [];
  const none = found.error ? asProblem(found.error).detail : '没有找到名称相符的机构';
  return (
    <Labelled
      id="under"
      label="接在已有机构之下（可以不选）"
      hint="上级已经在系统中的，选它；不选的，从最高一级起另立一棵树"
      problems={problems}
    >
      <Select
        id="under"
        allowClear
        placeholder="输入名称查找"
        value={value?.id ?? null}
        options={[...known, ...options]}
        showSearch={{ filterOption: false, onSearch: setSearch }}
        loading={found.isFetching}
        notFoundContent={found.isFetching ? '正在查找…' : none}
        onOpenChange={setOpen}
        onChange={(id) => {
          const row = rows.find((one) => one.id === id);
          change(row && { id: row.id, name: row.name, level: row.level });
        }}
      />
    </Labelled>
  );
}
