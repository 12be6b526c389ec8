import { Select } from 'antd';
import { useState } from 'react';
import { useOrganisation, useOrganisations, useWorkers } from '../../api/hooks.ts';
import { itemsOf } from '../../api/paging.ts';
import { asProblem } from '../Problem.tsx';
import { useFormSurroundings } from './context.ts';
import type { Control } from './inputs.tsx';
import { useSettled } from './useSettled.ts';

/** Fields that take organisations of one level only; the others take any. */
const LEVELS: Record<string, string> = {
  contractor: 'contractor',
  evaluator: 'third-party',
  station: 'station',
  stationPlans: 'station',
  town: 'town',
};
const ROWS = 30;

/** One organisation, found by its name. */
export function OrganisationInput({ id, value, onChange, name }: Control<string> & { name: string }) {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(false);
  const chosen = useOrganisation(value);
  const level = LEVELS[name];
  const q = useSettled(search.trim());
  const found = useOrganisations({ limit: ROWS, ...(level && { level }), ...(q !== '' && { q }) }, open);
  const rows = itemsOf(found.data).map((row) => ({ value: row.id, label: row.name }));
  const known = value !== undefined && !rows.some((row) => row.value === value) ? [{ value, label: chosen.data?.name ?? '正在读取…' }] : [];
  return (
    <Select
      {...(id !== undefined && { id })}
      value={value ?? null}
      onChange={(chosen) => onChange?.(chosen ?? undefined)}
      onOpenChange={setOpen}
      options={[...known, ...rows]}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={found.isFetching}
      placeholder="输入名称查找"
      notFoundContent={nothing(found, '没有找到名称相符的机构')}
      allowClear
    />
  );
}

/** Several organisations, found by their names. */
export function OrganisationsInput({ id, value, onChange, name }: Control<string[]> & { name: string }) {
  const [open, setOpen] = useState((value ?? []).length > 0);
  const level = LEVELS[name];
  const found = useOrganisations({ limit: 200, ...(level && { level }) }, open);
  return (
    <Select
      {...(id !== undefined && { id })}
      mode="multiple"
      value={value ?? []}
      onChange={(chosen) => onChange?.(chosen)}
      onOpenChange={(isOpen) => isOpen && setOpen(true)}
      options={itemsOf(found.data).map((row) => ({ value: row.id, label: row.name }))}
      showSearch={{ optionFilterProp: 'label' }}
      loading={found.isFetching}
      placeholder="选择机构，可以选择多个"
      notFoundContent={nothing(found, '没有可以选择的机构')}
      allowClear
    />
  );
}

/** One worker of the contractor; names are read only while the list stands open, because reading them is logged. */
export function WorkerInput({ id, value, onChange }: Control<string>) {
  const { employerId } = useFormSurroundings();
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState(false);
  const q = useSettled(search.trim());
  const found = useWorkers({ limit: ROWS, ...(employerId && { employerId }), ...(q !== '' && { q }) }, open || value !== undefined);
  return (
    <Select
      {...(id !== undefined && { id })}
      value={value ?? null}
      onChange={(chosen) => onChange?.(chosen ?? undefined)}
      onOpenChange={setOpen}
      options={itemsOf(found.data).map((row) => ({ value: row.id, label: row.station ? `${row.name}（${row.station.name}）` : row.name }))}
      showSearch={{ filterOption: false, onSearch: setSearch }}
      loading={found.isFetching}
      placeholder="输入姓名查找"
      notFoundContent={nothing(found, '名册中没有找到；请承接机构先登记人员')}
      allowClear
    />
  );
}

function nothing({ isFetching, error }: { isFetching: boolean; error: unknown }, none: string): string {
  if (isFetching) return '正在查找…';
  return error === null ? none : asProblem(error).detail;
}
