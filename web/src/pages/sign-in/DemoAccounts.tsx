import { Button, Checkbox, Input, Radio } from 'antd';
import { useState } from 'react';
import { useDemoAccounts, useSignIn } from '../../api/hooks.ts';
import type { DemoAccount } from '../../api/types.ts';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNotice } from '../../parts/Problem.tsx';

/** The demo accounts of one area by organisation; outside the demonstration the API refuses them, and nothing is shown. */
export function DemoAccounts({ onSignedIn }: { onSignedIn: () => void }) {
  const { data: accounts, isPending } = useDemoAccounts();
  if (isPending) {
    return (
      <section className="demo-accounts">
        <Loading shape="list" rows={5} />
      </section>
    );
  }
  if (!accounts || accounts.length === 0) return null;
  return <Choice accounts={accounts} onSignedIn={onSignedIn} />;
}

function Choice({ accounts, onSignedIn }: { accounts: DemoAccount[]; onSignedIn: () => void }) {
  const areas = [...new Set(accounts.map(({ area }) => area))];
  const [area, setArea] = useState(areas[0] ?? '');
  const [rehearsal, setRehearsal] = useState(false);
  const [text, setText] = useState('');
  const signIn = useSignIn();
  const shown = accounts.filter(
    (one) => one.area === area && (rehearsal || !one.rehearsal) && `${one.organisation}${one.roleName}${one.name}`.includes(text.trim()),
  );
  return (
    <section className="demo-accounts" aria-labelledby="demo-accounts-title">
      <h2 id="demo-accounts-title">演示账号，点一下即可登录</h2>
      <Radio.Group
        className="demo-areas"
        optionType="button"
        options={areas}
        value={area}
        onChange={({ target }) => setArea(target.value)}
        aria-label="地区"
      />
      <div className="demo-narrow">
        <Input
          placeholder="按机构或岗位查找"
          aria-label="按机构或岗位查找"
          value={text}
          allowClear
          onChange={({ target }) => setText(target.value)}
        />
        <Checkbox checked={rehearsal} onChange={({ target }) => setRehearsal(target.checked)}>
          含演练账号
        </Checkbox>
      </div>
      {signIn.error && <ProblemNotice error={signIn.error} />}
      {shown.length === 0 && <p className="hint">没有符合的账号，换几个字试试。</p>}
      <div className="demo-list">
        {byOrganisation(shown).map(([organisation, members]) => (
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
      </div>
    </section>
  );
}

/** By organisation, those first with most people: the bureaus whose work this is. */
function byOrganisation(accounts: readonly DemoAccount[]): [string, DemoAccount[]][] {
  const found = new Map<string, DemoAccount[]>();
  for (const account of accounts) found.set(account.organisation, [...(found.get(account.organisation) ?? []), account]);
  return [...found].sort(([, one], [, other]) => other.length - one.length);
}
