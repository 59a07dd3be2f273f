import { ActionIcon, Button, Menu, useMantineColorScheme } from '@mantine/core';
import { IconMenu2, IconMoon, IconSun, IconUser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Account } from '@pst/contracts';
import { ask } from '../gateway/gateway.ts';
import { useMe, useOffice, useOfficeStatus } from '../gateway/office.ts';
import { useLanguage, useSay, type Say } from '../language/language.ts';
import { SolvingNote } from './solving-note.tsx';

const visitorPlaces = (say: Say) =>
  [
    { to: '/katalog', label: say('Katalog', 'Catalogue') },
    { to: '/buku-tamu', label: say('Buku tamu', 'Guestbook') },
    { to: '/permintaan', label: say('Permintaan', 'Requests') },
    { to: '/pengaduan', label: say('Pengaduan', 'Complaints') },
    { to: '/standar-layanan', label: say('Standar layanan', 'Service standard') },
  ] as const;

const DESK_ROLES = ['officer', 'librarian', 'complaint-handler', 'head', 'analyst', 'admin'];
export const isStaff = (me: Account | null | undefined) =>
  me?.roles.some((role) => DESK_ROLES.includes(role)) ?? false;

/** Header, banner of the demo clock, the screen, footer. */
export function Shell({ children }: { children?: ReactNode }) {
  const say = useSay();
  const office = useOffice();
  // Every screen measures by the office's clock, and asks for periods that end on the office's day.
  useOfficeStatus();
  const me = useMe();
  const { language, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const places = visitorPlaces(say);
  const dark =
    colorScheme === 'dark' ||
    (colorScheme === 'auto' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  const signOut = async () => {
    await ask('/v1/sessions/current', { method: 'DELETE' });
    queries.clear();
    await navigate({ to: '/' });
  };
  return (
    <>
      <a className="skip" href="#isi">
        {say('Langsung ke isi', 'Skip to content')}
      </a>
      {office.data?.clock?.demo && (
        <section className="strip" aria-label={say('Pemberitahuan', 'Notice')}>
          <div className="frame">
            {say(
              'Jam peragaan sedang berjalan: waktu di halaman ini bukan waktu sebenarnya.',
              'A demonstration clock is running: the times shown are not the real time.',
            )}
          </div>
        </section>
      )}
      <header className="bar no-print">
        <div className="frame bar-in">
          <Link to="/" className="brand">
            <img src="/icon.svg" alt="" />
            <span>
              Pustaka PST
              <small>
                {office.data?.office.name ?? say('Layanan Perpustakaan', 'Library service')}
              </small>
            </span>
          </Link>
          <nav className="nav wide-only" aria-label={say('Utama', 'Main')}>
            {places.map((place) => (
              <Link key={place.to} to={place.to}>
                {place.label}
              </Link>
            ))}
          </nav>
          <Button
            variant="subtle"
            px="sm"
            onClick={() => choose(language === 'id' ? 'en' : 'id')}
            aria-label={
              language === 'id' ? 'EN: switch to English' : 'ID: ganti ke Bahasa Indonesia'
            }
            lang={language === 'id' ? 'en' : 'id'}
          >
            {language === 'id' ? 'EN' : 'ID'}
          </Button>
          <ActionIcon
            variant="subtle"
            onClick={() => setColorScheme(dark ? 'light' : 'dark')}
            aria-label={
              dark ? say('Tampilan terang', 'Light view') : say('Tampilan gelap', 'Dark view')
            }
          >
            {dark ? <IconSun size={22} /> : <IconMoon size={22} />}
          </ActionIcon>
          {me.data ? (
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="light" aria-label={say('Akun saya', 'My account')}>
                  <IconUser size={22} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Label>{me.data.name}</Menu.Label>
                {isStaff(me.data) && (
                  <Menu.Item component={Link} to="/meja">
                    {say('Meja layanan', 'Service desk')}
                  </Menu.Item>
                )}
                <Menu.Item component={Link} to="/akun">
                  {say('Akun dan privasi', 'Account and privacy')}
                </Menu.Item>
                <Menu.Item onClick={() => void signOut()}>{say('Keluar', 'Sign out')}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          ) : (
            <Link
              to="/masuk"
              className="nav-in wide-only"
              style={{ color: 'var(--sea)', fontWeight: 600, fontSize: '1rem', padding: '0.6rem' }}
            >
              {say('Masuk', 'Sign in')}
            </Link>
          )}
          <div className="narrow-only">
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon variant="default" aria-label={say('Menu', 'Menu')}>
                  <IconMenu2 size={22} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                {places.map((place) => (
                  <Menu.Item key={place.to} component={Link} to={place.to}>
                    {place.label}
                  </Menu.Item>
                ))}
                {!me.data && (
                  <Menu.Item component={Link} to="/masuk">
                    {say('Masuk', 'Sign in')}
                  </Menu.Item>
                )}
              </Menu.Dropdown>
            </Menu>
          </div>
        </div>
      </header>
      <main id="isi" tabIndex={-1} style={{ outline: 'none' }}>
        {children ?? <Outlet />}
      </main>
      <SolvingNote />
      <footer className="foot no-print">
        <div className="frame foot-in">
          <div className="stack" style={{ gap: '0.4rem' }}>
            <strong>{office.data?.office.name ?? 'Pustaka PST'}</strong>
            <span className="soft">{office.data?.office.address}</span>
            <span className="soft">{office.data?.office.phone}</span>
          </div>
          <div className="stack" style={{ gap: '0.4rem' }}>
            <Link to="/standar-layanan">{say('Standar layanan', 'Service standard')}</Link>
            <Link to="/kepuasan">{say('Kepuasan masyarakat', 'Public satisfaction')}</Link>
            <a href="/papan">{say('Papan antrean', 'Waiting board')}</a>
            <Link to="/pengaduan/lacak">{say('Lacak pengaduan', 'Track a complaint')}</Link>
            <Link to="/pengaduan/statistik">
              {say('Statistik pengaduan', 'Complaints in figures')}
            </Link>
            <Link to="/privasi">{say('Privasi dan hak Anda', 'Privacy and your rights')}</Link>
          </div>
          <div className="soft">
            {say(
              'Semua layanan perpustakaan tidak dipungut biaya. Perlu bantuan? Petugas siap di meja PST.',
              'All library services are free of charge. Need help? Ask the officer at the PST desk.',
            )}
          </div>
        </div>
      </footer>
    </>
  );
}
