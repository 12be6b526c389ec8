import { Button } from 'antd';
import { useEffect } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { useDemoAccounts, useSession, useSignIn } from '../api/hooks.ts';
import type { DemoAccount } from '../api/types.ts';
import { wayBack } from '../links.ts';
import { Loading } from '../parts/Loading.tsx';
import { ProblemNotice } from '../parts/Problem.tsx';
import { SignInForm } from '../parts/SignInForm.tsx';

/** Sign-in by account and password; in the demonstration also by one click. */
export default function SignIn() {
  const { data: session } = useSession();
  const navigate = useNavigate();
  const [query] = useSearchParams();
  const next = wayBack(query.get('next'));
  const arrive = (): void => void navigate(next, { replace: true });
  useEffect(() => {
    document.title = '登录 - 履约';
  }, []);
  if (session) return <Navigate to={next} replace />;
  return (
    <main className="sign-in">
      <section className="sign-in-box" aria-labelledby="sign-in-name">
        <h1 id="sign-in-name">
          <img src="/favicon.svg" width={32} height={32} alt="" /> 履约
        </h1>
        <p className="sign-in-what">
          乡镇(街道)社工站购买服务的计划、采购、合同、进驻、报告、评估与续签：谁在哪一天前该办什么，依据哪一条。
        </p>
        <SignInForm onSignedIn={arrive} />
        <DemoAccounts onSignedIn={arrive} />
      </section>
    </main>
  );
}

/** The demo accounts by organisation; outside the demonstration the API refuses them, and nothing is shown. */
function DemoAccounts({ onSignedIn }: { onSignedIn: () => void }) {
  const { data: accounts, isPending } = useDemoAccounts();
  const signIn = useSignIn();
  if (isPending) return <Loading shape="list" rows={3} />;
  if (!accounts || accounts.length === 0) return null;
  return (
    <section className="demo-accounts" aria-labelledby="demo-accounts-title">
      <h2 id="demo-accounts-title">演示账号，点一下即可登录</h2>
      {signIn.error && <ProblemNotice error={signIn.error} />}
      {[...byOrganisation(accounts)].map(([organisation, members]) => (
        <div key={organisation} className="demo-organisation">
          <span>{organisation}</span>
          <div>
            {members.map(({ login, name, roleName }) => (
              <Button
                key={login}
                size="small"
                disabled={signIn.isPending}
                onClick={() => signIn.mutate({ login }, { onSuccess: onSignedIn })}
              >
                {`${roleName} ${name}`}
              </Button>
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

function byOrganisation(accounts: readonly DemoAccount[]): Map<string, DemoAccount[]> {
  const found = new Map<string, DemoAccount[]>();
  for (const account of accounts) found.set(account.organisation, [...(found.get(account.organisation) ?? []), account]);
  return found;
}
