import { Button } from 'antd';
import { Empty } from '../parts/Empty.tsx';

/** A page that broke, or one whose file is no longer on the server because the console was updated meanwhile. */
export function PageFailed() {
  return (
    <main className="alone" role="alert">
      <Empty
        title="页面没有打开"
        why="系统可能刚刚更新过，或者网络中断了。已保存的草稿还在，重新载入后可以接着填写。"
        next={
          <Button type="primary" onClick={() => globalThis.location.reload()}>
            重新载入
          </Button>
        }
      />
    </main>
  );
}
