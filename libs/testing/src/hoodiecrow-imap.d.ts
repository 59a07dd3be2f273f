/** The part of the test server's interface that is used; it brings no types. */
declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  interface Folder {
    messages: { uid: number }[];
    uidvalidity: number;
    uidnext: number;
  }

  interface ImapServer {
    readonly server: Server;
    /** `raw` holds one character per byte. */
    appendMessage(
      mailbox: string,
      flags: string[],
      internalDate: string | false,
      raw: string,
    ): void;
    getMailbox(name: string): Folder;
  }

  export default function hoodiecrow(options: {
    plugins: string[];
    users: Record<string, { password: string }>;
    storage: Record<string, { messages: { raw: string }[] }>;
  }): ImapServer;
}
