import { useLanguage } from '../language/language.ts';

/** The words for the code lists of the contracts: Indonesian, then English. */
const WORDS = {
  service: {
    'physical-library': ['Perpustakaan fisik', 'Physical library'],
    'digital-library': ['Perpustakaan digital (komputer)', 'Digital library (computer)'],
  },
  purpose: {
    'library-visit': ['Membaca di perpustakaan', 'Reading in the library'],
    'statistical-consultation': ['Konsultasi statistik', 'Statistical consultation'],
    'data-request': ['Permintaan data', 'Data request'],
    recommendation: ['Rekomendasi kegiatan statistik', 'Recommendation of statistical activity'],
    other: ['Lainnya', 'Other'],
  },
  use: {
    'school-assignment': ['Tugas sekolah atau kuliah', 'School or university work'],
    government: ['Pemerintahan', 'Government'],
    commercial: ['Komersial', 'Commercial'],
    research: ['Penelitian', 'Research'],
    other: ['Lainnya', 'Other'],
  },
  sex: { female: ['Perempuan', 'Female'], male: ['Laki-laki', 'Male'] },
  education: {
    none: ['Tidak/belum tamat SD', 'No schooling completed'],
    primary: ['SD/sederajat', 'Primary'],
    'lower-secondary': ['SMP/sederajat', 'Lower secondary'],
    'upper-secondary': ['SMA/sederajat', 'Upper secondary'],
    diploma: ['Diploma (D1–D3)', 'Diploma'],
    bachelor: ['Sarjana (D4/S1)', 'Bachelor'],
    master: ['Magister (S2)', 'Master'],
    doctorate: ['Doktor (S3)', 'Doctorate'],
  },
  occupation: {
    student: ['Pelajar/mahasiswa', 'Student'],
    'researcher-lecturer': ['Peneliti/dosen', 'Researcher or lecturer'],
    'civil-servant-military-police': ['ASN/TNI/Polri', 'Civil servant, military, police'],
    'state-enterprise-employee': ['Pegawai BUMN/BUMD', 'State enterprise employee'],
    'private-employee': ['Pegawai swasta', 'Private employee'],
    'self-employed': ['Wiraswasta', 'Self-employed'],
    other: ['Lainnya', 'Other'],
  },
  institution: {
    'state-institution': ['Lembaga negara', 'State institution'],
    ministry: ['Kementerian/lembaga pemerintah', 'Ministry or agency'],
    'military-police': ['TNI/Polri', 'Military or police'],
    'local-government': ['Pemerintah daerah', 'Local government'],
    international: ['Lembaga internasional', 'International body'],
    'education-research': ['Pendidikan dan penelitian', 'Education and research'],
    'state-enterprise': ['BUMN/BUMD', 'State enterprise'],
    private: ['Swasta', 'Private'],
    other: ['Lainnya', 'Other'],
  },
  identity: {
    ktp: ['KTP', 'Identity card (KTP)'],
    sim: ['SIM', 'Driving licence (SIM)'],
    passport: ['Paspor', 'Passport'],
    other: ['Lainnya', 'Other'],
  },
  disability: {
    none: ['Tidak ada', 'None'],
    physical: ['Fisik', 'Physical'],
    intellectual: ['Intelektual', 'Intellectual'],
    mental: ['Mental', 'Mental'],
    sensory: ['Sensorik', 'Sensory'],
  },
  visit: {
    waiting: ['Menunggu', 'Waiting'],
    called: ['Dipanggil', 'Called'],
    serving: ['Sedang dilayani', 'Being served'],
    'on-hold': ['Ditunda', 'On hold'],
    completed: ['Selesai', 'Completed'],
    'no-show': ['Tidak datang saat dipanggil', 'Did not come when called'],
    left: ['Meninggalkan antrean', 'Left the queue'],
    'closed-end-of-day': ['Ditutup akhir hari', 'Closed at end of day'],
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
  importState: {
    queued: ['Menunggu', 'Queued'],
    running: ['Berjalan', 'Running'],
    done: ['Selesai', 'Done'],
    failed: ['Gagal', 'Failed'],
  },
} as const satisfies Record<string, Record<string, readonly [string, string]>>;

type Lists = typeof WORDS;

export function useCodeWords() {
  const { language } = useLanguage();
  const side = language === 'id' ? 0 : 1;
  const word = <List extends keyof Lists>(list: List, code: string): string => {
    const words: Record<string, readonly [string, string]> = WORDS[list];
    return words[code]?.[side] ?? code;
  };
  const options = <List extends keyof Lists>(list: List) =>
    Object.keys(WORDS[list]).map((value) => ({ value, label: word(list, value) }));
  return { word, options };
}
