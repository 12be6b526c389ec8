import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Problem } from '../api/client.ts';

/** What a person can do about a problem, by its code or its status; what failed to be written is still in the form. */
function whatToDo(problem: Problem, isRead: boolean): string | undefined {
  if (problem.code === 'object.stale') return '页面已换成最新的内容，请看看变化，再决定是否继续；填写的内容还在。';
  if (problem.code === 'access.signed-out') return '请重新登录，登录后可以接着办理。';
  if (problem.status === 404) return '它可能不存在，也可能不在您所在机构的范围内。请核对地址，或从列表中查找。';
  if (problem.status === 0 || problem.status >= 500) return `${isRead ? '' : '填写的内容还在，'}请稍后再试；如果一直这样，请联系运维人员。`;
  return undefined;
}

/** Anything that was thrown, as a problem that can be shown. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(500, { title: '页面出现故障', detail: '页面没有读懂服务器的回答，请刷新后再试。', code: 'internal.error' });
}

/**
 * A refusal or a failure in words: why, what is allowed now, who may do it, what to do. Problems of single fields are listed only with
 * `withFields`, because forms show them at the field.
 */
export function ProblemNotice({
  error,
  retry,
  withFields = false,
}: {
  error: unknown;
  retry?: (() => void) | undefined;
  withFields?: boolean;
}) {
  const problem = asProblem(error);
  const advice = whatToDo(problem, retry !== undefined);
  return (
    <Alert
      type={problem.status === 0 || problem.status >= 500 ? 'error' : 'warning'}
      showIcon
      role="alert"
      className="problem"
      title={problem.message}
      description={
        <>
          {problem.detail !== problem.message && <Line>{problem.detail}</Line>}
          {withFields && problem.fields.map(({ field, problem: what }) => <Line key={`${field} ${what}`}>{what}</Line>)}
          {problem.allowedNow.length > 0 && <Line>现在可以办理：{problem.allowedNow.join('、')}</Line>}
          {problem.whoMay.length > 0 && <Line>谁可以办理：{problem.whoMay.join('、')}</Line>}
          {advice && <Line>{advice}</Line>}
        </>
      }
      action={retry && <Button onClick={retry}>重试</Button>}
    />
  );
}

function Line({ children }: { children: ReactNode }) {
  return <div>{children}</div>;
}
