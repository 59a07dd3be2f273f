import type {
  DeskVisit,
  filePrivacyRequestAtDesk,
  listVisits,
  ReplyOf,
  RequestOf,
} from '@pst/contracts';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { dayOf } from '../figures/period.ts';
import { ask, query } from '../gateway/gateway.ts';
import { useNow } from '../gateway/office-clock.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { CorrectionFields, Receipt } from '../privacy/request-form.tsx';

type Filing = RequestOf<typeof filePrivacyRequestAtDesk>;
type Filed = ReplyOf<typeof filePrivacyRequestAtDesk>;

/** For a person who left no e-mail address and stands at the desk with their card. */
export function PrivacyAtDesk() {
  const say = useSay();
  const [filed, setFiled] = useState<Filed>();
  return (
    <section className="stack">
      <h2>{say('Permohonan di meja', 'A request at the desk')}</h2>
      <p className="soft">
        {say(
          'Untuk tamu yang hadir dan tidak meninggalkan e-mail. Lihat kartunya; nomornya tidak dicatat.',
          'For a visitor who is here and has left no e-mail. See their card; its number is not kept.',
        )}
      </p>
      {filed ? (
        <>
          <Receipt filed={filed} atDesk />
          <div>
            <Button variant="default" onClick={() => setFiled(undefined)}>
              {say('Permohonan lain', 'Another request')}
            </Button>
          </div>
        </>
      ) : (
        <FilingForm onFiled={setFiled} />
      )}
    </section>
  );
}

function FilingForm({ onFiled }: { onFiled: (filed: Filed) => void }) {
  const say = useSay();
  const { options } = useCodeWords();
  const [visits, setVisits] = useState<readonly DeskVisit[]>([]);
  const [identityKind, setIdentityKind] = useState<Filing['identityKind']>('ktp');
  const [kind, setKind] = useState<Filing['kind']>('access');
  const [correction, setCorrection] = useState<NonNullable<Filing['correction']>>({});
  const file = useAct<Filing, Filed>(
    (body, key) => ask('/v1/desk/privacy-requests', { method: 'POST', body, key }),
    onFiled,
  );
  return (
    <div className="card stack">
      <FindVisit
        onFound={(visit) => setVisits([...visits.filter(({ id }) => id !== visit.id), visit])}
      />
      <Named visits={visits} remove={(id) => setVisits(visits.filter((one) => one.id !== id))} />
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          file.mutate({
            visitIds: visits.map(({ id }) => id),
            identityKind,
            kind,
            ...(kind === 'correction' && { correction }),
          });
        }}
      >
        <ProblemAlert problem={file.error} />
        <NativeSelect
          label={say('Kartu yang dilihat', 'Card seen')}
          data={options('identity')}
          value={identityKind}
          // The options are exactly the kinds.
          onChange={({ currentTarget }) =>
            setIdentityKind(currentTarget.value as Filing['identityKind'])
          }
        />
        <NativeSelect
          label={say('Yang diminta', 'What is asked for')}
          data={options('privacyKind')}
          value={kind}
          onChange={({ currentTarget }) => setKind(currentTarget.value as Filing['kind'])} // likewise
        />
        {kind === 'correction' && <CorrectionFields value={correction} onChange={setCorrection} />}
        <div>
          <Button type="submit" loading={file.isPending} disabled={visits.length === 0}>
            {say('Ajukan permohonan', 'Make the request')}
          </Button>
        </div>
      </form>
    </div>
  );
}

/** By what a visitor remembers or has in hand: the day and the number. */
function FindVisit({ onFound }: { onFound: (visit: DeskVisit) => void }) {
  const say = useSay();
  const today = dayOf(useNow());
  const [day, setDay] = useState<string>();
  const [typed, setTyped] = useState('');
  const date = day ?? today;
  const find = useAct(
    (ticketNumber: string) =>
      ask<ReplyOf<typeof listVisits>>(`/v1/desk/visits${query({ date, ticketNumber, limit: 1 })}`),
    ({ items: [visit] }) => {
      if (visit !== undefined && visit.name !== null) {
        onFound(visit);
        setTyped('');
      }
    },
  );
  const [found] = find.data?.items ?? [];
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        find.mutate(typed.trim().toUpperCase());
      }}
    >
      <div className="row" style={{ alignItems: 'end' }}>
        <TextInput
          type="date"
          label={say('Hari kunjungan', 'Day of the visit')}
          value={date}
          max={today}
          flex="1 1 11rem"
          onChange={({ currentTarget }) => currentTarget.value && setDay(currentTarget.value)}
        />
        <TextInput
          label={say('Nomor antrean', 'Ticket number')}
          placeholder="A001"
          value={typed}
          required
          maxLength={20}
          autoComplete="off"
          flex="1 1 9rem"
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={find.isPending}>
          {say('Tambahkan', 'Add')}
        </Button>
      </div>
      <ProblemAlert problem={find.error} />
      <div role="status">
        {find.isSuccess && (found?.name ?? null) === null && (
          <p className="note warn">
            {found === undefined
              ? say('Tidak ada kunjungan dengan nomor itu.', 'No visit has that number.')
              : say(
                  'Data pribadi kunjungan itu sudah dihapus.',
                  'The personal data of that visit are erased.',
                )}
          </p>
        )}
      </div>
    </form>
  );
}

function Named({
  visits,
  remove,
}: {
  visits: readonly DeskVisit[];
  remove: (visitId: string) => void;
}) {
  const say = useSay();
  const format = useFormat();
  return (
    visits.length > 0 && (
      <ul className="plain-list" aria-label={say('Kunjungan', 'Visits')}>
        {visits.map(({ id, ticketNumber, name, checkedInAt }) => (
          <li key={id} className="row between">
            <span>
              <b>{ticketNumber}</b> · {format.day(checkedInAt)} · {name}
            </span>
            <Button
              variant="subtle"
              aria-label={say(`Buang ${ticketNumber}`, `Remove ${ticketNumber}`)}
              onClick={() => remove(id)}
            >
              {say('Buang', 'Remove')}
            </Button>
          </li>
        ))}
      </ul>
    )
  );
}
