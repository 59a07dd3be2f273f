import type { fileComplaint, ReplyOf } from '@pst/contracts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, type ReactNode } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { Page } from '../components/page.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { useFormat, useSay } from '../language/language.ts';
import { SentFiles } from './sent-files.tsx';

export type Receipt = ReplyOf<typeof fileComplaint>;

/** Code and PIN, shown once; on paper as well, for who has no telephone. */
export function ComplaintReceipt({
  receipt,
  files,
  aside,
}: {
  receipt: Receipt;
  files: readonly File[];
  aside?: ReactNode;
}) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  // The form was long; code and PIN stand at the top.
  useEffect(() => window.scrollTo(0, 0), []);
  return (
    <Page
      narrow
      title={say('Laporan Anda diterima', 'Your report has been received')}
      aside={aside}
    >
      <div className="stack">
        <section className="card stack">
          <div className="row between" style={{ alignItems: 'center' }}>
            <dl className="facts">
              <dt>{say('Kode', 'Code')}</dt>
              <dd className="secret" data-testid="complaint-code">
                {receipt.code}
              </dd>
              <dt>PIN</dt>
              <dd className="secret" data-testid="complaint-pin">
                {receipt.pin}
              </dd>
            </dl>
            <QrCode
              text={trackingAddress(receipt.code)}
              size={120}
              alt={say(
                'Kode QR menuju halaman lacak laporan ini; PIN tidak ada di dalamnya',
                'QR code that leads to where this report is tracked; the PIN is not in it',
              )}
            />
          </div>
          <p className="note warn">
            {say(
              'Simpan keduanya sekarang. PIN hanya ditampilkan sekali dan tidak dapat kami kirim ulang.',
              'Keep both now. The PIN is shown once and cannot be sent again.',
            )}
          </p>
          <div className="row no-print">
            <CopyButton
              text={`${receipt.code} · PIN ${receipt.pin}`}
              label={say('Salin kode dan PIN', 'Copy code and PIN')}
            />
            <Button variant="default" onClick={() => window.print()}>
              {say('Cetak', 'Print')}
            </Button>
          </div>
        </section>
        {files.length > 0 && <SentFiles code={receipt.code} pin={receipt.pin} files={files} />}
        <h2>{say('Apa selanjutnya', 'What happens next')}</h2>
        <ul style={{ margin: 0, paddingLeft: '1.3rem' }}>
          {receipt.deadlines.map((deadline) => (
            <li key={deadline.deadline}>
              {word('complaintDeadline', deadline.deadline)}: {say('paling lambat', 'by')}{' '}
              {format.dayTime(deadline.dueAt)}
            </li>
          ))}
        </ul>
        <Link className="no-print" to="/pengaduan/lacak" hash={receipt.code}>
          {say('Lacak laporan ini', 'Track this report')}
        </Link>
      </div>
    </Page>
  );
}

/** The code in the fragment, which is in no server's log. */
const trackingAddress = (code: string) =>
  new URL(`/pengaduan/lacak#${code}`, window.location.origin).href;
