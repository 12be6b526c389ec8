import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A mail that arrived. */
export interface Mail {
  to: string[];
  text: string;
  messageId: string;
}

/** A real SMTP server on loopback; it can be told to refuse an address or to break off after it has taken a mail. */
export async function startMailServer(behave: { refuse?: string; breakOff?: boolean } = {}) {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, callback) {
      const refused = address === behave.refuse ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : undefined;
      callback(refused);
    },
    onData(stream, session, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8');
        const messageId = /^Message-ID:\s*(\S+)/im.exec(text)?.[1] ?? '';
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text, messageId });
        if (behave.breakOff) server.connections.forEach((connection) => connection.close());
        else callback();
      });
    },
  });
  server.on('error', () => {});
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return { url: `smtp://127.0.0.1:${port}`, mails, behave, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}
