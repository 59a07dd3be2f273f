import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router';
import { Shell } from './components/shell.tsx';
import { Home } from './home/home.tsx';
import { NotFound } from './home/not-found.tsx';
import { SessionStrip } from './workstation/session-strip.tsx';

const root = createRootRoute({
  component: Everywhere,
  notFoundComponent: () => (
    <Shell>
      <NotFound />
    </Shell>
  ),
});
function Everywhere() {
  return (
    <>
      <SessionStrip />
      <Outlet />
    </>
  );
}
const framed = createRoute({
  getParentRoute: () => root,
  id: 'framed',
  component: () => <Shell />,
});
const text = (value: unknown) =>
  typeof value === 'string' && value !== ''
    ? value
    : typeof value === 'number'
      ? String(value)
      : undefined;

const year = (search: Record<string, unknown>): { tahun?: number | undefined } => {
  const tahun = Number(search['tahun']);
  return { tahun: Number.isInteger(tahun) && tahun > 2000 ? tahun : undefined };
};

/** What a softcopy is asked for of: a publication, and pages of it such as `12-15`. */
const wantedPages = (
  search: Record<string, unknown>,
): { publikasi?: string | undefined; halaman?: string | undefined } => ({
  publikasi: text(search['publikasi']),
  halaman: text(search['halaman']),
});

/** Where a hit inside a PDF leads: the page, and the words to mark on it. */
export interface ReaderSearch {
  halaman?: number | undefined;
  cari?: string | undefined;
}

export interface CatalogueSearch {
  q?: string | undefined;
  year?: string | undefined;
  subject?: string | undefined;
  area?: string | undefined;
  kind?: string | undefined;
  availability?: string | undefined;
  sort?: string | undefined;
}

const screens = [
  createRoute({ getParentRoute: () => framed, path: '/', component: Home }),
  createRoute({
    getParentRoute: () => framed,
    path: '/standar-layanan',
    component: lazyRouteComponent(() => import('./home/service-standard.tsx'), 'ServiceStandard'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/buku-tamu',
    component: lazyRouteComponent(() => import('./guestbook/guestbook.tsx'), 'Guestbook'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/privasi',
    component: lazyRouteComponent(() => import('./privacy/privacy-page.tsx'), 'PrivacyPage'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/privasi/salinan',
    component: lazyRouteComponent(() => import('./privacy/person-copy.tsx'), 'PersonCopy'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/tiket/$code',
    component: lazyRouteComponent(() => import('./guestbook/ticket.tsx'), 'Ticket'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/tiket/$code/permintaan',
    validateSearch: wantedPages,
    component: lazyRouteComponent(() => import('./requests/guest-requests.tsx'), 'GuestRequests'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/tiket/$code/penilaian',
    component: lazyRouteComponent(() => import('./guestbook/ticket-rating.tsx'), 'TicketRating'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/katalog',
    validateSearch: (search: Record<string, unknown>): CatalogueSearch => ({
      q: text(search['q']),
      year: text(search['year']),
      subject: text(search['subject']),
      area: text(search['area']),
      kind: text(search['kind']),
      availability: text(search['availability']),
      sort: text(search['sort']),
    }),
    component: lazyRouteComponent(() => import('./catalogue/search.tsx'), 'Search'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/katalog/$id',
    component: lazyRouteComponent(() => import('./catalogue/publication.tsx'), 'PublicationPage'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/daftar',
    component: lazyRouteComponent(() => import('./accounts/register.tsx'), 'Register'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/verifikasi',
    component: lazyRouteComponent(() => import('./accounts/verify.tsx'), 'Verify'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/masuk',
    validateSearch: (search: Record<string, unknown>): { ke?: string | undefined } => ({
      ke: text(search['ke']),
    }),
    component: lazyRouteComponent(() => import('./accounts/sign-in.tsx'), 'SignIn'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/lupa-sandi',
    component: lazyRouteComponent(() => import('./accounts/password.tsx'), 'ForgottenPassword'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/setel-sandi',
    component: lazyRouteComponent(() => import('./accounts/password.tsx'), 'SetPassword'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/masuk/sso',
    component: lazyRouteComponent(() => import('./accounts/single-sign-on.tsx'), 'IssuerReturn'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/akun',
    component: lazyRouteComponent(() => import('./accounts/my-account.tsx'), 'MyAccount'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/permintaan',
    validateSearch: wantedPages,
    component: lazyRouteComponent(() => import('./requests/my-requests.tsx'), 'MyRequests'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/berhenti/$token',
    component: lazyRouteComponent(
      () => import('./mail/decline-invitations.tsx'),
      'DeclineInvitations',
    ),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/unduhan/$token',
    component: lazyRouteComponent(() => import('./requests/delivery.tsx'), 'Delivery'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/survei/$token',
    component: lazyRouteComponent(() => import('./survey/survey.tsx'), 'Survey'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/pengaduan',
    validateSearch: (search: Record<string, unknown>): { perihal?: string | undefined } => ({
      perihal: text(search['perihal']),
    }),
    component: lazyRouteComponent(() => import('./complaints/file-complaint.tsx'), 'FileComplaint'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/pengaduan/lacak',
    component: lazyRouteComponent(() => import('./complaints/track.tsx'), 'TrackComplaint'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/pengaduan/statistik',
    validateSearch: year,
    component: lazyRouteComponent(
      () => import('./complaints/statistics.tsx'),
      'ComplaintStatistics',
    ),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/tamu-baru',
    component: lazyRouteComponent(() => import('./desk/enter-visitor.tsx'), 'EnterVisitor'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja',
    component: lazyRouteComponent(() => import('./desk/live-desk.tsx'), 'LiveDesk'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/komputer',
    component: lazyRouteComponent(() => import('./desk/workstations.tsx'), 'Workstations'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/permintaan',
    component: lazyRouteComponent(() => import('./desk/request-inbox.tsx'), 'RequestInbox'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/catat-laporan',
    component: lazyRouteComponent(
      () => import('./desk/write-down-complaint.tsx'),
      'WriteDownComplaint',
    ),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/identitas-pelapor',
    component: lazyRouteComponent(() => import('./desk/identity-reads.tsx'), 'IdentityReads'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/masa-simpan-pengaduan',
    component: lazyRouteComponent(
      () => import('./desk/complaint-retention.tsx'),
      'ComplaintRetention',
    ),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/pengaduan',
    validateSearch: (search: Record<string, unknown>): { laporan?: string | undefined } => ({
      laporan: text(search['laporan']),
    }),
    component: lazyRouteComponent(() => import('./desk/complaint-inbox.tsx'), 'ComplaintInbox'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/surat-dilewati',
    component: lazyRouteComponent(() => import('./desk/passed-over-mails.tsx'), 'PassedOverMails'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/balasan',
    component: lazyRouteComponent(() => import('./desk/canned-replies.tsx'), 'CannedReplies'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/laporan',
    validateSearch: (
      search: Record<string, unknown>,
    ): { dari?: string | undefined; sampai?: string | undefined } => ({
      dari: text(search['dari']),
      sampai: text(search['sampai']),
    }),
    component: lazyRouteComponent(() => import('./figures/dashboard.tsx'), 'Dashboard'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/laporan/kepatuhan',
    validateSearch: (search: Record<string, unknown>): { bulan?: string | undefined } => ({
      bulan: text(search['bulan']),
    }),
    component: lazyRouteComponent(() => import('./figures/compliance.tsx'), 'Compliance'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/kinerja',
    validateSearch: (search: Record<string, unknown>): { bulan?: string | undefined } => ({
      bulan: text(search['bulan']),
    }),
    component: lazyRouteComponent(() => import('./figures/public-figures.tsx'), 'PublicFigures'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/penilaian',
    component: lazyRouteComponent(() => import('./desk/feedback-inbox.tsx'), 'FeedbackInbox'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/laporan/kepuasan',
    validateSearch: (
      search: Record<string, unknown>,
    ): { dari?: string | undefined; sampai?: string | undefined } => ({
      dari: text(search['dari']),
      sampai: text(search['sampai']),
    }),
    component: lazyRouteComponent(
      () => import('./survey/satisfaction-report.tsx'),
      'SatisfactionReport',
    ),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/kepuasan',
    validateSearch: year,
    component: lazyRouteComponent(() => import('./survey/satisfaction.tsx'), 'PublicSatisfaction'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/katalog',
    component: lazyRouteComponent(() => import('./desk/imports.tsx'), 'Imports'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/pencarian',
    component: lazyRouteComponent(() => import('./desk/search-words.tsx'), 'SearchWords'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/koleksi',
    component: lazyRouteComponent(() => import('./desk/collection/collection.tsx'), 'Collection'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/koleksi/baru',
    component: lazyRouteComponent(() => import('./desk/collection/new-record.tsx'), 'NewRecord'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/koleksi/ganda',
    component: lazyRouteComponent(() => import('./desk/collection/duplicates.tsx'), 'Duplicates'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/koleksi/$id',
    component: lazyRouteComponent(() => import('./desk/collection/record.tsx'), 'RecordPage'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/kalender',
    component: lazyRouteComponent(() => import('./desk/calendar.tsx'), 'Calendar'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/perangkat',
    component: lazyRouteComponent(() => import('./devices/devices.tsx'), 'Devices'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/instansi',
    component: lazyRouteComponent(() => import('./desk/institutions.tsx'), 'Institutions'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/privasi',
    component: lazyRouteComponent(() => import('./desk/privacy.tsx'), 'Privacy'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/e-mail',
    component: lazyRouteComponent(() => import('./desk/outgoing-mail.tsx'), 'OutgoingMail'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/e-mail/kata',
    component: lazyRouteComponent(() => import('./desk/mail-templates.tsx'), 'MailTemplates'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/akun',
    component: lazyRouteComponent(() => import('./desk/accounts.tsx'), 'Accounts'),
  }),
  createRoute({
    getParentRoute: () => framed,
    path: '/meja/jurnal-akses',
    component: lazyRouteComponent(() => import('./desk/access-journal.tsx'), 'AccessJournal'),
  }),
] as const;

// The reader is a room of its own, without header and footer.
const reader = createRoute({
  getParentRoute: () => root,
  path: '/baca/$id',
  validateSearch: (search: Record<string, unknown>): ReaderSearch => ({
    halaman: Number(search['halaman']) || undefined,
    cari: text(search['cari']),
  }),
  component: lazyRouteComponent(() => import('./reader/reader.tsx'), 'Reader'),
});

// So is a desk PC's own screen.
const workstation = createRoute({
  getParentRoute: () => root,
  path: '/komputer',
  validateSearch: (search: Record<string, unknown>): { pc?: string | undefined } => ({
    pc: text(search['pc']),
  }),
  component: lazyRouteComponent(
    () => import('./workstation/workstation-screen.tsx'),
    'WorkstationScreen',
  ),
});

export const router = createRouter({
  routeTree: root.addChildren([framed.addChildren(screens), reader, workstation]),
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
