import type { Account, Role } from '@pst/contracts';
import { useMediaQuery } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { SignedIn } from '../accounts/signed-in.tsx';
import { Page } from '../components/page.tsx';
import { useMe } from '../gateway/office.ts';
import { useSay } from '../language/language.ts';

/** A staff screen: the desk's own navigation, and only the places this account may enter. */
export function DeskPage({
  title,
  roles,
  wide = false,
  children,
}: {
  title: string;
  /** A console uses the whole screen. */
  wide?: boolean;
  roles: readonly Role[];
  children: (me: Account) => ReactNode;
}) {
  const me = useMe();
  const page = (
    <Page title={title}>
      <div className="stack" style={{ gap: wide ? '0.9rem' : '1.75rem' }}>
        {me.data && <DeskNavigation me={me.data} />}
        <SignedIn roles={roles}>{children}</SignedIn>
      </div>
    </Page>
  );
  return wide ? <div className="wide-page">{page}</div> : page;
}

/** Grouped by what the work is about; on a phone it opens, so that the work itself comes first. */
function DeskNavigation({ me }: { me: Account }) {
  const say = useSay();
  const narrow = useMediaQuery('(max-width: 48rem)');
  const groups = [
    {
      id: 'service',
      title: say('Layanan', 'Service'),
      places: [
        { to: '/meja', label: say('Antrean', 'Queue'), roles: ['officer', 'head', 'admin'] },
        {
          to: '/meja/tamu-baru',
          label: say('Catat tamu', 'Enter a visitor'),
          roles: ['officer', 'admin'],
        },
        {
          to: '/meja/komputer',
          label: say('Komputer', 'Workstations'),
          roles: ['officer', 'head', 'admin'],
        },
        {
          to: '/meja/permintaan',
          label: say('Permintaan', 'Requests'),
          roles: ['officer', 'librarian', 'admin'],
        },
      ],
    },
    {
      id: 'voices',
      title: say('Suara pengunjung', 'Visitors’ voices'),
      places: [
        {
          to: '/meja/pengaduan',
          label: say('Pengaduan', 'Complaints'),
          roles: ['complaint-handler', 'admin'],
        },
        {
          to: '/meja/balasan',
          label: say('Balasan siap pakai', 'Canned replies'),
          roles: ['complaint-handler', 'admin'],
        },
        {
          to: '/meja/surat-dilewati',
          label: say('Surat dilewati', 'Mails passed over'),
          roles: ['complaint-handler', 'admin'],
        },
        {
          to: '/meja/catat-laporan',
          label: say('Catat laporan', 'Write down a report'),
          roles: ['officer', 'complaint-handler', 'admin'],
        },
        {
          to: '/meja/identitas-pelapor',
          label: say('Identitas pelapor', 'Reporters’ identities'),
          roles: ['head', 'admin'],
        },
        {
          to: '/meja/masa-simpan-pengaduan',
          label: say('Masa simpan', 'Retention'),
          roles: ['head', 'admin'],
        },
        {
          to: '/meja/penilaian',
          label: say('Penilaian', 'Ratings'),
          roles: ['officer', 'head', 'analyst', 'admin'],
        },
      ],
    },
    {
      id: 'library',
      title: say('Koleksi', 'Collection'),
      places: [
        {
          to: '/meja/koleksi',
          label: say('Publikasi', 'Publications'),
          roles: ['librarian', 'admin'],
        },
        { to: '/meja/katalog', label: say('Impor', 'Imports'), roles: ['librarian', 'admin'] },
        { to: '/meja/pencarian', label: say('Pencarian', 'Search'), roles: ['librarian', 'admin'] },
      ],
    },
    {
      id: 'office',
      title: say('Kantor', 'Office'),
      places: [
        {
          to: '/meja/laporan',
          label: say('Kinerja', 'Figures'),
          roles: ['officer', 'librarian', 'complaint-handler', 'head', 'analyst', 'admin'],
        },
        {
          to: '/meja/kalender',
          label: say('Kalender', 'Calendar'),
          roles: ['officer', 'head', 'admin'],
        },
        {
          to: '/meja/instansi',
          label: say('Instansi', 'Institutions'),
          roles: ['officer', 'admin'],
        },
        { to: '/meja/perangkat', label: say('Perangkat', 'Devices'), roles: ['admin'] },
        { to: '/meja/privasi', label: say('Privasi', 'Privacy'), roles: ['officer', 'admin'] },
        { to: '/meja/e-mail', label: say('E-mail', 'E-mail'), roles: ['officer', 'admin'] },
        { to: '/meja/akun', label: say('Akun', 'Accounts'), roles: ['admin'] },
        {
          to: '/meja/jurnal-akses',
          label: say('Jurnal akses', 'Access journal'),
          roles: ['head', 'admin'],
        },
      ],
    },
  ] as const;
  const shown = groups
    .map(({ places, ...group }) => ({
      ...group,
      places: places.filter(({ roles }) => roles.some((role) => me.roles.includes(role))),
    }))
    .filter(({ places }) => places.length > 0);
  const nav = (
    <nav className="desk-nav no-print" aria-label={say('Meja layanan', 'Service desk')}>
      {shown.map(({ id, title, places }) => (
        <div key={id} className="desk-group">
          <span id={`desk-${id}`} className="desk-group-title">
            {title}
          </span>
          <ul className="nav" aria-labelledby={`desk-${id}`}>
            {places.map(({ to, label }) => (
              <li key={to}>
                <Link to={to} activeOptions={{ exact: true }}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
  return narrow ? (
    <details className="desk-menu no-print">
      <summary>{say('Menu meja layanan', 'Service desk menu')}</summary>
      {nav}
    </details>
  ) : (
    nav
  );
}
