import { Alert, Button, Steps } from 'antd';
import { Loading } from '../../parts/Loading.tsx';
import { ProblemNotice } from '../../parts/Problem.tsx';
import { useNarrow } from '../../parts/useNarrow.ts';
import { AccountsStep } from './AccountsStep.tsx';
import { CheckStep } from './CheckStep.tsx';
import { DoneStep } from './DoneStep.tsx';
import { OrganisationsStep } from './OrganisationsStep.tsx';
import { PolicyStep } from './PolicyStep.tsx';
import { STEPS } from './problems.ts';
import { useSetUp } from './useSetUp.ts';
import '../../parts/form/form.css';
import './bureau.css';

const TITLES = STEPS.map((title) => ({ title }));

/** The steps. What was typed stays through every step, error and reload; nothing is set up before the last look. */
export function SetUp({ membershipId }: { membershipId: string }) {
  const form = useSetUp(membershipId);
  const narrow = useNarrow();
  const { plan, step, problem, wrong, seen, bureau, pack, drafting, acting, busy } = form;
  return (
    <section className="panel bureau">
      {narrow ? (
        <p className="bureau-step">
          第 {step + 1} 步，共 {STEPS.length} 步：{STEPS[step]}
        </p>
      ) : (
        <Steps current={step} items={TITLES} size="small" responsive={false} className="unprinted" />
      )}
      {problem && <ProblemNotice error={problem} />}
      {wrong.size > 0 && step < 3 && <Alert type="warning" showIcon role="alert" title="还有须改正的地方，已在下面标出" />}
      {form.isRestored && step === 0 && <Restored forget={form.forget} />}
      {step === 0 && (
        <PolicyStep
          packId={plan.packId}
          problems={wrong.get('packId')}
          choose={(packId) => form.change({ packId, under: undefined })}
          next={() => form.goTo(1)}
        />
      )}
      {step === 1 && pack.isPending && <Loading shape="form" rows={4} />}
      {step === 1 && pack.error && <ProblemNotice error={pack.error} retry={() => void pack.refetch()} />}
      {step === 1 && pack.data && (
        <OrganisationsStep
          plan={plan}
          levels={pack.data.levels}
          wrong={wrong}
          busy={busy}
          change={form.change}
          back={() => form.goTo(0)}
          next={() => void form.look(2)}
        />
      )}
      {step === 2 && (
        <AccountsStep
          plan={plan}
          acting={acting}
          drafting={drafting}
          wrong={wrong}
          busy={busy}
          change={form.change}
          back={() => form.goTo(1)}
          next={() => void form.look(3)}
        />
      )}
      {step === 3 && seen && <CheckStep seen={seen} busy={busy} back={() => form.goTo(2)} confirm={() => void form.confirm()} />}
      {step === 4 && bureau && <DoneStep bureau={bureau} />}
    </section>
  );
}

function Restored({ forget }: { forget: () => void }) {
  return (
    <Alert
      type="info"
      showIcon
      title="已恢复上次没有提交的内容（不含姓名）"
      action={
        <Button size="small" onClick={forget}>
          重新填写
        </Button>
      }
    />
  );
}
