import {
  ApartmentOutlined,
  BankOutlined,
  BookOutlined,
  CheckSquareOutlined,
  InboxOutlined,
  PlusOutlined,
  ShareAltOutlined,
  ToolOutlined,
} from '@ant-design/icons';
import { Menu, type MenuProps } from 'antd';
import { Link, useLocation, useSearchParams } from 'react-router';
import { useInbox, useProcessCounts, useWorklistCounts } from '../api/hooks.ts';
import { itemsOf } from '../api/paging.ts';
import type { Session } from '../api/types.ts';
import { processesPath } from '../links.ts';
import { KIND_NAMES, KINDS } from '../words.ts';
import { placesOf } from './places.ts';

/** The places of the console with what waits in them. */
export function SideMenu({ session }: { session: Session }) {
  const { pathname } = useLocation();
  const [query] = useSearchParams();
  const kind = query.get('kind');
  const place = pathname.startsWith('/policies/') ? '/policies' : pathname;
  const selected = pathname === '/processes' && kind ? `${pathname}?kind=${kind}` : place;
  return <Menu mode="inline" selectedKeys={[selected]} items={useItems(session)} />;
}

function useItems(session: Session): NonNullable<MenuProps['items']> {
  const worklist = useWorklistCounts().data;
  const processes = useProcessCounts().data;
  const unread = useUnread();
  const { mayStart, mayRefer, isOperator } = placesOf(session);
  const kinds = KINDS.map((kind) => place(processesPath({ kind }), KIND_NAMES[kind], { count: processes?.[kind] }));
  return [
    place('/', '工作台', { icon: <CheckSquareOutlined />, count: worklist?.overdue, urgent: true }),
    place('/inbox', '收件箱', { icon: <InboxOutlined />, count: unread }),
    { type: 'divider' },
    ...(mayStart ? [place('/start', '发起采购周期', { icon: <PlusOutlined /> })] : []),
    ...(mayRefer ? [place('/start/referral', '提出转介', { icon: <ShareAltOutlined /> })] : []),
    ...(mayStart || mayRefer ? [{ type: 'divider' as const }] : []),
    place('/processes', '全部流程', { icon: <ApartmentOutlined /> }),
    ...kinds.map((kind) => ({ ...kind, className: 'menu-kind' })),
    { type: 'divider' },
    place('/policies', '政策', { icon: <BookOutlined /> }),
    ...(isOperator
      ? [place('/operations', '运维', { icon: <ToolOutlined /> }), place('/bureaus/new', '新设机构', { icon: <BankOutlined /> })]
      : []),
  ];
}

/** How many of the newest digests are not read. */
export function useUnread(): number {
  return itemsOf(useInbox().data).filter(({ readAt }) => readAt === null).length;
}

/** One place of the menu; a count of nothing is not shown. */
function place(
  path: string,
  name: string,
  { icon, count = 0, urgent }: { icon?: React.ReactNode; count?: number | undefined; urgent?: boolean },
) {
  return {
    key: path,
    icon: icon && <span aria-hidden="true">{icon}</span>,
    label: (
      <Link to={path} className="menu-link">
        <span>{name}</span>
        {count > 0 && (
          <span className={urgent ? 'menu-count menu-count-urgent' : 'menu-count'} title={urgent ? '已逾期' : undefined}>
            {countText(count)}
          </span>
        )}
      </Link>
    ),
  };
}

/** The API counts no further than this. */
const COUNTED = 1_000;

/** A count as it is shown. */
export function countText(count: number): string {
  return count >= COUNTED ? `${COUNTED - 1}+` : String(count);
}
