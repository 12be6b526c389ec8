import { Alert, Button } from 'antd';
import type { Values } from './body.ts';
import { Summary } from './Summary.tsx';
import type { FieldSchema } from './schema.ts';

interface ReviewProps {
  effect: string;
  group: FieldSchema;
  body: Values;
  sending: boolean;
  /** True after an attempt whose outcome was not told: the same is sent once more. */
  again: boolean;
  onConfirm: () => void;
  onBack: () => void;
}

/** The last look before a command is given: what it does, in words, and what will be handed in. */
export function Review({ effect, group, body, sending, again, onConfirm, onBack }: ReviewProps) {
  return (
    <section className="review" aria-label="核对">
      <Alert type="warning" showIcon title={`确认后：${effect}`} description="请核对下面的内容。确认后记入流程，不能撤回。" />
      <Summary group={group} values={body} />
      <div className="form-buttons">
        <Button type="primary" loading={sending} onClick={onConfirm} autoFocus>
          {again ? '再次提交' : '确认办理'}
        </Button>
        <Button disabled={sending} onClick={onBack}>
          返回修改
        </Button>
      </div>
    </section>
  );
}
