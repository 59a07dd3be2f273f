import './kiosk.css';
import { zoneName } from '../gateway/office-zone.ts';
import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { QrCode } from '../components/qr-code.tsx';
import { isClockKept, useNow } from '../gateway/office-clock.ts';
import type { Answers } from '../guestbook/entry.ts';
import {
  LanguageContext,
  useFormat,
  useLanguage,
  useSay,
  type Language,
} from '../language/language.ts';
import { Outpost, type KioskState, type NoTicket, type Ticket } from './outpost.ts';
import { Questions } from './questions.tsx';
import { hoursAt } from './service-hours.ts';
import { TicketScreen } from './ticket-screen.tsx';
import { useIdle } from './use-idle.ts';

type Stage =
  | { readonly at: 'welcome' }
  | { readonly at: 'questions' }
  | { readonly at: 'ticket'; readonly ticket: Ticket }
  | { readonly at: 'no-ticket'; readonly problem: NoTicket };

const WELCOME: Stage = { at: 'welcome' };
const outpost = new Outpost();

/**
 * One visitor after the other. All that is known of one lives below a key that changes with the next:
 * done, cancelled, gone, back or away, nothing of the former is left in the page.
 */
function Kiosk() {
  const [visitor, setVisitor] = useState(0);
  const [language, setLanguage] = useState<Language>('id');
  const forget = useCallback(() => {
    setVisitor((known) => known + 1);
    setLanguage('id');
    window.scrollTo(0, 0);
  }, []);
  useEffect(() => {
    // Back leads to an empty kiosk: this page is the only entry in its history that anybody reaches.
    const stay = () => history.pushState(null, '', '/kios');
    const back = () => {
      forget();
      stay();
    };
    // A page that is put aside alive must not come back with a visitor in it.
    const away = () => flushSync(forget);
    stay();
    window.addEventListener('popstate', back);
    window.addEventListener('pagehide', away);
    return () => {
      window.removeEventListener('popstate', back);
      window.removeEventListener('pagehide', away);
    };
  }, [forget]);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const spoken = useMemo(() => ({ language, choose: setLanguage }), [language]);
  return (
    <LanguageContext value={spoken}>
      <Visitor key={visitor} onForget={forget} />
    </LanguageContext>
  );
}

function Visitor({ onForget }: { onForget: () => void }) {
  const state = useSyncExternalStore(outpost.watch, outpost.read);
  const [stage, setStage] = useState(WELCOME);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const send = async (answers: Answers) => {
    const given = await outpost.sign(answers);
    // Whoever went away while it was sent has a number on no screen; the officer calls it all the same.
    if (here.current) {
      setStage(
        'why' in given ? { at: 'no-ticket', problem: given } : { at: 'ticket', ticket: given },
      );
    }
  };
  const { setUp } = state;
  const ready = state.stage === 'ready' && setUp !== undefined;
  return (
    <div className="k">
      <Head state={state} quiet={stage.at === 'questions'} />
      <main>
        {!ready ? (
          <NotReady state={state} />
        ) : (
          <>
            {stage.at === 'welcome' && (
              <Welcome state={state} onBegin={() => setStage({ at: 'questions' })} />
            )}
            {stage.at === 'questions' && (
              <Questions noticeVersion={setUp.noticeVersion} onSend={send} onStop={onForget} />
            )}
            {stage.at === 'ticket' && (
              <TicketScreen
                ticket={stage.ticket}
                office={setUp.office.name}
                onPrinted={(outcome) =>
                  void outpost.notePrint({ visitId: stage.ticket.id, outcome })
                }
                onDone={onForget}
              />
            )}
            {stage.at === 'no-ticket' && (
              <NoTicketScreen problem={stage.problem} onDone={onForget} />
            )}
            {stage.at !== 'welcome' && (
              <Patience
                warn={setUp.warnIdleSeconds}
                wipe={setUp.wipeIdleSeconds}
                onForget={onForget}
              />
            )}
          </>
        )}
      </main>
      {ready && stage.at === 'welcome' && <StatusLine state={state} />}
    </div>
  );
}

function Head({ state, quiet }: { state: KioskState; quiet: boolean }) {
  const say = useSay();
  const format = useFormat();
  const { language, choose } = useLanguage();
  const now = useNow();
  return (
    <header className="k-head">
      <span className="k-brand">
        <img src="/icon.svg" alt="" />
        {state.setUp?.office.name ?? 'Pustaka PST'}
      </span>
      {!quiet && isClockKept() && <time dateTime={now.toISOString()}>{format.time(now)}</time>}
      <button
        type="button"
        className="k-button"
        lang={language === 'id' ? 'en' : 'id'}
        onClick={() => choose(language === 'id' ? 'en' : 'id')}
      >
        {say('English', 'Bahasa Indonesia')}
      </button>
    </header>
  );
}

function Welcome({ state, onBegin }: { state: KioskState; onBegin: () => void }) {
  const say = useSay();
  const format = useFormat();
  const now = useNow();
  const hours = hoursAt(state.setUp?.openings ?? [], now);
  return (
    <section className="k-screen k-welcome">
      {hours.open ? (
        <>
          <h1>{say('Selamat datang', 'Welcome')}</h1>
          <p>
            {say(
              'Isi buku tamu dan ambil nomor antrean. Semua layanan tidak dipungut biaya.',
              'Sign the guestbook and take a queue number. All services are free of charge.',
            )}
          </p>
          {state.numbersLeft > 0 ? (
            <button type="button" className="k-button k-main k-begin" onClick={onBegin}>
              {say('Mulai', 'Start')}
            </button>
          ) : (
            <p className="k-note k-bad">
              {say(
                'Nomor di kios ini habis dan jaringan terputus. Silakan ke petugas.',
                'This kiosk has no numbers left and the network is away. Please see the officer.',
              )}
            </p>
          )}
        </>
      ) : (
        <>
          <h1>{say('Buku tamu sedang tutup', 'The guestbook is closed')}</h1>
          <p>
            {hours.opensAt === undefined
              ? say('Silakan tanyakan kepada petugas.', 'Please ask the officer.')
              : `${say('Dibuka lagi', 'It opens again')} ${format.dayTime(hours.opensAt)} ${zoneName()}.`}
          </p>
        </>
      )}
      <div className="k-take-along">
        <QrCode
          text={new URL('/buku-tamu', window.location.href).href}
          size={180}
          alt={say('Kode QR buku tamu', 'QR code of the guestbook')}
        />
        <span>
          {say(
            'Lebih suka memakai ponsel? Pindai kode ini dan isi buku tamu di sana.',
            'Rather use your phone? Scan this code and sign the guestbook there.',
          )}
        </span>
      </div>
    </section>
  );
}

function NoTicketScreen({ problem, onDone }: { problem: NoTicket; onDone: () => void }) {
  const say = useSay();
  return (
    <section className="k-screen k-ticket" role="alert">
      <h1>{say('Silakan ke petugas', 'Please see the officer')}</h1>
      <p>
        {problem.why === 'refused'
          ? say(
              `Isian tidak dapat diterima. Sebutkan nomor ${problem.ticketNumber}.`,
              `The entry could not be accepted. Mention the number ${problem.ticketNumber}.`,
            )
          : problem.why === 'closed'
            ? say('Buku tamu baru saja tutup.', 'The guestbook has just closed.')
            : say('Nomor di kios ini habis.', 'This kiosk has run out of numbers.')}
      </p>
      <div className="k-actions">
        <button type="button" className="k-button k-main" onClick={onDone}>
          {say('Selesai', 'Done')}
        </button>
      </div>
    </section>
  );
}

function NotReady({ state }: { state: KioskState }) {
  const say = useSay();
  if (state.stage === 'starting') {
    return (
      <section className="k-screen k-welcome" role="status">
        <p>{say('Kios menunggu jaringan…', 'The kiosk is waiting for the network…')}</p>
      </section>
    );
  }
  return (
    <section className="k-screen k-welcome">
      <h1>{say('Kios belum terpasang', 'This kiosk is not set up')}</h1>
      <p>
        {state.stage === 'insecure'
          ? say(
              'Kios hanya bekerja lewat HTTPS. Buka alamat yang diawali https://.',
              'A kiosk works over HTTPS only. Open the address that begins with https://.',
            )
          : say(
              'Admin membuka Meja › Perangkat, mendaftarkan kios ini, lalu membuka tautan pemasangannya di sini. Silakan ke petugas untuk nomor antrean.',
              'An administrator opens Desk › Devices, registers this kiosk, and opens its set-up link here. Please see the officer for a queue number.',
            )}
      </p>
      {state.pending > 0 && (
        <p className="k-note">
          {say(
            `${state.pending} isian tersegel masih tersimpan di kios ini.`,
            `${state.pending} sealed entries are still kept on this kiosk.`,
          )}
        </p>
      )}
    </section>
  );
}

/** "Are you still there?", and if nobody says so, the kiosk forgets. */
function Patience({ warn, wipe, onForget }: { warn: number; wipe: number; onForget: () => void }) {
  const say = useSay();
  const left = useIdle({ warn, wipe }, onForget);
  const stay = useRef<HTMLButtonElement>(null);
  const asked = left !== undefined;
  useEffect(() => {
    if (asked) {
      stay.current?.focus();
    }
  }, [asked]);
  if (left === undefined) {
    return null;
  }
  return (
    <div className="k-veil">
      <div role="alertdialog" aria-modal="true" aria-labelledby="k-still" className="k-still">
        <h2 id="k-still">{say('Masih di sini?', 'Are you still there?')}</h2>
        <p>
          {say(
            `Layar ini dikosongkan dalam ${left} detik.`,
            `This screen is emptied in ${left} seconds.`,
          )}
        </p>
        <div className="k-actions">
          <button type="button" className="k-button" onClick={onForget}>
            {say('Kosongkan sekarang', 'Empty it now')}
          </button>
          <button type="button" className="k-button k-main" ref={stay}>
            {say('Ya, lanjut', 'Yes, go on')}
          </button>
        </div>
      </div>
    </div>
  );
}

/** For the officer who walks by: what waits, and what needs them. */
function StatusLine({ state }: { state: KioskState }) {
  const say = useSay();
  const { refusals } = state;
  return (
    <footer className="k-status" role="status">
      <span>
        {state.online
          ? say('Tersambung', 'Connected')
          : say('Bekerja tanpa jaringan', 'Working without a network')}
      </span>
      <span>{state.setUp?.prefix}</span>
      {state.pending > 0 && (
        <span>
          {say(`${state.pending} isian menunggu dikirim`, `${state.pending} entries to be sent`)}
        </span>
      )}
      {refusals.length > 0 && (
        <strong>
          {say('Perlu petugas: ', 'Needs the officer: ')}
          {refusals.map(({ ticketNumber }) => ticketNumber).join(', ')}
        </strong>
      )}
    </footer>
  );
}

export function openKiosk(): void {
  document.title = 'Kios buku tamu – Pustaka PST';
  const root = document.getElementById('root');
  if (root) {
    createRoot(root).render(<Kiosk />);
    void outpost.start();
  }
}
