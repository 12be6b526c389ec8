import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useForm, useOpening, useSession } from '../api/hooks.ts';
import type { Session } from '../api/types.ts';
import { processPath } from '../links.ts';
import { Forbidden } from '../parts/Forbidden.tsx';
import { FormSteps } from '../parts/form/FormSteps.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { ProblemNotice } from '../parts/Problem.tsx';
import { placesOf } from '../parts/places.ts';

/** 提出转介: the person served appears by the number of the case only. */
export default function StartReferral() {
  const session = useSession().data;
  return (
    <>
      <PageHead title="提出转介" note="服务对象只写个案编号，不写姓名、身份证号等个人信息" />
      {session && !placesOf(session).mayRefer && <Forbidden what="您的岗位不能提出转介" whoMay={['社工站的驻站社工', '转出方的经办人']} />}
      {session && placesOf(session).mayRefer && (
        <section className="panel">
          <Opening session={session} />
        </section>
      )}
    </>
  );
}

function Opening({ session }: { session: Session }) {
  const navigate = useNavigate();
  const form = useForm('referral', 'open');
  const opening = useOpening('referrals');
  const membershipId = session.membership.id;
  const draft = useMemo(() => ({ membershipId, kind: 'referral' as const, processId: undefined, command: 'open' }), [membershipId]);
  if (form.isPending) return <Loading shape="form" rows={5} />;
  if (form.isError) return <ProblemNotice error={form.error} retry={() => void form.refetch()} />;
  return (
    <FormSteps
      form={form.data}
      draft={draft}
      send={(intention) => opening.mutateAsync(intention)}
      onAccepted={(processId) => void navigate(processPath(processId))}
      onCancel={() => void navigate('/')}
    />
  );
}
