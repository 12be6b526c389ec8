import { CheckOutlined } from '@ant-design/icons';
import type { StageOfBar } from '../api/types.ts';
import './stage-bar.css';

const STATES: Record<StageOfBar['state'], string> = { done: '已过', now: '当前环节', ahead: '未到' };

/** Where a process is on its way: the stages behind, the present one, those ahead. On a phone the present one is told in words below. */
export function StageBar({ stages }: { stages: readonly StageOfBar[] }) {
  const now = stages.findIndex(({ state }) => state === 'now');
  const next = stages[now + 1];
  return (
    <div className="stage-bar">
      <ol aria-label="环节">
        {stages.map(({ code, label, state }) => (
          <li key={code} className={`stage stage-${state}`} aria-current={state === 'now' ? 'step' : undefined}>
            <span className="stage-mark" aria-hidden="true">
              {state === 'done' && <CheckOutlined />}
            </span>
            <span className="stage-label">{label}</span>
            <span className="unseen">{STATES[state]}</span>
          </li>
        ))}
      </ol>
      {now >= 0 && (
        <p className="stage-caption" aria-hidden="true">
          第 {now + 1} 步，共 {stages.length} 步：<b>{stages[now]?.label}</b>
          {next && `；下一步：${next.label}`}
        </p>
      )}
    </div>
  );
}
