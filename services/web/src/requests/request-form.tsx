import type { listOwnRequests, Publication, ReplyOf } from '@pst/contracts';
import { Button, NativeSelect, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Choices } from '../components/choices.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { ErrorSummary, ProblemAlert } from '../components/problem-alert.tsx';
import { Shown } from '../components/states.tsx';
import { ask, type FieldError, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay, type Say } from '../language/language.ts';
import { GuestSending } from './guest-sending.tsx';
import { usePagesInWords } from './pages-in-words.ts';
import { WantedPublications, type Wanted } from './wanted-publications.tsx';

type DocumentRequest = ReplyOf<typeof listOwnRequests>['items'][number];
type Done = (request: DocumentRequest) => void;

/** `pages` as it stands in an address: `12` or `12-15`. */
export function RequestForm({
  publicationId,
  pages,
  guestOf,
  done,
}: {
  publicationId: string | undefined;
  pages: string | undefined;
  /** The code of the ticket by which somebody without an account asks. */
  guestOf?: string;
  done: Done;
}) {
  const publication = useQuery<Publication, Problem>({
    queryKey: ['publication', publicationId],
    enabled: publicationId !== undefined,
    queryFn: () => ask(`/v1/publications/${publicationId}`),
  });
  if (publicationId === undefined) {
    return <Form first={[]} guestOf={guestOf} done={done} />;
  }
  return (
    <Shown of={publication}>
      {({ id, title, softcopy }) => {
        const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(pages ?? '') ?? [];
        const range = from === undefined ? undefined : { from: Number(from), to: Number(to) };
        return (
          <Form
            first={[{ publicationId: id, title, sheets: softcopy?.pages ?? null, pages: range }]}
            guestOf={guestOf}
            done={done}
          />
        );
      }}
    </Shown>
  );
}

/** What keeps the form from being sent, each with its field. */
function missing(
  {
    wanted,
    description,
    purpose,
  }: { wanted: readonly Wanted[]; description: string; purpose: string },
  say: Say,
): FieldError[] {
  const ranges = wanted.flatMap(({ pages, sheets }, index) => {
    if (pages === undefined) {
      return [];
    }
    const { from, to } = pages;
    if (from === '' || to === '') {
      const end = from === '' ? 'from' : 'to';
      const message = say('Isi nomor lembar PDF', 'Fill in the number of the PDF sheet');
      return [{ path: `pages.${index}.${end}`, message }];
    }
    return from > to || to > (sheets ?? Infinity)
      ? [
          {
            path: `pages.${index}.to`,
            message: say(
              `Pilih lembar dari ${from} sampai paling banyak ${sheets}`,
              `Choose a sheet from ${from} to ${sheets} at most`,
            ),
          },
        ]
      : [];
  });
  return [
    ...(wanted.length > 0 || description.trim()
      ? []
      : [
          {
            path: 'description',
            message: say(
              'Pilih publikasi, atau tulis apa yang Anda perlukan',
              'Choose a publication, or write what you need',
            ),
          },
        ]),
    ...ranges,
    ...(purpose
      ? []
      : [{ path: 'purpose', message: say('Pilih kegunaannya', 'Choose what it is for') }]),
  ];
}

function Form({
  first,
  guestOf,
  done,
}: {
  first: readonly Wanted[];
  guestOf: string | undefined;
  done: Done;
}) {
  const say = useSay();
  const { options, word } = useCodeWords();
  const inWords = usePagesInWords();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState(first);
  const [description, setDescription] = useState('');
  const [purpose, setPurpose] = useState('');
  const [channel, setChannel] = useState<'email' | 'link'>('email');
  const [note, setNote] = useState('');
  const [checking, setChecking] = useState(false);
  const [errors, setErrors] = useState<FieldError[]>([]);
  const submit = useAct(
    (body: Record<string, unknown>, key) =>
      ask<DocumentRequest>('/v1/document-requests', { method: 'POST', body, key }),
    async (request: DocumentRequest) => {
      await queries.invalidateQueries({ queryKey: ['own-requests'] });
      done(request);
    },
  );
  const next = () => {
    const found = missing({ wanted, description, purpose }, say);
    setErrors(found);
    setChecking(found.length === 0);
  };
  const chosen = wanted.map(({ publicationId, title, pages }) => ({
    publicationId,
    title,
    pages: pages === undefined ? null : { from: Number(pages.from), to: Number(pages.to) },
  }));
  const wish = {
    ...(chosen.length > 0
      ? {
          publicationIds: chosen.map(({ publicationId }) => publicationId),
          pages: chosen.flatMap(({ publicationId, pages }) =>
            pages === null ? [] : [{ publicationId, ...pages }],
          ),
        }
      : { description }),
    purpose,
    channel,
    ...(note.trim() ? { note } : {}),
  };
  const channels = {
    email: say('Lampiran e-mail', 'E-mail attachment'),
    link: say('Tautan unduhan', 'Download link'),
  };
  if (checking) {
    const rows: [string, string][] = [
      [say('Publikasi', 'Publication'), chosen.map(inWords).join('; ') || description],
      [say('Kegunaan', 'Purpose'), word('use', purpose)],
      [say('Cara kirim', 'Delivery'), channels[channel]],
      [say('Catatan', 'Note'), note || say('Tidak diisi', 'Not provided')],
    ];
    return (
      <section className="stack">
        <h2>{say('Periksa permintaan Anda', 'Check your request')}</h2>
        <ProblemAlert problem={submit.error} />
        <dl className="answers">
          {rows.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>
                <span>{value}</span>
                <Button
                  variant="subtle"
                  onClick={() => setChecking(false)}
                  aria-label={say(`Ubah ${label}`, `Change ${label}`)}
                >
                  {say('Ubah', 'Change')}
                </Button>
              </dd>
            </div>
          ))}
        </dl>
        {guestOf === undefined ? (
          <div>
            <Button size="lg" loading={submit.isPending} onClick={() => submit.mutate(wish)}>
              {say('Kirim permintaan', 'Send the request')}
            </Button>
          </div>
        ) : (
          <GuestSending of={guestOf} wish={wish} done={done} />
        )}
      </section>
    );
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        next();
      }}
    >
      {errors.length > 0 && <ErrorSummary errors={errors} mark={errors} />}
      <WantedPublications wanted={wanted} onChange={setWanted} errors={errors} />
      {wanted.length === 0 && (
        <Textarea
          id="field-description"
          label={say('Publikasi yang Anda perlukan', 'The publication you need')}
          description={say(
            'Bila tidak ada di katalog: judul, tahun, dan wilayah bila tahu.',
            'If it is not in the catalogue: title, year and area if known.',
          )}
          autosize
          minRows={3}
          maxLength={2_000}
          value={description}
          onChange={(event) => setDescription(event.currentTarget.value)}
          error={errors.find(({ path }) => path === 'description')?.message}
        />
      )}
      <NativeSelect
        id="field-purpose"
        label={say('Dipakai untuk', 'What it is for')}
        value={purpose}
        onChange={(event) => setPurpose(event.currentTarget.value)}
        error={errors.find(({ path }) => path === 'purpose')?.message}
        data={[{ value: '', label: say('Pilih…', 'Choose…') }, ...options('use')]}
      />
      <Choices
        legend={say('Cara kirim', 'Delivery')}
        name="channel"
        value={channel}
        onChange={setChannel}
        options={[
          {
            value: 'email',
            label: channels.email,
            hint: say('Berkas besar dikirim sebagai tautan', 'Large files are sent as a link'),
          },
          { value: 'link', label: channels.link },
        ]}
      />
      <Textarea
        id="field-note"
        label={say('Catatan (boleh dilewati)', 'Note (optional)')}
        maxLength={1_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" size="lg">
          {say('Lanjut', 'Continue')}
        </Button>
      </div>
    </form>
  );
}
