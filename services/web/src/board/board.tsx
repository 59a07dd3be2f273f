import './board.css';
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { useNow } from '../gateway/office-clock.ts';
import { useQueueStream } from '../gateway/queue-stream.ts';
import { rememberedLanguage, useFormat, useSay } from '../language/language.ts';

/** Two soft tones, made here so that no sound file has to be loaded. */
function chime(context: AudioContext): void {
  [660, 880].forEach((pitch, index) => {
    const tone = context.createOscillator();
    const volume = context.createGain();
    const at = context.currentTime + index * 0.28;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.25, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + 0.6);
    tone.connect(volume).connect(context.destination);
    tone.start(at);
    tone.stop(at + 0.6);
  });
}

/** Numbers and counters for a waiting room: no name ever arrives here. */
function Board() {
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  const { queue, lost } = useQueueStream();
  const [sound, setSound] = useState(false);
  const audio = useRef<AudioContext>(undefined);
  const current = queue?.called[0];
  const call = current ? `${current.ticketNumber}/${current.calls}` : '';
  const heard = useRef('');
  useEffect(() => {
    if (call !== '' && heard.current !== call && sound && audio.current) {
      chime(audio.current);
    }
    heard.current = call;
  }, [call, sound]);
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
      <div role="status">
        {lost && (
          <div className="board-lost">
            {say(
              'Terputus – angka mungkin tidak terbaru. Menyambung lagi…',
              'Disconnected – numbers may be out of date. Reconnecting…',
            )}
          </div>
        )}
      </div>
      <div className="board-body">
        <section className="board-now" aria-live="assertive">
          <span className="label">{say('Nomor dipanggil', 'Now calling')}</span>
          <span className="number">{current?.ticketNumber ?? '–'}</span>
          <span className="counter">
            {current
              ? `${say('Loket', 'Counter')} ${current.counter}`
              : say('Belum ada panggilan', 'No call yet')}
          </span>
        </section>
        <section>
          <ul className="board-list" aria-label={say('Panggilan sebelumnya', 'Earlier calls')}>
            {queue?.called.slice(1, 5).map((earlier) => (
              <li key={earlier.ticketNumber}>
                <b>{earlier.ticketNumber}</b>
                <span>
                  {say('Loket', 'Counter')} {earlier.counter}
                </span>
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
        <button
          type="button"
          aria-pressed={sound}
          onClick={() => {
            // Browsers allow sound only after a press.
            audio.current ??= new AudioContext();
            if (!sound) {
              chime(audio.current);
            }
            setSound(!sound);
          }}
        >
          {sound ? say('Matikan bunyi', 'Mute') : say('Nyalakan bunyi', 'Turn sound on')}
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
