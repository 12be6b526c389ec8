import { useForm, useSession } from '../api/hooks.ts';
import { Forbidden } from '../parts/Forbidden.tsx';
import { Loading } from '../parts/Loading.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { ProblemNotice } from '../parts/Problem.tsx';
import { placesOf } from '../parts/places.ts';
import { Wizard } from './start/Wizard.tsx';

/** 发起采购周期: what will this set in motion? */
export default function StartCycle() {
  const session = useSession().data;
  const mayStart = session !== null && session !== undefined && placesOf(session).mayStart;
  const form = useForm('purchase-cycle', 'open', undefined, mayStart);
  return (
    <>
      <PageHead title="发起采购周期" note="三步：基本情况、社工站、核对将产生的日期" />
      {session && !mayStart && <Forbidden what="您的岗位不能发起采购周期" whoMay={['购买主体的经办人', '购买主体的负责人']} />}
      {mayStart && form.isPending && <Loading shape="form" rows={4} />}
      {mayStart && form.error && <ProblemNotice error={form.error} retry={() => void form.refetch()} />}
      {mayStart && form.data && <Wizard form={form.data} session={session} />}
    </>
  );
}
