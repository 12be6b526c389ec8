import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import type { Instant, PlainDate } from '../domain/ids.ts';
import { dateOf } from '../domain/time.ts';
import type { Database } from '../prisma/client.ts';

/** What notifying needs. */
export interface NotifyDependencies {
  database: Database;
  config: Pick<Config, 'smtp' | 'publicUrl'>;
}

/** One line of a digest. */
interface DigestLine {
  processId: string;
  key: string;
  title: string;
  label: string;
  due: PlainDate;
  rung: string;
  overdue: boolean;
  provisional: boolean;
}

const MAIL_BATCH = 20;
/** After so many failures a digest stays in the inbox only. */
const MAIL_ATTEMPTS = 5;

/** Digests: one for each person and morning, shown in the inbox and sent by e-mail. */
export function createNotifying({ database, config }: NotifyDependencies) {
  const mail = config.smtp.url ? createTransport(config.smtp.url) : undefined;

  async function writeDigests(now: string): Promise<number> {
    const morning = dateOf(now as Instant);
    // Reminders and their digest are tied together in one statement: a death in between leaves neither.
    return await database.$executeRaw`
      WITH told AS (
        SELECT r.person_id, jsonb_agg(jsonb_build_object('processId', r.process_id, 'key', r.duty_key, 'title', p.title, 'label', d.label, 'due', d.due,
            'rung', r.rung, 'overdue', r.rung LIKE 'overdue-%', 'provisional', d.provisional) ORDER BY d.due, r.process_id, r.duty_key) AS lines, count(*) AS lines_count
        FROM reminder r JOIN duty d ON d.process_id = r.process_id AND d.key = r.duty_key JOIN process p ON p.id = r.process_id
        WHERE r.digest_id IS NULL AND d.status = 'open' GROUP BY r.person_id),
      fresh AS (
        INSERT INTO notification (id, person_id, morning, title, lines, email)
        SELECT gen_random_uuid()::text, t.person_id, ${morning}, ${morning} || ' 待办提醒（' || t.lines_count || ' 项）', t.lines,
          CASE WHEN ${mail !== undefined} AND per.email IS NOT NULL THEN 'waiting' ELSE 'not-wanted' END
        FROM told t JOIN person per ON per.id = t.person_id
        ON CONFLICT (person_id, morning) DO NOTHING RETURNING id, person_id)
      UPDATE reminder r SET digest_id = f.id FROM fresh f WHERE r.person_id = f.person_id AND r.digest_id IS NULL`.then(async (tied) =>
      tied === 0 ? 0 : await database.notification.count({ where: { morning } }),
    );
  }

  async function sendDigests(): Promise<number> {
    if (!mail) return 0;
    const waiting = await database.notification.findMany({ where: { email: 'waiting' }, orderBy: { createdAt: 'asc' }, take: MAIL_BATCH });
    const people = await database.person.findMany({
      where: { id: { in: waiting.map((one) => one.personId) } },
      select: { id: true, email: true },
    });
    const addresses = new Map(people.map((one) => [one.id, one.email]));
    for (const digest of waiting) {
      const state = await attempt(digest, addresses.get(digest.personId) ?? undefined);
      await database.$executeRaw`
        UPDATE notification SET email = ${state}, attempts = attempts + 1, sent_at = CASE WHEN ${state} = 'sent' THEN clock_timestamp() END WHERE id = ${digest.id}`;
    }
    return await database.notification.count({ where: { email: 'waiting' } });
  }

  /** The message id is the digest's: if we die between the server's answer and our note, the second copy is known as the same message. */
  async function attempt(digest: { id: string; title: string; lines: unknown; attempts: number }, to: string | undefined): Promise<string> {
    if (!mail || !to) return 'failed';
    try {
      const text = textOf(digest.title, digest.lines as DigestLine[], config.publicUrl);
      await mail.sendMail({ from: config.smtp.from, to, subject: `【履约】${digest.title}`, text, messageId: `<${digest.id}@luyue>` });
      return 'sent';
    } catch (failure) {
      const answer = answerCode(failure);
      // No answer at all is an outage: the activity fails, is seen, and is tried again.
      if (answer === undefined) throw new Error('the mail server does not answer');
      return answer >= 500 || digest.attempts + 1 >= MAIL_ATTEMPTS ? 'failed' : 'waiting';
    }
  }

  return { writeDigests, sendDigests };
}

/** The SMTP code with which the server answered, if it did. */
function answerCode(failure: unknown): number | undefined {
  const code = typeof failure === 'object' && failure !== null && 'responseCode' in failure ? Number(failure.responseCode) : Number.NaN;
  return Number.isNaN(code) ? undefined : code;
}

function textOf(title: string, lines: readonly DigestLine[], publicUrl: string | undefined): string {
  const rows = lines.map((line) => {
    const mark = line.overdue ? '【已逾期】' : '';
    const provisional = line.provisional ? '（暂定）' : '';
    const address = publicUrl ? `\n  ${publicUrl}/processes/${line.processId}` : '';
    return `- ${mark}${line.label}，期限 ${line.due}${provisional}：${line.title}${address}`;
  });
  return `${title}\n\n${rows.join('\n')}\n\n本邮件由履约系统自动发送。每个期限的由来，见流程页“为什么是这一天”。\n`;
}
