import type { listOwnRequests, Publication, ReplyOf } from '@pst/contracts';
import { Badge, Button, NativeSelect, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { SignedIn } from '../accounts/signed-in.tsx';
import { Choices } from '../components/choices.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { ErrorSummary, ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, type FieldError, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { OpenSurveys } from '../survey/open-surveys.tsx';

type Own = ReplyOf<typeof listOwnRequests>;
type DocumentRequest = Own['items'][number];
const route = getRouteApi('/framed/permintaan');

export function MyRequests() {
  const say = useSay();
  const { publikasi } = route.useSearch();
  const [writing, setWriting] = useState(false);
  const [sent, setSent] = useState<DocumentRequest>();
  const navigate = route.useNavigate();
  const open = writing || publikasi !== undefined;
  return (
    <Page
      narrow
      title={say('Permintaan softcopy', 'Softcopy requests')}
      lead={say(
        'Minta PDF sebuah publikasi; petugas memeriksa dan mengirimkannya ke e-mail Anda.',
        'Ask for the PDF of a publication; an officer checks and sends it to your e-mail.',
      )}
    >
      <SignedIn>
        {(me) => (
          <div className="stack-lg">
            {sent && !open && <Sent request={sent} email={me.email} />}
            {open ? (
              <RequestForm
                publicationId={publikasi}
                done={(request) => {
                  setSent(request);
                  setWriting(false);
                  void navigate({ search: {} });
                }}
              />
            ) : (
              <div>
                <Button onClick={() => setWriting(true)}>
                  {say('Buat permintaan', 'New request')}
                </Button>
              </div>
            )}
            {!open && <OpenSurveys />}
            {!open && <OwnRequests />}
          </div>
        )}
      </SignedIn>
    </Page>
  );
}

function Sent({ request, email }: { request: DocumentRequest; email: string }) {
  const say = useSay();
  const format = useFormat();
  return (
    <div className="note good" role="status">
      <strong>
        {say('Permintaan terkirim:', 'Request sent:')} {request.number}
      </strong>
      <p>
        {say(
          `Dijawab paling lambat ${format.dayTime(request.dueAt)} ke ${email}.`,
          `Answered by ${format.dayTime(request.dueAt)} at ${email}.`,
        )}
      </p>
    </div>
  );
}

function RequestForm({
  publicationId,
  done,
}: {
  publicationId: string | undefined;
  done: (request: DocumentRequest) => void;
}) {
  const say = useSay();
  const { options, word } = useCodeWords();
  const queries = useQueryClient();
  const publication = useQuery<Publication, Problem>({
    queryKey: ['publication', publicationId],
    enabled: publicationId !== undefined,
    queryFn: () => ask(`/v1/publications/${publicationId}`),
  });
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
    const found = [
      ...(publicationId || description.trim()
        ? []
        : [
            {
              path: 'description',
              message: say(
                'Tulis publikasi yang Anda perlukan',
                'Write which publication you need',
              ),
            },
          ]),
      ...(purpose
        ? []
        : [{ path: 'purpose', message: say('Pilih kegunaannya', 'Choose what it is for') }]),
    ];
    setErrors(found);
    if (found.length === 0) {
      setChecking(true);
    }
  };
  const channels = {
    email: say('Lampiran e-mail', 'E-mail attachment'),
    link: say('Tautan unduhan', 'Download link'),
  };
  const rows: [string, string][] = [
    [say('Publikasi', 'Publication'), publication.data?.title ?? description],
    [say('Kegunaan', 'Purpose'), word('use', purpose)],
    [say('Cara kirim', 'Delivery'), channels[channel]],
    [say('Catatan', 'Note'), note || say('Tidak diisi', 'Not provided')],
  ];
  if (checking) {
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
        <div>
          <Button
            size="lg"
            loading={submit.isPending}
            onClick={() =>
              submit.mutate({
                ...(publicationId ? { publicationIds: [publicationId] } : { description }),
                purpose,
                channel,
                ...(note.trim() ? { note } : {}),
              })
            }
          >
            {say('Kirim permintaan', 'Send the request')}
          </Button>
        </div>
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
      {publicationId ? (
        <div className="card">
          <span className="soft small">{say('Publikasi', 'Publication')}</span>
          <div>
            <strong>{publication.data?.title ?? '…'}</strong>
          </div>
        </div>
      ) : (
        <>
          <Textarea
            id="field-description"
            label={say('Publikasi yang Anda perlukan', 'The publication you need')}
            description={say(
              'Judul, tahun, dan wilayah bila tahu.',
              'Title, year and area if known.',
            )}
            autosize
            minRows={3}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
            error={errors.find(({ path }) => path === 'description')?.message}
          />
          <p className="small">
            <Link to="/katalog">
              {say('Atau pilih dari katalog', 'Or choose from the catalogue')}
            </Link>
          </p>
        </>
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

function OwnRequests() {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const queries = useQueryClient();
  const own = useQuery<Own, Problem>({
    queryKey: ['own-requests'],
    queryFn: () => ask('/v1/document-requests?limit=50'),
    refetchInterval: 15_000,
  });
  const cancel = useAct(
    (id: string, key) =>
      ask(`/v1/document-requests/${id}/cancellation`, { method: 'POST', body: {}, key }),
    () => queries.invalidateQueries({ queryKey: ['own-requests'] }),
  );
  return (
    <section className="stack">
      <h2>{say('Permintaan saya', 'My requests')}</h2>
      <ProblemAlert problem={cancel.error} />
      <Shown
        of={own}
        empty={({ items }) =>
          items.length === 0 && (
            <Empty title={say('Belum ada permintaan', 'No requests yet')}>
              <ButtonLink to="/katalog" variant="default">
                {say('Cari publikasi', 'Search the catalogue')}
              </ButtonLink>
            </Empty>
          )
        }
      >
        {({ items }) => (
          <ul className="results">
            {items.map((request) => (
              <li key={request.id}>
                <div className="row between">
                  <span className="soft small num">{request.number}</span>
                  <Badge>{word('request', request.state)}</Badge>
                </div>
                <strong>
                  {request.publications.map(({ title }) => title).join(', ') || request.description}
                </strong>
                <span className="soft small">
                  {request.deliveredAt
                    ? `${say('Terkirim', 'Delivered')} ${format.dayTime(request.deliveredAt)}`
                    : `${say('Dijawab paling lambat', 'Answered by')} ${format.dayTime(request.dueAt)}`}
                </span>
                {request.answer && <p className="note">{request.answer}</p>}
                {request.state === 'submitted' && (
                  <div>
                    <Button variant="subtle" onClick={() => cancel.mutate(request.id)}>
                      {say('Batalkan', 'Cancel')}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </section>
  );
}
