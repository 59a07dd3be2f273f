import type { ReplyOf, searchPublications } from '@pst/contracts';
import { IconBook2, IconMessageReport, IconUserPlus } from '@tabler/icons-react';
import { zoneName } from '../gateway/office-zone.ts';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Cover } from '../catalogue/cover.tsx';
import { SearchBox } from '../catalogue/search-box.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { useTitle } from '../components/page.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useOffice, useOfficeStatus } from '../gateway/office.ts';
import { useQueueStream } from '../gateway/queue-stream.ts';
import { useFormat, useSay } from '../language/language.ts';

export function Home() {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const status = useOfficeStatus();
  const office = useOffice();
  const { queue } = useQueueStream();
  const navigate = useNavigate();
  const [q, setQ] = useState('');
  useTitle(say('Beranda', 'Home'));
  const newest = useQuery<ReplyOf<typeof searchPublications>, Problem>({
    queryKey: ['newest'],
    queryFn: () => ask('/v1/publications?sort=newest&limit=6'),
  });
  return (
    <>
      <section className="hero">
        <div className="frame split">
          <div className="stack">
            <h1>{say('Temukan data resmi, baca di sini', 'Find official data, read it here')}</h1>
            <p>
              {say(
                'Cari publikasi statistik, baca softcopy-nya di peramban, atau datang ke perpustakaan kami. Gratis.',
                'Search statistical publications, read them in the browser, or visit our library. Free of charge.',
              )}
            </p>
            <SearchBox
              value={q}
              onChange={setQ}
              onSearch={(words) => void navigate({ to: '/katalog', search: { q: words } })}
            />
          </div>
          <div className="hero-side" aria-live="polite">
            {status.data ? (
              <>
                <span>
                  {office.data?.office.service ?? say('Layanan Perpustakaan', 'Library service')}
                </span>
                <strong>
                  {status.data.open
                    ? say('Buka sekarang', 'Open now')
                    : say('Sedang tutup', 'Closed now')}
                </strong>
                {status.data.open && status.data.closesAt && (
                  <span>
                    {say('sampai pukul', 'until')} {format.time(status.data.closesAt)} {zoneName()}
                  </span>
                )}
                {!status.data.open && status.data.opensAt && (
                  <span>
                    {say('Buka lagi', 'Opens again')} {format.dayTime(status.data.opensAt)}{' '}
                    {zoneName()}
                  </span>
                )}
                {queue && (
                  <span style={{ marginTop: '0.8rem' }}>
                    {queue.waitingCount === 0
                      ? say('Tidak ada antrean', 'No queue')
                      : say(
                          `${queue.waitingCount} orang menunggu`,
                          `${queue.waitingCount} waiting`,
                        )}
                  </span>
                )}
              </>
            ) : (
              <span>{say('Jam layanan sedang dimuat…', 'Loading opening hours…')}</span>
            )}
            <Link to="/standar-layanan" className="hero-link">
              {say('Jam dan janji layanan', 'Hours and service promise')}
            </Link>
          </div>
        </div>
      </section>
      <div className="frame main stack-lg">
        <section className="doors" aria-label={say('Yang dapat Anda lakukan', 'What you can do')}>
          <Link to="/buku-tamu" className="door first">
            <IconUserPlus size={34} aria-hidden="true" />
            <strong>{say('Saya datang berkunjung', 'I am visiting')}</strong>
            <span className="soft">
              {say('Isi buku tamu dan ambil nomor antrean', 'Sign the guestbook and get a number')}
            </span>
          </Link>
          <Link to="/permintaan" className="door">
            <IconBook2 size={34} aria-hidden="true" />
            <strong>{say('Minta softcopy', 'Request a softcopy')}</strong>
            <span className="soft">
              {say('Kami kirim PDF ke e-mail Anda', 'We send the PDF to your e-mail')}
            </span>
          </Link>
          <Link to="/pengaduan" className="door">
            <IconMessageReport size={34} aria-hidden="true" />
            <strong>{say('Sampaikan pengaduan', 'Make a complaint')}</strong>
            <span className="soft">
              {say('Boleh tanpa nama, dapat dilacak', 'May be anonymous, can be tracked')}
            </span>
          </Link>
        </section>
        <section className="stack">
          <div className="row between">
            <h2>{say('Koleksi terbaru', 'Newest titles')}</h2>
            <Link to="/katalog" search={{ sort: 'newest' }}>
              {say('Lihat semua', 'See all')}
            </Link>
          </div>
          <Shown
            of={newest}
            empty={(found) =>
              found.items.length === 0 && (
                <Empty title={say('Katalog masih kosong', 'The catalogue is empty')} />
              )
            }
          >
            {(found) => (
              <div className="shelf">
                {found.items.map((hit) => (
                  <Link key={hit.id} to="/katalog/$id" params={{ id: hit.id }} className="book">
                    {hit.hasCover && <Cover id={hit.id} size="small" />}
                    <span className="soft small">{hit.year ?? '–'}</span>
                    <strong>{hit.title}</strong>
                    <span className="soft small">
                      {word('kind', hit.kind)}
                      {hit.hasSoftcopy ? ' · PDF' : ''}
                    </span>
                  </Link>
                ))}
              </div>
            )}
          </Shown>
        </section>
      </div>
    </>
  );
}
