import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

import hoodiecrow from 'hoodiecrow-imap';

/** An IMAP mailbox of a test's own, with the troubles that mailboxes have. */
export interface MailboxUnderTest {
  /** `imap://user:password@host:port/INBOX` */
  readonly url: string;
  /** Puts a mail in, byte for byte, and tells whoever idles. */
  deliver(...mails: (string | Buffer)[]): void;
  /** Nothing passes any more on the connections there are, and nobody is told. New ones work. */
  fallSilent(): void;
  /** As after a restore of the server: another UIDVALIDITY, and every mail has another number. */
  renumber(): void;
  stop(): Promise<void>;
}

async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port; // a TCP server's address is one
}

/**
 * Starts an IMAP server with one INBOX, in this process and behind a line that can fall silent. `older` are
 * mails that have lain in it for long.
 */
export async function startMailbox(older: readonly string[] = []): Promise<MailboxUnderTest> {
  const imap = hoodiecrow({
    plugins: ['ID', 'IDLE', 'LITERALPLUS', 'UIDPLUS', 'UNSELECT'],
    users: { aduan: { password: 'rahasia' } },
    storage: { INBOX: { messages: [] } },
  });
  for (const mail of older) {
    imap.appendMessage('INBOX', [], '01-Jan-2020 09:00:00 +0700', mail);
  }
  const behind = await listening(imap.server);
  const lines = new Set<readonly [Socket, Socket]>();
  const front = createServer((client) => {
    const server = connect(behind, '127.0.0.1');
    const line = [client, server] as const;
    lines.add(line);
    // Not ended with the client: that one may have been killed before it could say a last word.
    client.pipe(server, { end: false }).pipe(client);
    for (const end of line) {
      end.on('error', () => end.destroy());
    }
    // Without a last word the server would go on idling for half an hour.
    client.on('close', () => server.end('DONE\r\n'));
    server.on('close', () => {
      client.destroy();
      lines.delete(line);
    });
  });
  const port = await listening(front);
  const hangUp = () => {
    for (const [client] of lines) {
      client.destroy();
    }
  };
  return {
    url: `imap://aduan:rahasia@127.0.0.1:${port}/INBOX`,
    deliver(...mails) {
      for (const mail of mails) {
        imap.appendMessage('INBOX', [], false, Buffer.from(mail).toString('latin1'));
      }
    },
    fallSilent() {
      for (const end of [...lines].flat()) {
        end.unpipe();
        end.resume();
      }
    },
    renumber() {
      const inbox = imap.getMailbox('INBOX');
      inbox.uidvalidity += 1;
      inbox.messages.forEach((mail, index) => {
        mail.uid = index + 1;
      });
      inbox.uidnext = inbox.messages.length + 1;
      hangUp();
    },
    async stop() {
      hangUp();
      await Promise.all(
        [front, imap.server].map((server) => new Promise((closed) => server.close(closed))),
      );
    },
  };
}
