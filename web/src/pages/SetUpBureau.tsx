import { useSession } from '../api/hooks.ts';
import { Forbidden } from '../parts/Forbidden.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { placesOf } from '../parts/places.ts';
import { SetUp } from './bureau/SetUp.tsx';

/** 新设机构: which organisations will work here, under which policy, and who signs in? */
export default function SetUpBureau() {
  const { data: session } = useSession();
  return (
    <>
      <PageHead title="新设机构" note="按政策设立机构树，确定各角色，开立账号" />
      {session &&
        (placesOf(session).isOperator ? (
          <SetUp key={session.membership.id} membershipId={session.membership.id} />
        ) : (
          <Forbidden what="新设机构由运维人员办理" whoMay={['运维']} />
        ))}
    </>
  );
}
