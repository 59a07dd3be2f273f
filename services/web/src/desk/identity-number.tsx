import type {
  DeskVisit,
  readIdentityNumber,
  recordIdentityNumber,
  ReplyOf,
  revealIdentityNumber,
} from '@pst/contracts';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useOffice } from '../gateway/office.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { useWorksHere } from './works-here.ts';

type Kind = DeskVisit['statedIdentityKind'];
type Kept = NonNullable<ReplyOf<typeof readIdentityNumber>['kept']>;

/** The number of the card that was seen, in an office that keeps it; nothing at all in any other. */
export function IdentityNumber({ visitId, kind }: { visitId: string; kind: Kind }) {
  const kept = useOffice().data?.policies?.identityNumber.store ?? false;
  const works = useWorksHere();
  return kept && works ? <NumberOf key={visitId} visitId={visitId} kind={kind} /> : null;
}

function NumberOf({ visitId, kind }: { visitId: string; kind: Kind }) {
  const [again, setAgain] = useState(false);
  const found = useQuery<ReplyOf<typeof readIdentityNumber>, Problem>({
    queryKey: ['desk', 'identity-number', visitId],
    queryFn: () => ask(`/v1/desk/visits/${visitId}/identity-number`),
  });
  return (
    <Shown of={found}>
      {({ kept }) =>
        kept === null || again ? (
          <Recording visitId={visitId} kind={kind} done={() => setAgain(false)} />
        ) : (
          <Masked kept={kept} correct={() => setAgain(true)} />
        )
      }
    </Shown>
  );
}

function Recording({ visitId, kind, done }: { visitId: string; kind: Kind; done: () => void }) {
  const say = useSay();
  const { word } = useCodeWords();
  const queries = useQueryClient();
  const [number, setNumber] = useState('');
  const record = useAct(
    (body: { kind: Kind; number: string }, key) =>
      ask<ReplyOf<typeof recordIdentityNumber>>(`/v1/desk/visits/${visitId}/identity-number`, {
        method: 'POST',
        body,
        key,
      }),
    async () => {
      await queries.invalidateQueries({ queryKey: ['desk', 'identity-number', visitId] });
      done();
    },
  );
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        record.mutate({ kind, number });
      }}
    >
      <ProblemAlert problem={record.error} />
      <div className="row" style={{ alignItems: 'end' }}>
        <TextInput
          id="field-number"
          label={`${say('Nomor', 'Number of the')} ${word('identity', kind)}`}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          required
          minLength={4}
          maxLength={32}
          autoComplete="off"
          spellCheck={false}
          inputMode={kind === 'ktp' ? 'numeric' : 'text'}
          flex="1 1 180px"
        />
        <Button type="submit" variant="default" loading={record.isPending}>
          {say('Catat nomor', 'Record it')}
        </Button>
      </div>
    </form>
  );
}

function Masked({ kept, correct }: { kept: Kept; correct: () => void }) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState<'identity-doubt' | 'correction' | 'legal-request'>(
    'identity-doubt',
  );
  const reveal = useAct(
    (body: { reason: typeof reason }, key) =>
      ask<ReplyOf<typeof revealIdentityNumber>>(
        `/v1/desk/visits/${kept.visitId}/identity-number/reveal`,
        { method: 'POST', body, key },
      ),
    () => setAsking(false),
  );
  return (
    <div className="stack" aria-live="polite">
      <div className="row between">
        <span>
          {say('Nomor', 'Number of the')} {word('identity', kept.kind)}:{' '}
          <b className="num">{reveal.data?.number ?? kept.masked.replace(/•+/, '••••')}</b>
        </span>
        <span className="row">
          <Button variant="subtle" onClick={correct}>
            {say('Ganti nomor', 'Change it')}
          </Button>
          {reveal.data ? (
            <Button variant="default" onClick={() => reveal.reset()}>
              {say('Sembunyikan', 'Hide')}
            </Button>
          ) : (
            <Button variant="default" aria-expanded={asking} onClick={() => setAsking(!asking)}>
              {say('Tampilkan nomor', 'Show the number')}
            </Button>
          )}
        </span>
      </div>
      <p className="soft small">
        {say('Terhapus otomatis', 'Erased by itself on')} {format.day(kept.eraseAt)}
        {kept.earlierVisits > 0 &&
          ` · ${say(`kartu yang sama pada ${kept.earlierVisits} kunjungan lain`, `the same card at ${kept.earlierVisits} other visits`)}`}
      </p>
      {kept.warnings.includes('region-unknown') && (
        <p className="note warn small">
          {say(
            'Kode wilayah pada nomor ini tidak dikenal. Cocokkan sekali lagi dengan kartu.',
            'The region of this number is not known. Compare it with the card once more.',
          )}
        </p>
      )}
      <ProblemAlert problem={reveal.error} />
      {asking && (
        <form
          className="row"
          style={{ alignItems: 'end' }}
          onSubmit={(event) => {
            event.preventDefault();
            reveal.mutate({ reason });
          }}
        >
          <NativeSelect
            label={say('Alasan (dicatat)', 'Reason (it is noted)')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value as typeof reason)}
            data={[
              { value: 'identity-doubt', label: say('Identitas diragukan', 'Doubtful identity') },
              { value: 'correction', label: say('Pembetulan', 'Correction') },
              { value: 'legal-request', label: say('Permintaan hukum', 'Legal request') },
            ]}
            flex="1 1 180px"
          />
          <Button type="submit" loading={reveal.isPending}>
            {say('Tampilkan', 'Show')}
          </Button>
        </form>
      )}
    </div>
  );
}
