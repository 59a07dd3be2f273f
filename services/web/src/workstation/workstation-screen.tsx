import type { readWorkstation, ReplyOf } from '@pst/contracts';
import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { ClockRing } from '../components/clock-ring.tsx';
import { ButtonLink } from '../components/links.tsx';
import { useTitle } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Failed, Loading } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { keepClock } from '../gateway/office-clock.ts';
import { useMe } from '../gateway/office.ts';
import { useQueueStream } from '../gateway/queue-stream.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useLanguage, useSay } from '../language/language.ts';
import { ticketCodeOf } from './ticket-code.ts';
import {
  isOwnDevice,
  leaveNoTrace,
  markUsed,
  placeOfBrowser,
  setPlaceOfBrowser,
  useWorkstationSession,
} from './workstation-browser.ts';

type Screen = ReplyOf<typeof readWorkstation>;
type Session = NonNullable<
  NonNullable<ReturnType<typeof useWorkstationSession>['data']>['session']
>;

const route = getRouteApi('/komputer');

/** What a desk PC shows while nobody reads on it, and where its visitor begins and ends. */
export function WorkstationScreen() {
  const say = useSay();
  const { language, choose } = useLanguage();
  const { pc } = route.useSearch();
  const place = pc ?? placeOfBrowser();
  const { queue, lost } = useQueueStream();
  const session = useWorkstationSession();
  const own = useQuery<boolean, Problem>({
    queryKey: ['own-workstation'],
    queryFn: isOwnDevice,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const known = own.data === true || place !== undefined;
  const screen = useQuery<Screen, Problem>({
    queryKey: ['workstation', own.data, place],
    queryFn: async () => {
      const shown = await ask<Screen>(
        own.data ? '/v1/workstation' : `/v1/workstations/${encodeURIComponent(place ?? '')}`,
      );
      keepClock(shown.at);
      return shown;
    },
    enabled: own.isSuccess && known,
    refetchInterval: 5_000,
  });
  const { refetch: refetchScreen } = screen;
  const { refetch: refetchSession } = session;
  useTitle(screen.data?.name ?? say('Komputer baca', 'Workstation'));
  useEffect(() => {
    if (pc !== undefined) {
      setPlaceOfBrowser(pc);
    }
  }, [pc]);
  useEffect(() => {
    if (queue?.at !== undefined) {
      void refetchScreen();
      void refetchSession();
    }
  }, [queue?.at, refetchScreen, refetchSession]);
  const open = session.data?.session;
  const failed = session.error ?? own.error ?? screen.error;
  const unplaced = own.data === true && screen.error?.slug === 'not-found';
  return (
    <main className="pc-screen">
      <header className="row between">
        <span className="row">
          <img src="/icon.svg" alt="" width={44} height={44} />
          <strong>{screen.data?.name ?? say('Komputer baca', 'Workstation')}</strong>
        </span>
        <Button
          variant="subtle"
          lang={language === 'id' ? 'en' : 'id'}
          onClick={() => choose(language === 'id' ? 'en' : 'id')}
        >
          {language === 'id' ? 'English' : 'Bahasa Indonesia'}
        </Button>
      </header>
      {lost && (
        <div className="note warn" role="status">
          {say('Terputus – kami menyambung lagi.', 'Disconnected – reconnecting.')}
        </div>
      )}
      {unplaced ? (
        <Message
          title={say('Komputer ini belum ditempatkan', 'This computer has no place yet')}
          tone="warn"
          live={say(
            'Admin mendaftarkannya lagi di layar Perangkat, untuk komputer yang benar.',
            'The administrator registers it again on the screen of devices, for the right workstation.',
          )}
        />
      ) : session.data === undefined || !own.isSuccess || (known && screen.data === undefined) ? (
        failed ? (
          <Failed problem={failed} again={() => void refetchScreen()} />
        ) : (
          <Loading />
        )
      ) : open ? (
        <InUse session={open} />
      ) : (
        <Waiting screen={screen.data} own={own.data} opened={() => void refetchSession()} />
      )}
    </main>
  );
}

/** The visit is attached: where to go, and the way out. */
function InUse({ session }: { session: Session }) {
  const say = useSay();
  const me = useMe();
  const leave = useAct<void, void>(() => leaveNoTrace());
  return (
    <Message
      number={session.ticketNumber}
      title={say('Selamat membaca', 'Enjoy your reading')}
      tone="good"
      live={
        <ClockRing
          from={session.since}
          due={session.softLimitAt}
          label={say('Waktu yang disarankan:', 'Suggested time:')}
        />
      }
    >
      <ProblemAlert problem={leave.error} />
      <nav className="pc-places" aria-label={say('Layanan', 'Services')}>
        <ButtonLink to="/katalog" size="lg" search={{}}>
          {say('Cari dan baca publikasi', 'Find and read publications')}
        </ButtonLink>
        <ButtonLink to="/permintaan" size="lg" variant="default" search={{}}>
          {say('Minta softcopy', 'Ask for a softcopy')}
        </ButtonLink>
        {me.data ? null : (
          <>
            <ButtonLink to="/masuk" size="lg" variant="default" search={{}}>
              {say('Masuk', 'Sign in')}
            </ButtonLink>
            <ButtonLink to="/daftar" size="lg" variant="default">
              {say('Daftar akun', 'Register')}
            </ButtonLink>
          </>
        )}
      </nav>
      <p className="soft">
        {me.data
          ? say(`Masuk sebagai ${me.data.name}.`, `Signed in as ${me.data.name}.`)
          : say(
              'Publikasi terbuka dapat dibaca tanpa akun.',
              'Open publications can be read without an account.',
            )}
      </p>
      <div className="stack" style={{ gap: '0.6rem', justifyItems: 'center' }}>
        <Button
          size="lg"
          variant="outline"
          loading={leave.isPending}
          onClick={() => leave.mutate()}
        >
          {say('Selesai dan hapus jejak saya', 'Finish and clear my traces')}
        </Button>
        <span className="soft small">
          {say(
            'Akun Anda dikeluarkan, dan riwayat di komputer ini dihapus.',
            'Your account is signed out, and what this computer kept is deleted.',
          )}
        </span>
      </div>
    </Message>
  );
}

function Waiting({
  screen,
  own,
  opened,
}: {
  screen: Screen | undefined;
  /** The PC has a credential of its own: whoever it is held for only says so. */
  own: boolean;
  opened: () => void;
}) {
  const say = useSay();
  const format = useFormat();
  const number = screen?.ticketNumber ?? undefined;
  const way =
    own && number !== undefined ? (
      <Confirm ticketNumber={number} opened={opened} />
    ) : (
      <TicketCode opened={opened} {...(!own && screen && { place: screen.id })} />
    );
  switch (screen?.state) {
    case undefined:
      return (
        <Message
          title={say('Masukkan kode tiket Anda', 'Enter your ticket code')}
          tone="plain"
          live={say(
            'Petugas menyerahkan komputer ini kepada Anda; sesudah itu kode tiket membukanya.',
            'The officer hands this computer over to you; after that your ticket code opens it.',
          )}
        >
          {way}
        </Message>
      );
    case 'free':
      return (
        <Message
          title={say('Komputer ini kosong', 'This computer is free')}
          tone="plain"
          live={say(
            'Isi buku tamu dan temui petugas; komputer diserahkan kepada Anda.',
            'Sign the guestbook and see the officer; the computer is handed over to you.',
          )}
        />
      );
    case 'offered':
      return (
        <Message
          number={number}
          title={say('Komputer ini disediakan untuk', 'This computer is held for')}
          tone="warn"
          live={
            screen.dueAt &&
            (own
              ? say(
                  `Sampai ${format.time(screen.dueAt)}. Silakan duduk dan mulai.`,
                  `Until ${format.time(screen.dueAt)}. Please sit down and begin.`,
                )
              : say(
                  `Sampai ${format.time(screen.dueAt)}. Temui petugas, lalu masukkan kode tiket.`,
                  `Until ${format.time(screen.dueAt)}. See the officer, then enter your ticket code.`,
                ))
          }
        >
          {way}
        </Message>
      );
    case 'in-use':
      return (
        <Message
          number={number}
          title={
            number === undefined
              ? say('Komputer ini sedang dipakai', 'This computer is in use')
              : say('Komputer ini untuk', 'This computer is for')
          }
          tone="good"
          live={
            own
              ? say('Silakan duduk dan mulai.', 'Please sit down and begin.')
              : say(
                  'Pindai atau ketik kode tiket untuk membukanya.',
                  'Scan or type the ticket code to open it.',
                )
          }
        >
          {way}
        </Message>
      );
    case 'cleaning':
      return (
        <Message
          title={say('Terima kasih', 'Thank you')}
          tone="good"
          live={say(
            'Jejak pembaca terakhir sudah dihapus. Petugas memeriksa komputer ini sebelum dipakai lagi.',
            'The last reader’s traces are deleted. The officer checks this computer before it is used again.',
          )}
        />
      );
    case 'out-of-order':
      return (
        <Message
          title={say('Komputer ini sedang rusak', 'This computer is out of order')}
          tone="bad"
          live={say('Silakan bertanya kepada petugas.', 'Please ask the officer.')}
        />
      );
  }
}

function Message({
  number,
  title,
  tone,
  live,
  children,
}: {
  number?: string | undefined;
  title: string;
  tone: 'plain' | 'good' | 'warn' | 'bad';
  live: ReactNode;
  children?: ReactNode;
}) {
  return (
    <section className={`card pc-message ${tone}`}>
      <h1>
        {title} {number !== undefined && <span className="ticket-number">{number}</span>}
      </h1>
      <div role="status" className="ticket-promise">
        {live}
      </div>
      {children}
    </section>
  );
}

function Confirm({ ticketNumber, opened }: { ticketNumber: string; opened: () => void }) {
  const say = useSay();
  const confirm = useAct(
    (_: null, key) =>
      ask<Session>('/v1/workstation/session', { method: 'POST', body: { ticketNumber }, key }),
    () => {
      markUsed();
      opened();
    },
  );
  return (
    <div className="stack pc-code">
      <ProblemAlert problem={confirm.error} />
      <Button size="xl" loading={confirm.isPending} onClick={() => confirm.mutate(null)}>
        {say(`Saya ${ticketNumber}, mulai`, `I am ${ticketNumber}, begin`)}
      </Button>
    </div>
  );
}

function TicketCode({ opened, place }: { opened: () => void; place?: string }) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  // A scanner types wherever the focus is.
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const open = useAct(
    (code: string, key) =>
      ask<Session>('/v1/workstation-session', {
        method: 'POST',
        body: { code, ...(place !== undefined && { workstationId: place }) },
        key,
      }),
    (session) => {
      setPlaceOfBrowser(session.workstationId);
      markUsed();
      setTyped('');
      opened();
    },
  );
  const code = ticketCodeOf(typed);
  return (
    <form
      className="stack pc-code"
      onSubmit={(event) => {
        event.preventDefault();
        if (code.length >= 6) {
          open.mutate(code);
        }
      }}
    >
      <ProblemAlert problem={open.error} />
      <div className="row" style={{ alignItems: 'end', justifyContent: 'center' }}>
        <TextInput
          id="field-code"
          label={say('Kode tiket', 'Ticket code')}
          description={say(
            'Di bawah nomor antrean, atau kode QR-nya',
            'Below the queue number, or its QR code',
          )}
          value={typed}
          size="lg"
          flex="1 1 20rem"
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          ref={field}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" size="lg" loading={open.isPending} disabled={code.length < 6}>
          {say('Buka', 'Open')}
        </Button>
      </div>
    </form>
  );
}
