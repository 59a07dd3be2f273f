import { Link } from '@tanstack/react-router';
import { Page } from '../components/page.tsx';
import { Shown } from '../components/states.tsx';
import { StatTile } from '../components/stat-tile.tsx';
import { zoneName } from '../gateway/office-zone.ts';
import { useCodeWords } from '../components/code-words.ts';
import { useCalendar, useOffice, useOfficeStatus } from '../gateway/office.ts';
import { useFormat, useSay } from '../language/language.ts';

export function ServiceStandard() {
  const say = useSay();
  const format = useFormat();
  const office = useOffice();
  const status = useOfficeStatus();
  const days: Record<string, string> = {
    'mon-thu': say('Senin–Kamis', 'Monday–Thursday'),
    fri: say('Jumat', 'Friday'),
    break: say('Istirahat', 'Break'),
  };
  return (
    <Page
      title={say('Standar layanan', 'Service standard')}
      lead={say(
        'Janji kami kepada setiap pengguna perpustakaan, seperti yang diumumkan kantor.',
        'Our promise to everyone who uses the library, as published by the office.',
      )}
    >
      <Shown of={office} lines={8}>
        {({ office: place, standard }) => (
          <div className="stack-lg">
            {status.data && (
              <div className={`note ${status.data.open ? 'good' : 'warn'}`}>
                <strong>
                  {status.data.open
                    ? say('Buka sekarang', 'Open now')
                    : say('Sedang tutup', 'Closed now')}
                </strong>
                <span>
                  {status.data.open && status.data.closesAt
                    ? say(
                        `Dilayani sampai pukul ${format.time(status.data.closesAt)} ${zoneName()}.`,
                        `Service until ${format.time(status.data.closesAt)}.`,
                      )
                    : status.data.opensAt
                      ? say(
                          `Buka lagi ${format.dayTime(status.data.opensAt)} ${zoneName()}.`,
                          `Opens again ${format.dayTime(status.data.opensAt)}.`,
                        )
                      : ''}
                </span>
              </div>
            )}
            <section className="stack">
              <h2>{say('Waktu penyelesaian', 'Time to completion')}</h2>
              <div className="tiles">
                <StatTile
                  label={say('Dilayani setelah buku tamu', 'Served after the guestbook')}
                  value={`${standard.targets.servedAfterGuestbook} ${say('menit', 'minutes')}`}
                />
                <StatTile
                  label={say('Setelah komputer tersedia', 'After a computer is free')}
                  value={`${standard.targets.servedAfterWorkstationAvailable} ${say('menit', 'minutes')}`}
                />
                <StatTile
                  label={say('Seluruh layanan', 'The whole service')}
                  value={`${standard.targets.total} ${say('menit', 'minutes')}`}
                />
                <StatTile
                  label={say('Biaya', 'Fee')}
                  value={standard.fee.amount === 0 ? say('Gratis', 'Free') : standard.fee.text}
                  note={standard.fee.text}
                />
              </div>
              <p>
                <Link to="/kinerja">
                  {say('Seberapa sering janji ini kami tepati', 'How often we keep these promises')}
                </Link>
              </p>
            </section>
            <div className="split">
              <div className="stack-lg">
                <section className="stack">
                  <h2>{say('Persyaratan', 'Requirements')}</h2>
                  <h3>{say('Datang langsung', 'In person')}</h3>
                  <List items={standard.requirements.offline} />
                  <h3>{say('Daring', 'Online')}</h3>
                  <List items={standard.requirements.online} />
                </section>
                <section className="stack">
                  <h2>{say('Prosedur', 'Procedure')}</h2>
                  <ol
                    className="stack"
                    style={{ margin: 0, paddingLeft: '1.4rem', gap: '0.6rem' }}
                    lang="id"
                  >
                    {standard.procedure.map((step) => (
                      <li key={step}>{step}</li>
                    ))}
                  </ol>
                </section>
                <section className="stack">
                  <h2>{say('Produk layanan', 'Products')}</h2>
                  <List items={standard.products} />
                </section>
              </div>
              <div className="stack">
                <section className="card stack">
                  <h2>{say('Jam layanan', 'Hours')}</h2>
                  <dl className="facts">
                    {Object.entries(standard.hours).map(([day, hours]) => (
                      <div key={day} style={{ display: 'contents' }}>
                        <dt>{days[day] ?? day}</dt>
                        <dd className="num">
                          {hours.open ?? hours.from}–{hours.close ?? hours.to} {zoneName()}
                        </dd>
                      </div>
                    ))}
                  </dl>
                </section>
                {status.data && <NextDaysOff today={status.data.at} />}
                <section className="card stack">
                  <h2>{say('Saran dan pengaduan', 'Suggestions and complaints')}</h2>
                  <List
                    items={[
                      standard.complaints.box,
                      standard.complaints.web,
                      standard.complaints.email,
                      `WhatsApp ${standard.complaints.whatsapp}`,
                    ]}
                  />
                </section>
                <section className="card stack">
                  <h2>{place.name}</h2>
                  <p>{place.address}</p>
                  <p className="soft small">
                    {say('Nomor standar', 'Standard no.')} {standard.number}
                  </p>
                </section>
              </div>
            </div>
          </div>
        )}
      </Shown>
    </Page>
  );
}

const MOST_SHOWN = 5;

/** So that nobody comes in vain. */
function NextDaysOff({ today }: { today: string }) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const calendar = useCalendar();
  const next = calendar.data?.days.filter(({ date }) => date >= format.isoDay(today)) ?? [];
  if (next.length === 0) {
    return null;
  }
  return (
    <section className="card stack">
      <h2>{say('Hari libur berikutnya', 'Next days off')}</h2>
      <ul className="plain-list">
        {next.slice(0, MOST_SHOWN).map((day) => (
          <li key={day.date}>
            <strong>{format.day(day.date)}</strong>
            <span className="soft small" style={{ display: 'block' }}>
              <span lang="id">{day.name}</span> · {word('dayOff', day.kind)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The office published these sentences in Indonesian; they are quoted, not translated. */
function List({ items }: { items: readonly string[] }) {
  return (
    <ul style={{ margin: 0, paddingLeft: '1.3rem', overflowWrap: 'anywhere' }} lang="id">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
