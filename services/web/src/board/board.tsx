import './board.css';
import { createRoot } from 'react-dom/client';
import { QrCode } from '../components/qr-code.tsx';
import { useNow } from '../gateway/office-clock.ts';
import { useQueueStream } from '../gateway/queue-stream.ts';
import { rememberedLanguage, useFormat, useSay } from '../language/language.ts';
import type { QueueCall } from './calls.ts';
import { useAnnouncements } from './use-announcements.ts';

/** Numbers and counters for a waiting room: no name ever arrives here. */
function Board() {
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  const { queue, lost } = useQueueStream();
  const { saying, sound, turnOn, turnOff } = useAnnouncements(queue);
  const current = saying ?? queue?.called[0];
  const earlier = queue?.called.filter((call) => call.ticketNumber !== current?.ticketNumber);
  const place = (call: QueueCall) =>
    `${call.place === 'counter' ? say('Loket', 'Counter') : say('Komputer', 'Computer')} ${call.counter}`;
  return (
    <main className="board">
      <div className="board-head">
        <h1>
          {say('Antrean Pelayanan Statistik Terpadu', 'Integrated Statistical Services queue')}
        </h1>
        <time className="board-clock" dateTime={now.toISOString()}>
          {format.time(now)}
        </time>
      </div>
      <div role="status" className="board-notices">
        {lost && (
          <div className="board-lost">
            {say(
              'Terputus – angka mungkin tidak terbaru. Menyambung lagi…',
              'Disconnected – numbers may be out of date. Reconnecting…',
            )}
          </div>
        )}
        {sound === 'waiting' && (
          <div className="board-hint">
            {say(
              'Bunyi menunggu satu sentuhan: sentuh layar atau tekan tombol apa saja.',
              'Sound waits for one press: touch the screen or press any key.',
            )}
          </div>
        )}
      </div>
      <div className="board-body">
        <section
          className={saying ? 'board-now board-calling' : 'board-now'}
          aria-live="assertive"
          aria-atomic="true"
        >
          <span className="label">{say('Nomor dipanggil', 'Now calling')}</span>
          {/* A kiosk's number has two characters more. */}
          <span className={(current?.ticketNumber.length ?? 0) > 4 ? 'number long' : 'number'}>
            {current?.ticketNumber ?? '–'}
          </span>
          <span className="counter">
            {current ? place(current) : say('Belum ada panggilan', 'No call yet')}
          </span>
        </section>
        <section>
          <ul className="board-list" aria-label={say('Panggilan sebelumnya', 'Earlier calls')}>
            {earlier?.slice(0, 4).map((call) => (
              <li key={call.ticketNumber}>
                <b>{call.ticketNumber}</b>
                <span>{place(call)}</span>
              </li>
            ))}
          </ul>
        </section>
      </div>
      <div className="board-foot">
        <span>
          {queue
            ? say(`${queue.waitingCount} menunggu`, `${queue.waitingCount} waiting`)
            : say('Menyambung…', 'Connecting…')}
        </span>
        <span className="board-own-phone">
          <QrCode
            text={new URL('/buku-tamu', window.location.href).href}
            alt={say('Kode QR buku tamu', 'QR code of the guestbook')}
          />
          {say('Ambil nomor lewat ponsel: pindai kode ini', 'Take a number by phone: scan this')}
        </span>
        <button
          type="button"
          aria-pressed={sound !== 'off'}
          onClick={() => (sound === 'off' ? void turnOn() : turnOff())}
        >
          {sound === 'off' ? say('Nyalakan bunyi', 'Turn sound on') : say('Matikan bunyi', 'Mute')}
        </button>
      </div>
    </main>
  );
}

export function openBoard(): void {
  document.documentElement.lang = rememberedLanguage();
  document.title = 'Papan antrean – Pustaka PST';
  const root = document.getElementById('root');
  if (root) {
    createRoot(root).render(<Board />);
  }
}
