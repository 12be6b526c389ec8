import { Button, Modal } from 'antd';
import { useDemoAccounts, useSignIn } from '../api/hooks.ts';
import type { Session } from '../api/types.ts';
import { ProblemNotice } from './Problem.tsx';
import { SignInForm } from './SignInForm.tsx';

/** Asks to sign in again above the page as it stands, so that nothing typed is lost. */
export function SignInAgain({ open, last }: { open: boolean; last: Session }) {
  const arrive = (session: Session): void => {
    // Somebody else must not see what the page still holds.
    if (session.person.id !== last.person.id) globalThis.location.assign('/');
  };
  return (
    <Modal title="登录已过期，请重新登录" open={open} closable={false} footer={null} width={380} destroyOnHidden>
      <p className="hint">页面上填写的内容还在。</p>
      {last.demo && <DemoAgain last={last} onSignedIn={arrive} />}
      <SignInForm onSignedIn={arrive} />
    </Modal>
  );
}

/** Demo accounts have no password: the one that was used is offered again. */
function DemoAgain({ last: { person, membership }, onSignedIn }: { last: Session; onSignedIn: (session: Session) => void }) {
  const { data: accounts = [] } = useDemoAccounts();
  const signIn = useSignIn();
  const same = accounts.find(({ name, organisation }) => name === person.name && organisation === membership.organisation.name);
  if (!same) return null;
  return (
    <div className="demo-again">
      {signIn.error && <ProblemNotice error={signIn.error} />}
      <Button
        type="primary"
        block
        loading={signIn.isPending}
        onClick={() => signIn.mutate({ login: same.login }, { onSuccess: onSignedIn })}
      >
        {`以演示账号 ${same.name} 继续`}
      </Button>
    </div>
  );
}
