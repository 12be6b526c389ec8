import { BureauAnswer, BureauBody, BureauPreview } from '../../domain/schema/api/bureau.ts';
import { previewBureau, setUpBureau } from '../bureaus.ts';
import { idempotencyKeyOf } from '../headers.ts';
import { ok, type Route, route } from '../route.ts';

const tag = '运维';

/** Setting up a bureau: the tree of organisations under a pack, and who signs in. */
export const bureauRoutes: Route[] = [
  route(
    {
      method: 'post',
      path: '/api/bureaus/preview',
      id: 'previewBureau',
      summary: '新设机构之前：机构树、各角色由谁承担及依据、还须改正的内容',
      tag,
      access: 'operator',
      body: BureauBody,
      answers: { 200: BureauPreview },
      problems: ['pack.unknown'],
    },
    async ({ body }, services) => ok(await previewBureau(body, services)),
  ),
  route(
    {
      method: 'post',
      path: '/api/bureaus',
      id: 'setUpBureau',
      summary: '新设机构：按政策包设立机构树、开立账号；一次性密码只在首次结果中显示',
      tag,
      access: 'operator',
      body: BureauBody,
      headers: ['Idempotency-Key'],
      answers: { 201: BureauAnswer },
      problems: ['pack.unknown'],
    },
    async ({ caller, body, request }, services) => {
      const key = idempotencyKeyOf(request);
      return { status: 201, body: await setUpBureau(body, services, { actor: caller.actor, key }) };
    },
  ),
];
