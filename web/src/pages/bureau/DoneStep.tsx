import { Alert, App, Button } from 'antd';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import type { Bureau } from '../../api/types.ts';
import '../../print.css';

/** What was set up, with the passwords: shown here, once, and kept nowhere. */
export function DoneStep({ bureau }: { bureau: Bureau }) {
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { name, organisations, stations, accounts, passwordsShown, note } = bureau;
  useEffect(() => {
    if (!passwordsShown) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    globalThis.addEventListener('beforeunload', ask);
    return () => globalThis.removeEventListener('beforeunload', ask);
  }, [passwordsShown]);
  const lines = accounts.map((one) => [one.organisation, one.roleName, one.login, one.password ?? ''].join('\t'));
  const toClipboard = async (): Promise<void> => {
    const done = await copied(lines.join('\n'));
    void (done ? message.success('已复制全部账号和密码') : message.warning('浏览器不允许复制，请选中后复制，或打印'));
  };
  return (
    <div className="bureau-done">
      <h2>
        已设立{name}等 {organisations} 个机构，其中社工站 {stations} 个
      </h2>
      <Alert type={passwordsShown ? 'warning' : 'info'} showIcon title={note} />
      <div className="form-buttons unprinted">
        {passwordsShown && (
          <>
            <Button type="primary" onClick={() => void toClipboard()}>
              复制全部
            </Button>
            <Button onClick={() => globalThis.print()}>打印</Button>
          </>
        )}
        <Button onClick={() => void navigate('/operations')}>回到运维</Button>
      </div>
      <ul className="bureau-passwords">
        <li className="hint bureau-passwords-head" aria-hidden="true">
          <span>机构</span>
          <span>角色</span>
          <span>账号</span>
          <span>一次性密码</span>
        </li>
        {accounts.map(({ login, organisation, roleName, password }) => (
          <li key={login}>
            <span>{organisation}</span>
            <span>{roleName}</span>
            <span className="bureau-secret">{login}</span>
            <span className="bureau-secret">{password ?? '不再显示'}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Copies a text; on an address without https browsers know only the old way. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
