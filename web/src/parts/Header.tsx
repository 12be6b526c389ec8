import { QuestionCircleOutlined, SearchOutlined, SwapOutlined, UserOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, Input, type InputRef, type MenuProps, Tooltip } from 'antd';
import { type RefObject, useImperativeHandle, useRef } from 'react';
import { Link, useNavigate } from 'react-router';
import { useSignOut, useSwitchMembership } from '../api/hooks.ts';
import {} from '../api/paging.ts';
import type { Membership, Session } from '../api/types.ts';
import { asProblem } from './Problem.tsx';

interface HeaderProps {
  session: Session;
  searchRef: RefObject<HTMLInputElement | null>;
  onSearch: (text: string) => void;
  onHelp: () => void;
}

/** Name, search, the organisation in which one acts, the person. */
export function Header({ session, searchRef, onSearch, onHelp }: HeaderProps) {
  const input = useRef<InputRef>(null);
  useImperativeHandle(searchRef, () => input.current?.input ?? document.createElement('input'));
  return (
    <header className="header">
      <Link className="brand" to="/" aria-label="履约，回到工作台">
        <img src="/favicon.svg" width={24} height={24} alt="" /> 履约
      </Link>
      <div role="search" className="header-search">
        <Input
          ref={input}
          prefix={<SearchOutlined />}
          placeholder="搜索流程名称（按 / ）"
          aria-label="搜索流程"
          maxLength={50}
          allowClear
          onPressEnter={({ currentTarget }) => {
            const text = currentTarget.value.trim();
            currentTarget.blur();
            if (text !== '') onSearch(text);
          }}
        />
      </div>
      <div className="header-right">
        {session.demo && <span className="demo-mark">演示</span>}
        <Acting session={session} />
        <Tooltip title="键盘操作（?）">
          <Button className="wide-only" type="text" icon={<QuestionCircleOutlined />} aria-label="键盘操作" onClick={onHelp} />
        </Tooltip>
      </div>
    </header>
  );
}

/** Where and as what the person acts, and the way to act elsewhere or to leave. */
function Acting({ session }: { session: Session }) {
  const navigate = useNavigate();
  const { message } = App.useApp();
  const toSwitch = useSwitchMembership();
  const signOut = useSignOut();
  const failed = (error: Error): void => void message.error(asProblem(error).detail);
  const choose: MenuProps['onClick'] = ({ key }) => {
    if (key === 'sign-out') return signOut.mutate(undefined, { onError: failed });
    if (key === session.membership.id) return;
    toSwitch.mutate(key, { onError: failed, onSuccess: () => void navigate('/') });
  };
  return (
    <Dropdown trigger={['click']} menu={{ items: itemsOf(session), selectedKeys: [session.membership.id], onClick: choose }}>
      <button type="button" className="acting">
        <span className="acting-organisation">{session.membership.organisation.name}</span>
        <span className="acting-person">
          {session.person.name} · {session.membership.roleName}
        </span>
        <span className="unseen">切换机构或退出</span>
      </button>
    </Dropdown>
  );
}

function itemsOf({ memberships }: Session): NonNullable<MenuProps['items']> {
  return [
    {
      type: 'group',
      label: memberships.length > 1 ? '切换机构或岗位' : '所在机构与岗位',
      children: memberships.map((one) => ({ key: one.id, icon: <SwapOutlined />, label: nameOf(one) })),
    },
    { type: 'divider' },
    { key: 'sign-out', icon: <UserOutlined />, label: '退出登录' },
  ];
}

function nameOf({ organisation, roleName }: Membership): string {
  return `${organisation.name} · ${roleName}`;
}
