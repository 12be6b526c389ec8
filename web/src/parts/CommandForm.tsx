import { useMemo } from 'react';
import { useCommand, useForm, useSession } from '../api/hooks.ts';
import type { CommandAccepted, ProcessPage } from '../api/types.ts';
import { FormSteps } from './form/FormSteps.tsx';
import { Loading } from './Loading.tsx';
import { ProblemNotice } from './Problem.tsx';

interface CommandFormProps {
  process: ProcessPage;
  command: string;
  /** Told once when it is recorded; without the answer where it was recorded later. */
  onAccepted: (accepted?: CommandAccepted) => void;
  onCancel: () => void;
}

/** Any command of a process as a form, drawn from what the API says of it. */
export function CommandForm({ process, command, onAccepted, onCancel }: CommandFormProps) {
  const { id, kind, revision, parties } = process;
  const form = useForm(kind, command, id);
  const giving = useCommand(id, command);
  const membershipId = useSession().data?.membership.id ?? '';
  const draft = useMemo(() => ({ membershipId, kind, processId: id, command }), [membershipId, kind, id, command]);
  if (form.isPending) return <Loading shape="form" rows={4} />;
  if (form.isError) return <ProblemNotice error={form.error} retry={() => void form.refetch()} />;
  return (
    <FormSteps
      form={form.data}
      draft={draft}
      employerId={parties.find((party) => party.function === 'contractor')?.organisation.id}
      send={(intention) => giving.mutateAsync({ ...intention, revision })}
      onAccepted={(_, accepted) => onAccepted(accepted)}
      onCancel={onCancel}
    />
  );
}
