import { Alert, Form as AntForm, Button } from 'antd';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Problem } from '../../api/client.ts';
import type { Intention, Sent } from '../../api/hooks.ts';
import type { CommandAccepted, Form } from '../../api/types.ts';
import { ProblemNotice } from '../Problem.tsx';
import { bodyOf, startOf, type Values } from './body.ts';
import { FormContext } from './context.ts';
import { type DraftOf, dropDraft, impersonal, readDraft, saveDraft } from './draft.ts';
import { Fields } from './Field.tsx';
import { Pending } from './Pending.tsx';
import { placed } from './problems.ts';
import { Review } from './Review.tsx';
import { modelOf } from './schema.ts';
import { useSending } from './useSending.ts';
import './form.css';

interface FormStepsProps {
  form: Form;
  draft: DraftOf;
  employerId?: string | undefined;
  send: (intention: Intention) => Promise<Sent>;
  /** Told once when it is recorded; without the answer where it was recorded later. */
  onAccepted: (processId: string, accepted?: CommandAccepted) => void;
  onCancel: () => void;
}

/** Fill in, look once more at what it does, confirm. What was typed survives every error, and a draft survives the page. */
export function FormSteps({ form, draft, employerId, send, onAccepted, onCancel }: FormStepsProps) {
  const model = useMemo(() => modelOf(form), [form]);
  const [reviewed, setReviewed] = useState<Values>();
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const { sending, setSending, submit } = useSending(send, accepted);

  function accepted(processId: string, answer?: CommandAccepted): void {
    dropDraft(draft);
    onAccepted(processId, answer);
  }

  function refused(problem: Problem): void {
    const { at, elsewhere } = placed(model, problem);
    setProblems(at);
    setSending({ phase: 'ready', problem: elsewhere });
    if (at.size > 0) setReviewed(undefined);
  }

  const problem = sending.phase === 'ready' ? sending.problem : undefined;
  const isPending = sending.phase === 'pending';
  return (
    <FormContext value={{ model, problems, employerId }}>
      <div className="form-steps">
        {problem && <Told problem={problem} />}
        {isPending && <Pending commandId={sending.commandId} onAccepted={accepted} onRefused={refused} />}
        <FillIn
          form={form}
          draft={draft}
          hidden={reviewed !== undefined || isPending}
          onChange={(names) => setProblems((known) => without(known, names))}
          onReady={(body) => {
            setSending({ phase: 'ready' });
            setReviewed(body);
          }}
          onCancel={onCancel}
        />
        {reviewed && !isPending && (
          <Review
            effect={form.effect}
            group={model.schema}
            body={reviewed}
            sending={sending.phase === 'sending'}
            again={problem !== undefined}
            onConfirm={() => void submit(reviewed).then((found) => found && refused(found))}
            onBack={() => setReviewed(undefined)}
          />
        )}
      </div>
    </FormContext>
  );
}

/** What kept a command from being taken; brought into view, because the button that was pressed stands far below. */
function Told({ problem }: { problem: Problem }) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Newer browsers answer with a promise, which must not be handed to React as a clean-up.
    notice.current?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  }, [problem]);
  return (
    <div ref={notice}>
      <ProblemNotice error={problem} withFields />
    </div>
  );
}

interface FillInProps extends Pick<FormStepsProps, 'form' | 'draft' | 'onCancel'> {
  /** It stays there while it is not seen, so that going back finds everything. */
  hidden: boolean;
  onChange: (names: readonly string[]) => void;
  onReady: (body: Values) => void;
}

function FillIn({ form, draft, hidden, onChange, onReady, onCancel }: FillInProps) {
  const model = useMemo(() => modelOf(form), [form]);
  const [fields] = AntForm.useForm<Values>();
  const [start] = useState(() => startOf(model, model.schema, form.defaults));
  const [left, setLeft] = useState(() => readDraft(draft));

  function startAgain(): void {
    dropDraft(draft);
    setLeft(undefined);
    const names = Object.keys(model.schema.properties ?? {});
    fields.setFieldsValue({ ...Object.fromEntries(names.map((name) => [name, undefined])), ...start });
  }

  return (
    <div hidden={hidden}>
      {left && (
        <Alert
          type="info"
          showIcon
          className="draft-note"
          title="已恢复上次没有提交的内容"
          action={
            <Button size="small" onClick={startAgain}>
              重新填写
            </Button>
          }
        />
      )}
      <AntForm<Values>
        form={fields}
        layout="vertical"
        initialValues={{ ...start, ...left }}
        scrollToFirstError={{ behavior: 'smooth', block: 'center', focus: true }}
        onValuesChange={(changed: Values, values: Values) => {
          onChange(Object.keys(changed));
          saveDraft(draft, impersonal(model.schema, values, draft.kind));
        }}
        onFinish={() => onReady(bodyOf(model, model.schema, fields.getFieldsValue(true) as Values, form.defaults))}
      >
        <Fields group={model.schema} place={{ path: [], at: [] }} />
        <div className="form-buttons">
          <Button type="primary" htmlType="submit">
            下一步：核对
          </Button>
          <Button onClick={onCancel}>以后再办</Button>
        </div>
      </AntForm>
    </div>
  );
}

function without(problems: ReadonlyMap<string, string>, names: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...problems].filter(([place]) => !names.includes(place.split('.')[0] ?? '')));
}
