import { Button } from 'antd';
import { useNavigate } from 'react-router';
import { Empty } from '../parts/Empty.tsx';
import { PageHead } from '../parts/PageHead.tsx';

/** An address that the console does not have. */
export default function NotFound() {
  const navigate = useNavigate();
  return (
    <>
      <PageHead title="没有这个页面" />
      <Empty
        title="没有找到您要的页面"
        why="地址可能写错了，或者页面已经改了地方。"
        next={<Button onClick={() => void navigate('/')}>回到工作台</Button>}
      />
    </>
  );
}
