import { SearchOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { ProcessFilter } from '../../api/hooks.ts';
import type { Processes } from '../../api/types.ts';
import { KIND_NAMES, KINDS } from '../../words.ts';
import { isNarrowed } from './filter.ts';

interface FilterBarProps {
  filter: ProcessFilter;
  counts: Processes['counts'] | undefined;
  change: (values: Record<string, string | undefined>) => void;
  clear: () => void;
  /** What stands to the right. */
  children: ReactNode;
}

const WAITING_OPTIONS = [
  { value: 'me', label: '等待本机构' },
  { value: 'others', label: '等待其他机构' },
  { value: 'date', label: '等待日期' },
];
const ENDED_OPTIONS = [
  { value: 'false', label: '进行中' },
  { value: 'true', label: '已结束' },
  { value: 'all', label: '进行中和已结束' },
];

/** The kinds with their counts, and what the list is narrowed by. */
export function FilterBar({ filter, counts, change, clear, children }: FilterBarProps) {
  return (
    <>
      <fieldset className="kinds" aria-label="流程类别">
        <Kind
          name="全部"
          count={counts && KINDS.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0)}
          on={!filter.kind}
          choose={() => change({ kind: undefined, stage: undefined })}
        />
        {KINDS.map((kind) => (
          <Kind
            key={kind}
            name={KIND_NAMES[kind]}
            count={counts && (counts[kind] ?? 0)}
            on={filter.kind === kind}
            choose={() => change({ kind, stage: undefined })}
          />
        ))}
      </fieldset>
      <div role="search" className="filters">
        <SearchText text={filter.q} search={(q) => change({ q })} />
        <Select
          aria-label="等待谁"
          placeholder="等待谁"
          allowClear
          options={WAITING_OPTIONS}
          value={filter.waiting ?? null}
          onChange={(waiting?: string | null) => change({ waiting: waiting ?? undefined })}
        />
        <Select
          aria-label="是否结束"
          options={ENDED_OPTIONS}
          value={filter.ended === undefined ? 'all' : String(filter.ended)}
          onChange={(ended) => change({ ended: ended === 'false' ? undefined : ended })}
        />
        <Checkbox checked={filter.overdue === true} onChange={({ target }) => change({ overdue: target.checked ? 'true' : undefined })}>
          只看有逾期的
        </Checkbox>
        {filter.cycleId && <Button onClick={() => change({ cycleId: undefined })}>限同一采购周期 ×</Button>}
        {filter.organisationId && <Button onClick={() => change({ organisationId: undefined })}>限一个机构 ×</Button>}
        {filter.stage && <Button onClick={() => change({ stage: undefined })}>限一个环节 ×</Button>}
        {isNarrowed(filter) && (
          <Button type="link" onClick={clear}>
            清除条件
          </Button>
        )}
        {children}
      </div>
    </>
  );
}

function Kind({ name, count, on, choose }: { name: string; count: number | undefined; on: boolean; choose: () => void }) {
  return (
    <button type="button" className="kind" aria-pressed={on} onClick={choose}>
      {name} <span className="kind-count">{count ?? '…'}</span>
    </button>
  );
}

function SearchText({ text, search }: { text: string | undefined; search: (text: string) => void }) {
  const [typed, setTyped] = useState(text ?? '');
  // The search box of the header changes the address from outside.
  useEffect(() => setTyped(text ?? ''), [text]);
  return (
    <Input
      className="filter-text"
      aria-label="按名称查找"
      placeholder="按名称查找，回车确认"
      prefix={<SearchOutlined />}
      maxLength={50}
      allowClear
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        if (target.value === '') search('');
      }}
      onPressEnter={() => search(typed.trim())}
    />
  );
}
