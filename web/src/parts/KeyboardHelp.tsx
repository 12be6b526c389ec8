import { Modal } from 'antd';

const KEYS: readonly [keys: string[], what: string][] = [
  [['/'], '搜索流程'],
  [['j'], '下一条'],
  [['k'], '上一条'],
  [['Enter'], '打开选中的一条'],
  [['g', 't'], '去工作台'],
  [['g', 'p'], '去流程列表'],
  [['g', 'i'], '去收件箱'],
  [['?'], '显示这个帮助'],
  [['Esc'], '关闭窗口，或离开输入框'],
];

/** What the keys do. */
export function KeyboardHelp({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Modal title="键盘操作" open={open} onCancel={onClose} footer={null} width={420} destroyOnHidden>
      <dl className="keys">
        {KEYS.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  );
}
