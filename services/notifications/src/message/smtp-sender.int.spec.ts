import { generateKeyPairSync } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@pst/testing';
import { SMTPServer } from 'smtp-server';
import { SmtpSender } from './smtp-sender.ts';

const mail = {
  id: '0195',
  to: 'sari@demo.pst.example',
  subject: 'Verifikasi e-mail Anda',
  text: 'Halo',
  html: '<p>Halo</p>',
};
function senderTo(port: number, login = '', dkim = {}): SmtpSender {
  const sender = new SmtpSender({
    SMTP_URL: `smtp://${login}127.0.0.1:${port}`,
    MAIL_FROM: 'Pustaka PST <pst@demo.pst.example>',
    ...dkim,
  });
  senders.push(sender);
  return sender;
}
const running: SMTPServer[] = [];
const senders: SmtpSender[] = [];

async function aServer(refuseWith?: number, hangsUp = false) {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: (_auth, _session, done) =>
      done(Object.assign(new Error('wrong login'), { responseCode: 535 })),
    disabledCommands: ['STARTTLS'],
    onRcptTo: (address, _session, done) =>
      done(
        refuseWith === undefined
          ? null
          : Object.assign(new Error(`no ${address.address}`), { responseCode: refuseWith }),
      ),
    onData: (stream, _session, done) => {
      void text(stream).then((raw) => {
        received.push(raw);
        if (hangsUp) {
          server.connections.forEach((connection) => connection.close());
        } else {
          done();
        }
      });
    },
  });
  running.push(server);
  const port = await new Promise<number>((resolve) => {
    const listener = server.listen(0, '127.0.0.1', () => {
      const address = listener.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  return { port, received };
}

const stop = (server: SMTPServer) => new Promise<void>((done) => server.close(() => done()));
afterEach(async () => {
  senders.splice(0).forEach((sender) => sender.close());
  await Promise.all(running.splice(0).map(stop));
});

describe('handing a mail to the server', () => {
  it('names it after its command and marks it as automatic', async () => {
    const { port, received } = await aServer();
    expect(await senderTo(port).send(mail)).toEqual({ kind: 'sent' });
    expect(received[0]).toContain('Message-ID: <0195@demo.pst.example>');
    expect(received[0]).toContain('Auto-Submitted: auto-generated');
  });

  it('says of an invitation how it is declined, by a press and by a mail program, and signs that', async () => {
    const { port, received } = await aServer();
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2_048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const dkim = { DKIM_SELECTOR: 'pst', DKIM_PRIVATE_KEY: privateKey };
    const oneClick = 'https://pst.example/v1/mail-opt-outs/0195.aB_-';
    const optOut = { oneClick, page: 'https://pst.example/berhenti/0195.aB_-' };
    await senderTo(port, '', dkim).send({ ...mail, optOut });
    const headers = (received[0] ?? '').replaceAll(/\r\n[ \t]+/g, ' ');
    expect(headers).toContain('List-ID: <undangan.demo.pst.example>');
    expect(headers).toContain(`List-Unsubscribe: <${oneClick}>`);
    expect(headers).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(headers.replaceAll(/\s/g, '')).toMatch(/list-unsubscribe:list-unsubscribe-post/);
  });

  it('offers to decline nothing else', async () => {
    const { port, received } = await aServer();
    await senderTo(port).send(mail);
    expect(received[0]).not.toMatch(/^List-/m);
  });

  it('signs it for its domain when there is a key', async () => {
    const { port, received } = await aServer();
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2_048,
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const dkim = { DKIM_SELECTOR: 'pst', DKIM_PRIVATE_KEY: privateKey };
    await senderTo(port, '', dkim).send(mail);
    const signature = /^DKIM-Signature: ((?:.*\r\n[ \t])*.*)/m.exec(received[0] ?? '')?.[1] ?? '';
    expect(signature.replaceAll(/\s/g, '')).toMatch(
      /d=demo\.pst\.example;.*s=pst;.*h=from:subject:date:message-id:to/,
    );
  });

  it('does not know what became of it when the server hangs up on the whole mail', async () => {
    const { port, received } = await aServer(undefined, true);
    expect(await senderTo(port).send(mail)).toEqual({ kind: 'unanswered' });
    expect(received).toHaveLength(1);
  });

  it('says where an answer goes, and takes along the word by which it is known again', async () => {
    const { port, received } = await aServer();
    await senderTo(port).send({
      ...mail,
      answers: { to: 'aduan@demo.pst.example', token: '71.aB_-' },
    });
    expect(received[0]).toContain('Message-ID: <0195.71.aB_-@demo.pst.example>');
    expect(received[0]).toContain('Reply-To: aduan@demo.pst.example');
  });

  it('calls a 4xx temporary', async () => {
    const { port } = await aServer(451);
    expect(await senderTo(port).send(mail)).toEqual({
      kind: 'refused',
      permanent: false,
      code: 'smtp-451',
    });
  });

  it('calls a 5xx permanent and does not repeat the address', async () => {
    const { port } = await aServer(550);
    expect(await senderTo(port).send(mail)).toEqual({
      kind: 'refused',
      permanent: true,
      code: 'smtp-550',
    });
  });

  it('keeps the mail when our own login is wrong', async () => {
    const { port } = await aServer();
    expect(await senderTo(port, 'pst:wrong@').send(mail)).toEqual({
      kind: 'refused',
      permanent: false,
      code: 'smtp-535',
    });
  });

  it('calls a server that is down temporary', async () => {
    const { port } = await aServer();
    await Promise.all(running.splice(0).map(stop));
    expect(await senderTo(port).send(mail)).toEqual({
      kind: 'refused',
      permanent: false,
      code: 'smtp-unreachable',
    });
  });

  it('keeps its connection while there is more to send, and makes another after', async () => {
    const { port, received } = await aServer();
    const sender = senderTo(port);
    await sender.send(mail);
    await sender.send(mail);
    const [server] = running;
    expect(server?.connections.size).toBe(1);
    sender.close();
    await eventually(() => expect(server?.connections.size).toBe(0));
    expect(await sender.send(mail)).toEqual({ kind: 'sent' });
    expect(received).toHaveLength(3);
  });
});
