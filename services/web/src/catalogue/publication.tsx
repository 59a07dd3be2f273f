import type { Publication } from '@pst/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useMe } from '../gateway/office.ts';
import { useFormat, useSay } from '../language/language.ts';
import { Cover } from './cover.tsx';
import { FollowButton } from './follow.tsx';

/** Beside the citations, which are formats of their own. */
const RECORDS = ['marcxml', 'marc21', 'mods', 'dublin-core', 'csv'] as const;

const route = getRouteApi('/framed/katalog/$id');

export function PublicationPage() {
  const say = useSay();
  const { id } = route.useParams();
  const keeps = useMe().data?.roles.some((role) => role === 'librarian' || role === 'admin');
  const publication = useQuery<Publication, Problem>({
    queryKey: ['publication', id],
    queryFn: () => ask(`/v1/publications/${encodeURIComponent(id)}`),
  });
  return (
    <Page
      key={publication.data?.id}
      title={publication.data?.title ?? say('Publikasi', 'Publication')}
      {...(publication.data?.series ? { lead: publication.data.series } : {})}
      aside={
        keeps && (
          <Link to="/meja/koleksi/$id" params={{ id }}>
            {say('Kelola', 'Keep')}
          </Link>
        )
      }
    >
      <Shown of={publication} lines={8}>
        {(shown) => <Record of={shown} />}
      </Shown>
    </Page>
  );
}

function Record({ of }: { of: Publication }) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const me = useMe();
  const readable = of.softcopy && (of.softcopy.access === 'public' || me.data);
  const facts: [string, string | undefined][] = [
    [say('Jenis', 'Kind'), word('kind', of.kind)],
    [say('Tahun', 'Year'), of.year?.toString()],
    [say('Wilayah', 'Area'), of.areaName ?? of.area],
    [say('Bahasa', 'Language'), word('language', of.language)],
    [say('Penulis', 'Authors'), of.authors.join('; ') || undefined],
    [say('Penerbit', 'Publisher'), of.publisher],
    [say('Tanggal rilis', 'Released'), of.releasedOn && format.day(of.releasedOn)],
    ['ISSN', of.issn],
    ['ISBN', of.isbn],
    [say('Nomor katalog', 'Catalogue number'), of.catalogueNumber],
    [say('Nomor publikasi', 'Publication number'), of.publicationNumber],
    [say('Subjek', 'Subjects'), of.subjects.join(', ') || undefined],
    [say('Lisensi', 'Licence'), of.licence],
  ];
  if (of.withdrawn) {
    return <Tombstone of={of} />;
  }
  return (
    <div className="split">
      <div className="stack-lg">
        {of.abstract && <p style={{ whiteSpace: 'pre-line' }}>{of.abstract}</p>}
        <dl className="facts">
          {facts
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <div key={label} style={{ display: 'contents' }}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        <Citation id={of.id} />
        {of.series && (
          <FollowButton
            what={{ kind: 'series', series: of.series }}
            label={say('Kabari saya edisi berikutnya', 'Tell me when the next edition arrives')}
          />
        )}
        <p className="row small">
          <span className="soft">{say('Rekaman:', 'Record:')}</span>
          {RECORDS.map((format) => (
            <a key={format} href={`/v1/publications/${of.id}/record?format=${format}`} download>
              {word('exportFormat', format)}
            </a>
          ))}
        </p>
      </div>
      <div className="stack">
        {of.hasCover && <Cover id={of.id} size="large" />}
        <section className="card stack">
          <h2>Softcopy</h2>
          {of.softcopy ? (
            <>
              <span className="soft">
                PDF · {of.softcopy.pages} {say('halaman', 'pages')} ·{' '}
                {format.bytes(of.softcopy.bytes)}
              </span>
              {readable ? (
                <ButtonLink to="/baca/$id" params={{ id: of.id }} size="lg">
                  {say('Baca sekarang', 'Read now')}
                </ButtonLink>
              ) : (
                <ButtonLink to="/masuk" search={{ ke: `/katalog/${of.id}` }} size="lg">
                  {say('Masuk untuk membaca', 'Sign in to read')}
                </ButtonLink>
              )}
              <Link to="/permintaan" search={{ publikasi: of.id }}>
                {say('Minta dikirim lewat e-mail', 'Ask for it by e-mail')}
              </Link>
            </>
          ) : (
            <>
              <p className="soft">
                {say(
                  'Belum ada softcopy untuk publikasi ini.',
                  'There is no softcopy of this publication yet.',
                )}
              </p>
              <Link to="/permintaan" search={{ publikasi: of.id }}>
                {say('Tanyakan kepada petugas', 'Ask the officer')}
              </Link>
            </>
          )}
        </section>
        <section className="card stack">
          <h2>{say('Di rak', 'On the shelf')}</h2>
          {of.copies.length === 0 ? (
            <p className="soft">
              {say('Tidak ada hardcopy di perpustakaan.', 'No hardcopy in the library.')}
            </p>
          ) : (
            <ul
              className="stack"
              style={{ listStyle: 'none', margin: 0, padding: 0, gap: '0.6rem' }}
            >
              {of.copies.map((copy) => (
                <li key={copy.id} className="row between">
                  <b className="num">{copy.shelfMark}</b>
                  <span className="soft small">
                    {copy.available ? say('Tersedia', 'Available') : say('Sedang dibaca', 'In use')}{' '}
                    · {word('condition', copy.condition)}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </section>
      </div>
    </div>
  );
}

/** What is left of a withdrawn publication: its address, and where it went. */
function Tombstone({ of }: { of: Publication }) {
  const say = useSay();
  return (
    <div className="note stack" role="status">
      <p>
        {of.mergedInto === null
          ? say(
              'Publikasi ini sudah ditarik dari katalog.',
              'This publication was withdrawn from the catalogue.',
            )
          : say(
              'Rekaman ini digabungkan dengan rekaman lain dari publikasi yang sama.',
              'This record was merged with another one of the same publication.',
            )}
      </p>
      <div>
        {of.mergedInto === null ? (
          <ButtonLink to="/katalog" variant="default">
            {say('Cari di katalog', 'Search the catalogue')}
          </ButtonLink>
        ) : (
          <ButtonLink to="/katalog/$id" params={{ id: of.mergedInto }}>
            {say('Buka publikasinya', 'Open the publication')}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}

function Citation({ id }: { id: string }) {
  const say = useSay();
  const [kind, setKind] = useState('apa');
  const [open, setOpen] = useState(false);
  const citation = useQuery<string, Problem>({
    queryKey: ['citation', id, kind],
    enabled: open,
    queryFn: async () => {
      const answer = await fetch(`/v1/publications/${id}/citation?format=${kind}`);
      const text = await answer.text();
      return answer.headers.get('content-type')?.startsWith('application/json')
        ? ((JSON.parse(text) as { text?: string }).text ?? text)
        : text;
    },
  });
  if (!open) {
    return (
      <div>
        <Button variant="default" onClick={() => setOpen(true)}>
          {say('Kutip publikasi ini', 'Cite this publication')}
        </Button>
      </div>
    );
  }
  return (
    <section className="card stack">
      <NativeSelect
        label={say('Bentuk kutipan', 'Citation style')}
        value={kind}
        onChange={(event) => setKind(event.currentTarget.value)}
        data={[
          { value: 'apa', label: 'APA' },
          { value: 'bibtex', label: 'BibTeX' },
          { value: 'ris', label: 'RIS' },
          { value: 'csl-json', label: 'CSL-JSON' },
        ]}
      />
      <Shown of={citation} lines={2}>
        {(text) => (
          <>
            <pre
              style={{
                whiteSpace: 'pre-wrap',
                margin: 0,
                fontSize: '1rem',
                overflowWrap: 'anywhere',
              }}
            >
              {text}
            </pre>
            <div>
              <CopyButton key={kind} text={text} label={say('Salin kutipan', 'Copy citation')} />
            </div>
          </>
        )}
      </Shown>
    </section>
  );
}
