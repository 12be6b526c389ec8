import { App, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { newKey } from '../../api/client.ts';
import { useOperatorAct } from '../../api/operations.ts';
import type { StuckRow } from '../../api/types.ts';
import { ProblemNotice } from '../../parts/Problem.tsx';

/** What an operator may do to a process. */
export type Act = 'retry' | 'refresh' | 'rebuild';

/** The acts by name, with what each will do. */
export const ACTS: Record<Act, { name: string; effect: string }> = {
  retry: { name: '重试', effect: '把失败的操作按原来的内容再办理一次。请在故障原因排除后进行。' },
  refresh: { name: '刷新', effect: '让运行中的流程重新读取记录，并按记录重设下一个期限。已记录的内容不变。' },
  rebuild: { name: '重建', effect: '结束当前的运行，从记录重新启动这个流程。编号、义务和期限都不变，已记录的内容不会丢失。' },
};

/** Asks for the reason, says what will happen, and does it; the reason stays when it fails. */
export function ActWindow({ row, act, onClose }: { row: StuckRow; act: Act; onClose: () => void }) {
  const { name, effect } = ACTS[act];
  const { message } = App.useApp();
  const operator = useOperatorAct();
  const [form] = Form.useForm<{ reason: string }>();
  // One key for one intention: sending again after a time-out does it once.
  const [key] = useState(newKey);
  const perform = ({ reason }: { reason: string }): void =>
    operator.mutate(
      { id: row.id, act, reason: reason.trim(), key },
      {
        onSuccess: ({ done }) => {
          void message.success(done);
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={`${name}：${row.kindName} ${row.id}`}
      okText={`确认${name}`}
      onOk={() => form.submit()}
      onCancel={onClose}
      confirmLoading={operator.isPending}
      mask={{ closable: false }}
    >
      <p>{effect}</p>
      <Form form={form} layout="vertical" onFinish={perform} className="act-form">
        <Form.Item name="reason" label="理由（记入日志）" rules={[{ required: true, whitespace: true, message: '请写明理由' }]}>
          <Input.TextArea rows={3} maxLength={500} showCount autoFocus />
        </Form.Item>
      </Form>
      {operator.error && <ProblemNotice error={operator.error} withFields />}
    </Modal>
  );
}
