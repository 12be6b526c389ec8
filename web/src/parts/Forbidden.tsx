import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { asProblem } from './Problem.tsx';

/** Somebody has come to what they may not see or do: why, and who may. */
export function Forbidden({ what, error, whoMay }: { what: string; error?: unknown; whoMay?: string[] }) {
  const navigate = useNavigate();
  const problem = error === undefined ? undefined : asProblem(error);
  const who = problem && problem.whoMay.length > 0 ? problem.whoMay : (whoMay ?? []);
  return (
    <div className="empty" role="alert">
      <p className="empty-title">{what}</p>
      <p className="empty-why">{problem?.detail ?? '您当前的岗位不能查看或办理这里的内容。'}</p>
      {who.length > 0 && <p className="empty-why">谁可以办理：{who.join('、')}</p>}
      <div className="empty-next">
        <Button onClick={() => void navigate('/')}>回到工作台</Button>
        <span className="hint">如果您还有其他任职，可以在右上角切换机构或岗位。</span>
      </div>
    </div>
  );
}
