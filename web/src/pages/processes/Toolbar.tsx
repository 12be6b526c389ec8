import { ColumnHeightOutlined, ReloadOutlined, SettingOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover, Tooltip } from 'antd';
import { OPTIONAL } from './columns.tsx';
import type { View } from './useListAddress.ts';

interface ToolbarProps {
  view: View;
  change: (values: Record<string, string | undefined>) => void;
  refresh: () => void;
  refreshing: boolean;
}

/** Right above the table: which columns, how dense, read anew. */
export function Toolbar({ view, change, refresh, refreshing }: ToolbarProps) {
  const shown = OPTIONAL.map(({ key }) => key).filter((key) => !view.hidden.includes(key));
  const choose = (keys: string[]): void => {
    const hidden = OPTIONAL.map(({ key }) => key).filter((key) => !keys.includes(key));
    change({ hide: hidden.join(',') });
  };
  return (
    <div className="toolbar">
      <Tooltip title="刷新">
        <Button type="text" icon={<ReloadOutlined />} aria-label="刷新" loading={refreshing} onClick={refresh} />
      </Tooltip>
      <Tooltip title={view.dense ? '宽松' : '紧凑'}>
        <Button
          type="text"
          icon={<ColumnHeightOutlined />}
          aria-label="紧凑显示"
          aria-pressed={view.dense}
          onClick={() => change({ dense: view.dense ? undefined : 'true' })}
        />
      </Tooltip>
      <Popover
        trigger="click"
        placement="bottomRight"
        content={
          <Checkbox.Group
            className="column-choice"
            options={OPTIONAL.map(({ key, title }) => ({ value: key, label: title }))}
            value={shown}
            onChange={choose}
          />
        }
      >
        <Button type="text" icon={<SettingOutlined />} aria-label="选择列" />
      </Popover>
    </div>
  );
}
