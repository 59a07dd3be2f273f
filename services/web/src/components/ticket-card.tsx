import type { readTicket, ReplyOf } from '@pst/contracts';
import { ClockRing } from './clock-ring.tsx';
import { useCodeWords } from './code-words.ts';
import { useFormat, useSay } from '../language/language.ts';

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
        {ticket.state !== 'waiting' && ticket.state !== 'called' && (
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
