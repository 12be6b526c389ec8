import { Input } from 'antd';
import type { ReactNode } from 'react';
import { Errors } from './Errors.tsx';

interface AccountRowProps {
  id: string;
  /** Whose account it is, for those who do not see the row. */
  who: string;
  organisation: ReactNode;
  as?: string;
  roleName: ReactNode;
  login: string;
  name: string;
  problems: string[] | undefined;
  change: (typed: { login?: string; name?: string }) => void;
  children?: ReactNode;
}

/** One account: for whom, as what, with which login and name. */
export function AccountRow({ id, who, organisation, as, roleName, login, name, problems, change, children }: AccountRowProps) {
  return (
    <li className="bureau-seat">
      <div className="bureau-seat-place">
        {organisation}
        {as && <span className="hint">{as}</span>}
      </div>
      <div>{roleName}</div>
      <Input
        id={`${id}-login`}
        aria-label={`${who}账号`}
        prefix={<span className="hint">账号</span>}
        value={login}
        maxLength={60}
        autoComplete="off"
        spellCheck={false}
        {...(problems && { status: 'error' })}
        onChange={({ target }) => change({ login: target.value })}
      />
      <Input
        id={`${id}-name`}
        aria-label={`${who}姓名`}
        prefix={<span className="hint">姓名</span>}
        value={name}
        maxLength={50}
        autoComplete="off"
        onChange={({ target }) => change({ name: target.value })}
      />
      {children}
      <Errors of={problems} />
    </li>
  );
}
