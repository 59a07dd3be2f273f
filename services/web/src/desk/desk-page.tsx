import type { Account, Role } from '@pst/contracts';
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
  const say = useSay();
  const me = useMe();
  const places = [
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
    {
      to: '/meja/pengaduan',
      label: say('Pengaduan', 'Complaints'),
      roles: ['complaint-handler', 'admin'],
    },
    {
      to: '/meja/penilaian',
      label: say('Penilaian', 'Ratings'),
      roles: ['officer', 'head', 'analyst', 'admin'],
    },
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
    { to: '/meja/koleksi', label: say('Koleksi', 'Collection'), roles: ['librarian', 'admin'] },
    { to: '/meja/katalog', label: say('Impor', 'Imports'), roles: ['librarian', 'admin'] },
    { to: '/meja/pencarian', label: say('Pencarian', 'Search'), roles: ['librarian', 'admin'] },
    { to: '/meja/perangkat', label: say('Perangkat', 'Devices'), roles: ['admin'] },
    { to: '/meja/instansi', label: say('Instansi', 'Institutions'), roles: ['officer', 'admin'] },
    { to: '/meja/privasi', label: say('Privasi', 'Privacy'), roles: ['admin'] },
    { to: '/meja/e-mail', label: say('E-mail', 'E-mail'), roles: ['officer', 'admin'] },
    { to: '/meja/akun', label: say('Akun', 'Accounts'), roles: ['admin'] },
  ] as const;
  const page = (
    <Page title={title}>
      <div className="stack" style={{ gap: wide ? '0.9rem' : '1.75rem' }}>
        {me.data && (
          <nav
            className="nav no-print"
            aria-label={say('Meja layanan', 'Service desk')}
            style={{ flexWrap: 'wrap' }}
          >
            {places
              .filter((place) => place.roles.some((role) => me.data?.roles.includes(role)))
              .map((place) => (
                <Link key={place.to} to={place.to} activeOptions={{ exact: true }}>
                  {place.label}
                </Link>
              ))}
          </nav>
        )}
        <SignedIn roles={roles}>{children}</SignedIn>
      </div>
    </Page>
  );
  return wide ? <div className="wide-page">{page}</div> : page;
}
