import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useInbox, useMarkRead } from '../api/hooks.ts';
import { itemsOf } from '../api/paging.ts';
import type { Digest } from '../api/types.ts';
import { processPath } from '../links.ts';
import { DateText } from '../parts/DateText.tsx';
import { instantText, weekdayOf } from '../parts/days.ts';
import { Empty } from '../parts/Empty.tsx';
import { Loading } from '../parts/Loading.tsx';
import { More } from '../parts/More.tsx';
import { PageHead } from '../parts/PageHead.tsx';
import { ProblemNotice } from '../parts/Problem.tsx';
import { StatusWord } from '../parts/StatusWord.tsx';

/** 收件箱: the reminders of each working morning, one digest a day. */
export default function Inbox() {
  const list = useInbox();
  const navigate = useNavigate();
  const digests = itemsOf(list.data);
  return (
    <>
      <PageHead title="收件箱" note="每个工作日早上最多一封提醒" />
      <section className="panel">
        {list.isPending && <Loading shape="list" rows={5} />}
        {list.isError && <ProblemNotice error={list.error} retry={() => void list.refetch()} />}
        {list.isSuccess && digests.length === 0 && (
          <Empty
            title="还没有提醒"
            why="事项临近期限或逾期时，工作日早上会在这里提醒您。"
            next={<Button onClick={() => void navigate('/')}>查看工作台</Button>}
          />
        )}
        {digests.map((digest) => (
          <DigestItem key={digest.id} digest={digest} />
        ))}
        {digests.length > 0 && <More shown={digests.length} {...list} />}
      </section>
    </>
  );
}

function DigestItem({ digest }: { digest: Digest }) {
  const markRead = useMarkRead();
  const { id, morning, title, lines, readAt } = digest;
  return (
    <article className={readAt === null ? 'digest digest-unread' : 'digest'} aria-labelledby={`digest-${id}`}>
      <header>
        <h2 id={`digest-${id}`}>{title}</h2>
        <span className="hint">
          {morning} {weekdayOf(morning)}
        </span>
        {readAt === null ? (
          <Button size="small" loading={markRead.isPending} onClick={() => markRead.mutate(id)}>
            标为已读
          </Button>
        ) : (
          <span className="hint">已读 {instantText(readAt)}</span>
        )}
      </header>
      {markRead.error && <ProblemNotice error={markRead.error} />}
      <ul>
        {lines.map(({ processId, key, label, processTitle, due, provisional, overdue, daysText }) => (
          <li key={`${processId} ${key}`}>
            <div>
              <Link to={processPath(processId)} data-row onClick={() => readAt === null && markRead.mutate(id)}>
                {label}
              </Link>
              <div className="hint">{processTitle}</div>
            </div>
            <DateText date={due} provisional={provisional} />
            <span>{overdue ? <StatusWord tone="overdue">{daysText}</StatusWord> : daysText}</span>
          </li>
        ))}
      </ul>
    </article>
  );
}
