import { Suspense, useRef, useState } from 'react';
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { useSession } from './api/hooks.ts';
import type { Session } from './api/types.ts';
import { processesPath, signInPath } from './links.ts';
import { BottomNav } from './parts/BottomNav.tsx';
import { Header } from './parts/Header.tsx';
import { KeyboardHelp } from './parts/KeyboardHelp.tsx';
import { Loading } from './parts/Loading.tsx';
import { ProblemNotice } from './parts/Problem.tsx';
import { SideMenu } from './parts/SideMenu.tsx';
import { SignInAgain } from './parts/SignInAgain.tsx';
import { useShortcuts } from './shortcuts.ts';

/** Lets in who is signed in. A session that ends while a page stands open is renewed above the page, so that nothing typed is lost. */
export function Layout() {
  const { data: session, isPending, error, refetch } = useSession();
  const { pathname, search } = useLocation();
  const last = useRef<Session>(undefined);
  if (session) last.current = session;
  if (isPending) return <Shell />;
  if (session === undefined && !last.current) {
    return (
      <main className="alone">
        <ProblemNotice error={error} retry={() => void refetch()} />
      </main>
    );
  }
  if (!last.current) return <Navigate to={signInPath(pathname + search)} replace />;
  return (
    <>
      <House session={last.current} />
      <SignInAgain open={session === null} last={last.current} />
    </>
  );
}

/** The house before it is known who comes in. */
function Shell() {
  return (
    <div className="house">
      <div className="header" />
      <div className="side" />
      <main className="main">
        <Loading />
      </main>
    </div>
  );
}

function House({ session }: { session: Session }) {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const search = useRef<HTMLInputElement>(null);
  const [helping, setHelping] = useState(false);
  useShortcuts({ search: () => search.current?.focus(), help: () => setHelping(true), go: (path) => void navigate(path) });
  return (
    <div className="house">
      <a className="skip" href="#main">
        跳到正文
      </a>
      <Header session={session} searchRef={search} onSearch={(q) => void navigate(processesPath({ q }))} onHelp={() => setHelping(true)} />
      <nav className="side" aria-label="主菜单">
        <SideMenu session={session} />
      </nav>
      <main id="main" className="main" tabIndex={-1}>
        <Suspense key={pathname} fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
      <BottomNav session={session} />
      <KeyboardHelp open={helping} onClose={() => setHelping(false)} />
    </div>
  );
}
