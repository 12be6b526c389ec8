import { z } from 'zod';
import { OrganisationName } from './common.ts';

const Login = z.string().min(1).max(100).describe('账号');

/** The body of a sign-in. */
export const SignInBody = z.strictObject({
  login: Login,
  password: z.string().min(1).max(200).describe('密码'),
});

/** The body of a one-click sign-in with a demo account. */
export const DemoSignInBody = z.strictObject({ login: Login });

/** The body that chooses in which organisation and role the person acts. */
export const MembershipBody = z.strictObject({ membershipId: z.string().min(1).max(128).describe('任职编号') });

const MembershipAnswer = z.strictObject({
  id: z.string().describe('任职编号'),
  role: z.enum(['clerk', 'head', 'worker', 'viewer', 'operator']).describe('岗位代码'),
  roleName: z.string().describe('岗位'),
  organisation: OrganisationName.extend({ level: z.string().describe('层级') }),
});

/** Who is signed in, and as what. */
export const SessionAnswer = z.strictObject({
  person: z.strictObject({ id: z.string().describe('人员编号'), name: z.string().describe('姓名') }),
  membership: MembershipAnswer.describe('当前任职'),
  memberships: z.array(MembershipAnswer).describe('全部任职'),
  demo: z.boolean().describe('是否为演示账号'),
});

/** The accounts of the demonstration. */
export const DemoAccountsAnswer = z.strictObject({
  accounts: z.array(
    z.strictObject({
      login: z.string().describe('账号'),
      name: z.string().describe('姓名'),
      roleName: z.string().describe('岗位'),
      organisation: z.string().describe('机构名称'),
      area: z.string().describe('地区：政策包的名称；不属于任何地区的为“平台”'),
      rehearsal: z.boolean().describe('是否为演练账号'),
    }),
  ),
});
