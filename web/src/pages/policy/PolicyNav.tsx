import { useEffect } from 'react';
import { Link, useLocation, useNavigationType } from 'react-router';

const PLACES: readonly [path: string, name: string][] = [
  ['/policies', '各地政策'],
  ['/policies/compare', '两地对照'],
  ['/policies/slots', '规则位'],
  ['/policies/defaults', '默认值'],
];

/** The four places of 政策. */
export function PolicyNav() {
  const { pathname } = useLocation();
  const isBack = useNavigationType() === 'POP';
  // A link far down a long table leads to the top of the next page; going back, the browser finds the old place itself.
  useEffect(() => {
    if (!isBack) window.scrollTo(0, 0);
  }, [pathname]);
  // A pack is one of 各地政策.
  const here = PLACES.find(([path]) => path === pathname) ?? PLACES[0];
  return (
    <nav className="policy-nav unprinted" aria-label="政策">
      {PLACES.map(([path, name]) => (
        <Link key={path} to={path} {...(path === here?.[0] && { className: 'active', 'aria-current': path === pathname ? 'page' : true })}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
