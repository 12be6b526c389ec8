import { useEffect } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { useSession } from '../api/hooks.ts';
import { wayBack } from '../links.ts';
import { SignInForm } from '../parts/SignInForm.tsx';
import { DemoAccounts } from './sign-in/DemoAccounts.tsx';

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
        <p className="sign-in-what">乡镇（街道）社工站购买服务，从计划、采购到评估、续签：谁在哪一天前办什么，依据哪一条。</p>
        <SignInForm onSignedIn={arrive} />
      </section>
      <DemoAccounts onSignedIn={arrive} />
    </main>
  );
}
