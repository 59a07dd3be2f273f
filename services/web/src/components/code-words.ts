import { codeLists } from '@pst/contracts/browser';
import { useLanguage } from '../language/language.ts';

/** Words of codes: Indonesian, then English. Those of the guestbook stand beside its codes. */
const WORDS = {
  service: codeLists.visitService,
  purpose: codeLists.purpose,
  use: codeLists.useOfData,
  sex: codeLists.sex,
  ageBand: codeLists.ageBand,
  education: codeLists.education,
  occupation: codeLists.occupation,
  institution: codeLists.institutionCategory,
  identity: codeLists.identityKind,
  disability: codeLists.disability,
  visit: {
    waiting: ['Menunggu', 'Waiting'],
    called: ['Dipanggil', 'Called'],
    serving: ['Sedang dilayani', 'Being served'],
    'on-hold': ['Ditunda', 'On hold'],
    'waiting-for-workstation': ['Menunggu komputer', 'Waiting for a computer'],
    'workstation-offered': ['Komputer disediakan', 'A computer is held'],
    'at-workstation': ['Memakai komputer', 'At a computer'],
    completed: ['Selesai', 'Completed'],
    'no-show': ['Tidak datang saat dipanggil', 'Did not come when called'],
    left: ['Meninggalkan antrean', 'Left the queue'],
    cancelled: ['Dibatalkan', 'Cancelled'],
    'closed-end-of-day': ['Ditutup akhir hari', 'Closed at end of day'],
  },
  priority: {
    elderly: ['Lansia', 'Elderly'],
    disabled: ['Penyandang disabilitas', 'Person with a disability'],
    pregnant: ['Ibu hamil', 'Pregnant'],
  },
  counter: {
    open: ['buka', 'open'],
    paused: ['jeda', 'paused'],
    closed: ['tutup', 'closed'],
  },
  clock: {
    'served-after-guestbook': ['Dilayani setelah buku tamu', 'Served after the guestbook'],
    'served-after-workstation': ['Komputer diserahkan', 'Computer handed over'],
    total: ['Seluruh layanan', 'Whole service'],
  },
  clockShort: {
    'served-after-guestbook': ['tunggu', 'wait'],
    'served-after-workstation': ['komputer', 'computer'],
    total: ['total', 'total'],
  },
  clockState: {
    'not-started': ['belum mulai', 'not started'],
    running: ['berjalan', 'running'],
    paused: ['berhenti', 'paused'],
    met: ['ditepati', 'kept'],
    breached: ['terlewat', 'broken'],
    void: ['tidak dihitung', 'not counted'],
  },
  timeQuality: {
    measured: ['waktu terukur', 'times measured'],
    corrected: ['waktu dibetulkan', 'times corrected'],
    backfilled: ['disalin dari buku kertas', 'entered from paper'],
    'offline-synced': ['dicatat saat luring', 'recorded offline'],
    unknown: ['waktu tidak diketahui', 'times unknown'],
  },
  visitEntry: {
    'checked-in': ['Mengisi buku tamu', 'Signed the guestbook'],
    prioritised: ['Urutan didahulukan diubah', 'Priority changed'],
    'identity-checked': ['Kartu dilihat', 'ID seen'],
    called: ['Dipanggil', 'Called'],
    recalled: ['Dipanggil lagi', 'Called again'],
    started: ['Mulai dilayani', 'Service began'],
    held: ['Ditunda', 'Put on hold'],
    resumed: ['Dilanjutkan', 'Resumed'],
    transferred: ['Dialihkan', 'Transferred'],
    'queued-for-workstation': ['Antre komputer', 'Queued for a computer'],
    'workstation-offered': ['Komputer disediakan', 'Computer held'],
    'workstation-offer-expired': ['Penyediaan komputer berakhir', 'Computer no longer held'],
    'handed-over': ['Komputer diserahkan', 'Computer handed over'],
    completed: ['Selesai', 'Completed'],
    'no-show': ['Tidak datang', 'Did not come'],
    returned: ['Datang setelah terlewat', 'Came after all'],
    left: ['Pulang', 'Left'],
    cancelled: ['Dibatalkan', 'Cancelled'],
    'closed-end-of-day': ['Ditutup akhir hari', 'Closed at end of day'],
    corrected: ['Waktu dibetulkan', 'A time was corrected'],
  },
  reason: {
    'pressed-late': ['Tombol ditekan terlambat', 'Pressed late'],
    'pressed-early': ['Tombol ditekan terlalu awal', 'Pressed early'],
    'wrong-key': ['Salah tombol', 'Wrong key'],
    'system-down': ['Sistem atau listrik mati', 'System or power down'],
    duplicate: ['entri ganda', 'entered twice'],
    'own-wish': ['atas kemauan tamu', 'the visitor’s wish'],
    paper: ['dari buku kertas', 'from paper'],
    'ran-out': ['waktu habis', 'ran out'],
    withdrawn: ['ditarik petugas', 'withdrawn'],
    'out-of-order': ['komputer rusak', 'out of order'],
    'wrong-line': ['salah antrean', 'wrong line'],
    elderly: ['lansia', 'elderly'],
    disabled: ['penyandang disabilitas', 'disability'],
    pregnant: ['ibu hamil', 'pregnant'],
  },
  kind: {
    serial: ['Terbitan berkala', 'Serial'],
    book: ['Buku', 'Book'],
    report: ['Laporan', 'Report'],
    'press-release': ['Berita resmi statistik', 'Press release'],
    leaflet: ['Leaflet', 'Leaflet'],
    other: ['Lainnya', 'Other'],
  },
  language: {
    id: ['Bahasa Indonesia', 'Indonesian'],
    en: ['Bahasa Inggris', 'English'],
    'id-en': ['Indonesia dan Inggris', 'Indonesian and English'],
  },
  availability: {
    softcopy: ['Softcopy (PDF)', 'Softcopy (PDF)'],
    hardcopy: ['Hardcopy di rak', 'Hardcopy on the shelf'],
  },
  condition: {
    good: ['baik', 'good'],
    worn: ['usang', 'worn'],
    damaged: ['rusak', 'damaged'],
    lost: ['hilang', 'lost'],
  },
  request: {
    submitted: ['Diajukan', 'Submitted'],
    'revision-asked': ['Perlu dilengkapi', 'Needs completing'],
    sending: ['Sedang dikirim', 'Being sent'],
    delivered: ['Terkirim', 'Delivered'],
    declined: ['Tidak dipenuhi', 'Declined'],
    cancelled: ['Dibatalkan', 'Cancelled'],
    failed: ['Gagal terkirim', 'Delivery failed'],
    revoked: ['Tautan ditarik', 'Link revoked'],
  },
  decline: {
    'not-in-collection': ['Tidak ada dalam koleksi', 'Not in the collection'],
    restricted: ['Data terbatas', 'Restricted data'],
    copyright: ['Hak cipta', 'Copyright'],
    unclear: ['Permintaan tidak jelas', 'Request unclear'],
    other: ['Lainnya', 'Other'],
  },
  complaintKind: {
    complaint: ['Pengaduan', 'Complaint'],
    information: ['Permintaan informasi', 'Request for information'],
    aspiration: ['Aspirasi atau saran', 'Aspiration or suggestion'],
  },
  complaintClass: {
    supervisory: ['Pengaduan berkadar pengawasan', 'Supervisory complaint'],
    'non-supervisory': ['Pengaduan tidak berkadar pengawasan', 'Non-supervisory complaint'],
    information: ['Permintaan informasi', 'Request for information'],
    aspiration: ['Aspirasi', 'Aspiration'],
  },
  complaintState: {
    received: ['Diterima', 'Received'],
    classified: ['Ditelaah', 'Classified'],
    'initial-response': ['Tanggapan awal diberikan', 'Initial response given'],
    'waiting-reporter': ['Menunggu jawaban pelapor', 'Waiting for the reporter'],
    'substantive-response': ['Tanggapan diberikan', 'Answered'],
    closed: ['Ditutup', 'Closed'],
    merged: ['Digabung', 'Merged'],
  },
  complaintDeadline: {
    classify: ['Telaah', 'Classification'],
    'initial-response': ['Tanggapan awal', 'Initial response'],
    'substantive-response': ['Penyelesaian', 'Resolution'],
  },
  complaintMessage: {
    report: ['Laporan', 'Report'],
    message: ['Pesan', 'Message'],
    'initial-response': ['Tanggapan awal', 'Initial response'],
    'substantive-response': ['Tanggapan penyelesaian', 'Resolution'],
    notice: ['Pemberitahuan', 'Notice'],
  },
  role: {
    patron: ['Pengguna', 'Patron'],
    officer: ['Petugas', 'Officer'],
    librarian: ['Pustakawan', 'Librarian'],
    'complaint-handler': ['Pengelola pengaduan', 'Complaint handler'],
    head: ['Kepala', 'Head'],
    analyst: ['Analis', 'Analyst'],
    admin: ['Admin', 'Administrator'],
  },
  dayOff: {
    'national-holiday': ['Libur nasional', 'National holiday'],
    'collective-leave': ['Cuti bersama', 'Collective leave'],
    'office-closure': ['Kantor tutup', 'Office closed'],
  },
  calendarChange: {
    add: ['Tambah', 'Add'],
    change: ['Ubah', 'Change'],
    remove: ['Hapus', 'Remove'],
  },
  device: {
    kiosk: ['Kios buku tamu', 'Guestbook kiosk'],
    board: ['Papan antrean', 'Waiting board'],
    workstation: ['Komputer baca', 'Workstation'],
  },
  refusal: {
    unreadable: ['isian rusak atau diubah', 'entry damaged or altered'],
    'other-device': ['dari kios lain', 'of another kiosk'],
    incomplete: ['isian tidak lengkap', 'entry incomplete'],
    'foreign-number': ['nomor bukan milik kios ini', 'number of another kiosk'],
    'number-taken': ['nomor sudah dipakai', 'number used already'],
    'outside-service-hours': ['di luar jam layanan', 'outside service hours'],
    'too-old': ['terlalu lama tersimpan', 'kept for too long'],
    'clock-wrong': ['jam kios salah', 'clock of the kiosk wrong'],
  },
  importState: {
    queued: ['Menunggu', 'Queued'],
    running: ['Berjalan', 'Running'],
    done: ['Selesai', 'Done'],
    failed: ['Gagal', 'Failed'],
  },
} as const satisfies Record<string, Record<string, readonly [string, string, ...unknown[]]>>;

type Lists = typeof WORDS;

export function useCodeWords() {
  const { language } = useLanguage();
  const side = language === 'id' ? 0 : 1;
  const word = <List extends keyof Lists>(list: List, code: string): string => {
    const words: Record<string, readonly [string, string, ...unknown[]]> = WORDS[list];
    return words[code]?.[side] ?? code;
  };
  const options = <List extends keyof Lists>(list: List) =>
    Object.keys(WORDS[list]).map((value) => ({ value, label: word(list, value) }));
  return { word, options };
}
