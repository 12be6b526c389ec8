import { Alert, Button, Steps } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Problem } from '../../api/client.ts';
import { useOpening } from '../../api/hooks.ts';
import type { Form, Session } from '../../api/types.ts';
import { processPath } from '../../links.ts';
import { FormContext } from '../../parts/form/context.ts';
import { type DraftOf, dropDraft, readDraft, saveDraft } from '../../parts/form/draft.ts';
import { Pending } from '../../parts/form/Pending.tsx';
import { placed } from '../../parts/form/problems.ts';
import { modelOf } from '../../parts/form/schema.ts';
import { useSending } from '../../parts/form/useSending.ts';
import { ProblemNotice } from '../../parts/Problem.tsx';
import { AboutStep } from './AboutStep.tsx';
import { DatesStep } from './DatesStep.tsx';
import { bodyOfPlan, type Plan, stepOf } from './plan.ts';
import { StationsStep } from './StationsStep.tsx';
import '../../parts/form/form.css';
import './start.css';

const STEPS = [{ title: '基本情况' }, { title: '社工站' }, { title: '核对日期' }];
const NOTHING: Plan = { about: {}, stations: [], assumed: {} };

/** The three steps. What was filled in stays through every step, error and reload. */
export function Wizard({ form, session }: { form: Form; session: Session }) {
  const navigate = useNavigate();
  const opening = useOpening('purchase-cycles');
  const model = useMemo(() => modelOf(form), [form]);
  const [draft] = useState<DraftOf>({ membershipId: session.membership.id, kind: 'purchase-cycle', processId: undefined, command: 'open' });
  const [restored] = useState(() => readDraft(draft) as Partial<Plan> | undefined);
  const [plan, setPlan] = useState<Plan>({ ...NOTHING, ...restored });
  const [step, setStep] = useState(0);
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const { sending, setSending, submit } = useSending((intention) => opening.mutateAsync(intention), opened);

  function change(part: Partial<Plan>): void {
    const next = { ...plan, ...part };
    setPlan(next);
    saveDraft(draft, { ...next });
  }

  function opened(processId: string): void {
    dropDraft(draft);
    void navigate(processPath(processId));
  }

  function refused(problem: Problem): void {
    const { at, elsewhere } = placed(model, problem);
    setProblems(at);
    setSending({ phase: 'ready', problem: elsewhere });
    setStep(stepOf(problem));
  }

  const problem = sending.phase === 'ready' ? sending.problem : undefined;
  return (
    <FormContext value={{ model, problems }}>
      <section className="panel wizard">
        <Steps current={step} items={STEPS} size="small" responsive={false} />
        {problem && <ProblemNotice error={problem} withFields />}
        {sending.phase === 'pending' && <Pending commandId={sending.commandId} onAccepted={opened} onRefused={refused} />}
        {restored && step === 0 && (
          <Restored
            forget={() => {
              dropDraft(draft);
              globalThis.location.reload();
            }}
          />
        )}
        {step === 0 && <AboutStep about={plan.about} change={(about) => change({ about })} next={() => setStep(1)} />}
        {step === 1 && (
          <StationsStep
            organisation={session.membership.organisation}
            chosen={plan.stations}
            problem={problems.get('stations')}
            change={(stations) => change({ stations })}
            back={() => setStep(0)}
            next={() => setStep(2)}
          />
        )}
        {step === 2 && sending.phase !== 'pending' && (
          <DatesStep
            plan={plan}
            effect={form.effect}
            sending={sending.phase === 'sending'}
            change={(assumed) => change({ assumed })}
            back={() => setStep(1)}
            confirm={() => void submit(bodyOfPlan(plan)).then((found) => found && refused(found))}
          />
        )}
      </section>
    </FormContext>
  );
}

function Restored({ forget }: { forget: () => void }) {
  return (
    <Alert
      type="info"
      showIcon
      className="draft-note"
      title="已恢复上次没有提交的内容"
      action={
        <Button size="small" onClick={forget}>
          重新填写
        </Button>
      }
    />
  );
}
