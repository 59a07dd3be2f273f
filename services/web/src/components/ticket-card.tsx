import type { readTicket, ReplyOf } from '@pst/contracts';
import { ClockRing } from './clock-ring.tsx';
import { useCodeWords } from './code-words.ts';
import { useFormat, useSay } from '../language/language.ts';

const SHOWN_ABOVE = new Set([
  'waiting',
  'called',
  'waiting-for-workstation',
  'workstation-offered',
  'at-workstation',
]);

/** The number, the state in words, and the promised time: readable from across the room. */
export function TicketCard({ ticket }: { ticket: ReplyOf<typeof readTicket> }) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  return (
    <section className="card ticket" aria-label={say('Nomor antrean', 'Queue number')}>
      <span className="soft">{word('service', ticket.service)}</span>
      <div className="ticket-number">{ticket.ticketNumber}</div>
      <div role="status" className="stack" style={{ gap: '0.4rem', justifyItems: 'center' }}>
        {ticket.state === 'waiting' && (
          <>
            <span className="ticket-promise">
              {say('Dilayani paling lambat', 'Served by')} {format.time(ticket.dueAt)}
            </span>
            {ticket.position !== null && (
              <span>
                {ticket.position <= 1
                  ? say('Anda berikutnya', 'You are next')
                  : say(
                      `Urutan ke-${ticket.position} dalam antrean`,
                      `Number ${ticket.position} in the queue`,
                    )}
              </span>
            )}
          </>
        )}
        {ticket.state === 'called' && (
          <span className="ticket-promise" style={{ color: 'var(--good)' }}>
            {say(
              `Silakan ke loket ${ticket.counter ?? ''}`,
              `Please go to counter ${ticket.counter ?? ''}`,
            )}
          </span>
        )}
        {ticket.state === 'waiting-for-workstation' && (
          <>
            <span className="ticket-promise">
              {say('Menunggu komputer baca', 'Waiting for a workstation')}
            </span>
            <span>
              {say(
                'Halaman ini memberi tahu begitu satu komputer disediakan untuk Anda.',
                'This page tells you as soon as one is held for you.',
              )}
            </span>
          </>
        )}
        {ticket.state === 'workstation-offered' && ticket.workstationDueAt !== null && (
          <>
            <span className="ticket-promise" style={{ color: 'var(--good)' }}>
              {say(
                `${ticket.workstation ?? ''} disediakan untuk Anda sampai ${format.time(ticket.workstationDueAt)}`,
                `${ticket.workstation ?? ''} is held for you until ${format.time(ticket.workstationDueAt)}`,
              )}
            </span>
            <span>{say('Silakan temui petugas sekarang.', 'Please see the officer now.')}</span>
          </>
        )}
        {ticket.state === 'at-workstation' && (
          <>
            <span className="ticket-promise">
              {say(
                `Anda memakai ${ticket.workstation ?? ''}`,
                `You are using ${ticket.workstation ?? ''}`,
              )}
            </span>
            <span>
              {say('Kode untuk membukanya:', 'The code that opens it:')}{' '}
              <b className="num">{ticket.code}</b>
            </span>
          </>
        )}
        {!SHOWN_ABOVE.has(ticket.state) && (
          <span className="ticket-promise">{word('visit', ticket.state)}</span>
        )}
      </div>
      {ticket.state === 'waiting' && (
        <ClockRing
          from={ticket.checkedInAt}
          due={ticket.dueAt}
          label={say('Janji layanan:', 'Promise:')}
        />
      )}
    </section>
  );
}
