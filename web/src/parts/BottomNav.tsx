import { ApartmentOutlined, CheckSquareOutlined, InboxOutlined, MenuOutlined } from '@ant-design/icons';
import { Drawer } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import { useWorklistCounts } from '../api/hooks.ts';
import type { Session } from '../api/types.ts';
import { countText, SideMenu, useUnread } from './SideMenu.tsx';

/** The menu of a phone: the three places one goes to, and all others behind 更多. */
export function BottomNav({ session }: { session: Session }) {
  const [open, setOpen] = useState(false);
  const { pathname, search } = useLocation();
  const overdue = useWorklistCounts().data?.overdue ?? 0;
  const unread = useUnread();
  // Going anywhere closes the menu.
  useEffect(() => setOpen(false), [pathname, search]);
  return (
    <nav className="bottom-nav" aria-label="底部菜单">
      <Place to="/" icon={<CheckSquareOutlined />} name="工作台" count={overdue} />
      <Place to="/processes" icon={<ApartmentOutlined />} name="流程" />
      <Place to="/inbox" icon={<InboxOutlined />} name="收件箱" count={unread} />
      <button type="button" className="bottom-place" onClick={() => setOpen(true)} aria-expanded={open}>
        <span aria-hidden="true">
          <MenuOutlined />
        </span>
        <span>更多</span>
      </button>
      <Drawer title="全部功能" placement="bottom" open={open} onClose={() => setOpen(false)} size="large" destroyOnHidden>
        <SideMenu session={session} />
      </Drawer>
    </nav>
  );
}

function Place({ to, icon, name, count = 0 }: { to: string; icon: ReactNode; name: string; count?: number }) {
  return (
    <NavLink to={to} end={to === '/'} className="bottom-place">
      <span aria-hidden="true">{icon}</span>
      <span>{name}</span>
      {count > 0 && <span className="bottom-count">{countText(count)}</span>}
    </NavLink>
  );
}
