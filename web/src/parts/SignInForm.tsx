import { Button, Form, Input } from 'antd';
import { useSignIn } from '../api/hooks.ts';
import type { Session } from '../api/types.ts';
import { ProblemNotice } from './Problem.tsx';

/** Account and password; what was typed stays when it was wrong. */
export function SignInForm({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const signIn = useSignIn();
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      onFinish={(values: { login: string; password: string }) => signIn.mutate(values, { onSuccess: onSignedIn })}
    >
      <Form.Item name="login" label="账号" rules={[{ required: true, message: '请填写账号' }]}>
        <Input autoComplete="username" autoFocus maxLength={100} />
      </Form.Item>
      <Form.Item name="password" label="密码" rules={[{ required: true, message: '请填写密码' }]}>
        <Input.Password autoComplete="current-password" maxLength={200} />
      </Form.Item>
      {signIn.error && <ProblemNotice error={signIn.error} />}
      <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
        登录
      </Button>
    </Form>
  );
}
