// Hands mails to an SMTP server one after the other, as plainly as nodemailer can, and prints how many a second.
//   SMTP_URL, MAILS
import { createRequire } from 'node:module';

// The very one that the service uses.
const service = new URL('../../services/notifications/package.json', import.meta.url);
const { createTransport } = createRequire(service)('nodemailer');

const mails = Number(process.env['MAILS']);
const transport = createTransport({ url: process.env['SMTP_URL'], pool: true, maxConnections: 1 });
const send = () =>
  transport.sendMail({
    from: 'pst@pustaka.example',
    to: 'kenari@contoh.example',
    subject: 'Kata sandi diubah',
    text: 'x'.repeat(300),
    html: 'x'.repeat(1_200),
  });
await send();
const begun = performance.now();
for (let sent = 0; sent < mails; sent += 1) {
  await send();
}
process.stdout.write(String((mails / (performance.now() - begun)) * 1_000));
transport.close();
