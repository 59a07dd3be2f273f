import type { DeskVisit } from '@pst/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { useSay } from '../language/language.ts';
import { useShortcuts, type Shortcut } from './shortcuts.ts';
import { IdentityNumber } from './identity-number.tsx';
import { RatingCode } from './rating-code.tsx';
import type { Desk } from './use-desk.ts';
import { VisitClock } from './visit-clock.tsx';
import { VisitTitles } from './visit-titles.tsx';

/** The visitor at my counter and everything to do next, one key each. */
export function CounterPanel({ desk, open }: { desk: Desk; open: (visitId: string) => void }) {
  const say = useSay();
  const { word } = useCodeWords();
  const { atCounter: visit, next } = desk;
  const [chosen, choose] = useState<{ visitId: string; kind: DeskVisit['statedIdentityKind'] }>();
  const [served, setServed] = useState<string>();
  // Each visitor begins with the card they said they have.
  const kind =
    chosen !== undefined && chosen.visitId === visit?.id
      ? chosen.kind
      : (visit?.statedIdentityKind ?? 'ktp');
  const move = (action: Parameters<Desk['move']['mutate']>[0]['action']) => () =>
    visit && desk.move.mutate({ visitId: visit.id, action });
  const called = visit?.state === 'called';
  const serving = visit?.state === 'serving';
  const seen = visit?.identityCheckedKind ?? null;
  const other: DeskVisit['service'] =
    visit?.service === 'digital-library' ? 'physical-library' : 'digital-library';

  const keys = {
    next: {
      key: 'n',
      label: say('Panggil berikutnya', 'Call next'),
      possible: !visit && next !== undefined,
      run: () => desk.call.mutate({ counter: desk.counter }),
    },
    seen: {
      key: 'i',
      label: say('Kartu sudah dilihat', 'ID seen'),
      possible: visit !== undefined && seen === null,
      run: () => visit && desk.identity.mutate({ visitId: visit.id, kind }),
    },
    start: {
      key: 's',
      label: say('Mulai melayani', 'Start serving'),
      possible: called && seen !== null,
      run: move('start'),
    },
    recall: {
      key: 'r',
      label: say('Panggil lagi', 'Call again'),
      possible: called,
      run: move('recall'),
    },
    noShow: {
      key: 'x',
      label: say('Tidak datang', 'Did not come'),
      possible: called,
      run: move('no-show'),
    },
    workstation: {
      key: 'k',
      label: say('Ke komputer', 'To a computer'),
      possible: serving,
      run: move('to-workstation'),
    },
    hold: { key: 'h', label: say('Tunda', 'Hold'), possible: serving, run: move('hold') },
    finish: {
      key: 'f',
      label: say('Selesai', 'Complete'),
      possible: serving,
      run: () =>
        visit &&
        desk.move.mutate(
          { visitId: visit.id, action: 'complete' },
          { onSuccess: () => setServed(visit.id) },
        ),
    },
  } satisfies Record<string, Shortcut>;
  const shortcuts = useShortcuts(Object.values(keys), desk.busy);

  const press = (shortcut: Shortcut, variant: 'filled' | 'default' | 'subtle' = 'default') => (
    <Button
      size={variant === 'filled' && shortcut !== keys.seen ? 'lg' : 'md'}
      variant={variant}
      disabled={!shortcut.possible || desk.busy}
      {...(shortcuts.on && { rightSection: <kbd>{shortcut.key.toUpperCase()}</kbd> })}
      onClick={shortcut.run}
    >
      {shortcut.label}
    </Button>
  );

  return (
    <section className="card stack counter-panel" aria-labelledby="counter-title">
      <div className="stack" aria-live="polite">
        {visit ? (
          <>
            <div className="row between">
              <h2 id="counter-title" className="console-h">
                {word('visit', visit.state)}
              </h2>
              {called && (
                <span className="soft">
                  {say(`panggilan ke-${visit.calls}`, `call ${visit.calls}`)}
                </span>
              )}
            </div>
            <div className="row" style={{ alignItems: 'end', gap: '1rem' }}>
              <span className="counter-ticket num">{visit.ticketNumber}</span>
              <VisitClock visit={visit} labelled />
            </div>
            <div>
              <strong>{visit.name}</strong>
              <div className="soft">{visit.institution}</div>
              <div className="soft small">
                {word('service', visit.service)} · {word('purpose', visit.purpose)}
              </div>
              {(visit.priority || visit.disability !== 'none') && (
                <div className="chip">
                  {visit.priority && word('priority', visit.priority)}
                  {visit.disability !== 'none' &&
                    ` · ${say('disabilitas', 'disability')} ${word('disability', visit.disability).toLowerCase()}`}
                </div>
              )}
            </div>
            {seen ? (
              <>
                <div className="note good small">
                  {say('Kartu dilihat:', 'ID seen:')} {word('identity', seen)}
                </div>
                <IdentityNumber visitId={visit.id} kind={seen} />
              </>
            ) : (
              <div className="row" style={{ alignItems: 'end' }}>
                <NativeSelect
                  label={say('Kartu yang ditunjukkan', 'Card shown')}
                  value={kind}
                  onChange={(event) =>
                    choose({ visitId: visit.id, kind: event.currentTarget.value as typeof kind })
                  }
                  data={(['ktp', 'sim', 'passport', 'other'] as const).map((value) => ({
                    value,
                    label: word('identity', value),
                  }))}
                  flex="1 1 150px"
                />
                {press(keys.seen, 'filled')}
              </div>
            )}
          </>
        ) : (
          <>
            <h2 id="counter-title" className="console-h">
              {say('Loket kosong', 'Counter free')}
            </h2>
            {next ? (
              <p>
                {say('Berikutnya', 'Next is')} <b className="num">{next.ticketNumber}</b>,{' '}
                {next.name}
              </p>
            ) : (
              <p className="soft">
                {say(
                  'Panggilan dapat dibuat begitu ada yang menunggu.',
                  'You can call as soon as somebody waits.',
                )}
              </p>
            )}
            {served !== undefined && <RatingCode visitId={served} />}
          </>
        )}
      </div>
      <div className="actions">
        {!visit && press(keys.next, 'filled')}
        {called && press(keys.start, seen ? 'filled' : 'default')}
        {serving && press(keys.finish, 'filled')}
        {called && press(keys.recall)}
        {serving && press(keys.workstation)}
        {serving && press(keys.hold)}
        {called && press(keys.noShow, 'subtle')}
        {visit && (
          <Button
            variant="subtle"
            disabled={desk.busy}
            onClick={() => desk.transfer.mutate({ visitId: visit.id, service: other })}
          >
            {say('Alihkan ke', 'Transfer to')} {word('service', other).toLowerCase()}
          </Button>
        )}
        {visit && (
          <Button variant="subtle" onClick={() => open(visit.id)}>
            {say('Riwayat', 'Log')}
          </Button>
        )}
      </div>
      {serving && <VisitTitles key={visit.id} visitId={visit.id} />}
      <label className="small soft shortcut-switch">
        <input
          type="checkbox"
          checked={shortcuts.on}
          onChange={(event) => shortcuts.turn(event.currentTarget.checked)}
        />{' '}
        {say('Tombol cepat dengan satu huruf', 'One-letter shortcuts')}
      </label>
    </section>
  );
}
