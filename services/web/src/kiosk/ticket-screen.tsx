import { useEffect, useRef, useState } from 'react';
import { QrCode } from '../components/qr-code.tsx';
import { useFormat, useSay } from '../language/language.ts';
import type { Ticket } from './outpost.ts';

/**
 * The visitor's number, on screen until they are done: paper that did not come out loses nobody. No
 * browser knows what its printer did, so the visitor is asked.
 */
export function TicketScreen({
  ticket,
  office,
  onPrinted,
  onDone,
}: {
  ticket: Ticket;
  office: string;
  onPrinted: (outcome: 'printed' | 'failed') => void;
  onDone: () => void;
}) {
  const say = useSay();
  const format = useFormat();
  const [paper, setPaper] = useState<'none' | 'asking' | 'printed' | 'failed'>('none');
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  const address = new URL(`/tiket/${ticket.code}`, window.location.href).href;
  const qr = (size: number) => (
    <QrCode
      text={address}
      size={size}
      alt={say('Kode QR halaman tiket Anda', 'QR code of your ticket page')}
    />
  );
  const promise =
    ticket.dueAt === undefined
      ? undefined
      : `${say('Dilayani paling lambat pukul', 'Served by')} ${format.time(ticket.dueAt)}`;
  const print = () => {
    try {
      window.print();
    } catch {
      // A browser without a printer; the question below says so for it.
    }
    setPaper('asking');
  };
  const tell = (outcome: 'printed' | 'failed') => {
    setPaper(outcome);
    onPrinted(outcome);
  };
  return (
    <section className="k-screen k-ticket">
      <h1 ref={head} tabIndex={-1}>
        {say('Nomor antrean Anda', 'Your queue number')}
      </h1>
      <div className="k-number">{ticket.ticketNumber}</div>
      {promise && <p className="k-promise">{promise}</p>}
      {ticket.position !== undefined && (
        <p>
          {ticket.position <= 1
            ? say('Anda berikutnya', 'You are next')
            : say(
                `Urutan ke-${ticket.position} dalam antrean`,
                `Number ${ticket.position} in the queue`,
              )}
        </p>
      )}
      <p>
        {say(
          'Silakan duduk di ruang tunggu. Nomor Anda dipanggil dan tampil di papan antrean.',
          'Please take a seat in the waiting room. Your number is called and shown on the board.',
        )}
      </p>
      {ticket.offline && (
        <p className="k-note">
          {say(
            'Jaringan sedang terputus. Nomor ini tetap berlaku; isian Anda tersimpan tersegel dan dikirim sendiri. Beri tahu petugas bila nomor Anda lama tidak dipanggil.',
            'The network is away. This number is valid; your entry is kept sealed and sent by itself. Tell the officer if it is not called for long.',
          )}
        </p>
      )}
      <div className="k-take-along">
        {qr(220)}
        <span>
          {say(
            'Pindai untuk membawa tiket di ponsel. Halamannya berubah sendiri saat Anda dipanggil.',
            'Scan to take the ticket along. The page changes by itself when you are called.',
          )}
        </span>
      </div>
      <div role="status" className="k-paper">
        {paper === 'asking' && (
          <>
            <strong>{say('Apakah tiketnya keluar?', 'Did the ticket come out?')}</strong>
            <button type="button" className="k-button" onClick={() => tell('printed')}>
              {say('Ya', 'Yes')}
            </button>
            <button type="button" className="k-button" onClick={() => tell('failed')}>
              {say('Tidak', 'No')}
            </button>
          </>
        )}
        {paper === 'failed' &&
          say(
            'Tidak apa-apa: nomor di layar tetap berlaku. Pindai kodenya atau catat nomornya.',
            'No harm done: the number on the screen is valid. Scan its code or note it down.',
          )}
        {paper === 'printed' && say('Silakan ambil tiketnya.', 'Please take your ticket.')}
      </div>
      <div className="k-actions">
        <button type="button" className="k-button" onClick={print}>
          {paper === 'failed' ? say('Cetak lagi', 'Print again') : say('Cetak tiket', 'Print')}
        </button>
        <button type="button" className="k-button k-main" onClick={onDone}>
          {say('Selesai', 'Done')}
        </button>
      </div>
      <div className="k-slip" aria-hidden="true">
        <div>{office}</div>
        <div className="k-slip-number">{ticket.ticketNumber}</div>
        {promise && <div>{promise}</div>}
        {qr(180)}
        <div>
          {say('Tunggu sampai nomor ini dipanggil.', 'Please wait until this number is called.')}
        </div>
      </div>
    </section>
  );
}
