/**
 * The code lists of the guestbook: each code once, with its Indonesian words, its English words and the
 * code of the national user survey (SKD), or null where that survey has none.
 *
 * Plain data without a schema library, so that the browser client can carry it. Codes are stable and
 * only added; the survey's codes are a table and never computed. Source: service-domain 1.7.
 */
export const codeLists = {
  identityKind: {
    ktp: ['KTP', 'Identity card (KTP)', null],
    sim: ['SIM', 'Driving licence (SIM)', null],
    passport: ['Paspor', 'Passport', null],
    other: ['Lainnya', 'Other', null],
  },
  institutionCategory: {
    'state-institution': ['Lembaga negara', 'State institution', '1'],
    ministry: ['Kementerian/lembaga pemerintah', 'Ministry or agency', '2'],
    'military-police': [
      'TNI/Polri/BIN/Kejaksaan',
      'Military, police, intelligence, prosecution',
      '3',
    ],
    'local-government': ['Pemerintah daerah', 'Local government', '4'],
    international: ['Lembaga internasional', 'International body', '5'],
    'education-research': ['Pendidikan dan penelitian', 'Education and research', '6'],
    'state-enterprise': ['BUMN/BUMD', 'State enterprise', '7'],
    private: ['Swasta', 'Private', '8'],
    other: ['Lainnya', 'Other', '9'],
  },
  occupation: {
    student: ['Pelajar/mahasiswa', 'Student', '1'],
    'researcher-lecturer': ['Peneliti/dosen', 'Researcher or lecturer', '2'],
    'civil-servant-military-police': ['ASN/TNI/Polri', 'Civil servant, military, police', '3'],
    'state-enterprise-employee': ['Pegawai BUMN/BUMD', 'State enterprise employee', '4'],
    'private-employee': ['Pegawai swasta', 'Private employee', '5'],
    'self-employed': ['Wiraswasta', 'Self-employed', '6'],
    other: ['Lainnya', 'Other', '7'],
  },
  education: {
    none: ['Tidak/belum tamat SD', 'No schooling completed', '1'],
    primary: ['SD/sederajat', 'Primary', '1'],
    'lower-secondary': ['SMP/sederajat', 'Lower secondary', '1'],
    'upper-secondary': ['SMA/sederajat', 'Upper secondary', '1'],
    diploma: ['Diploma (D1–D3)', 'Diploma', '2'],
    bachelor: ['Sarjana (D4/S1)', 'Bachelor', '3'],
    master: ['Magister (S2)', 'Master', '4'],
    doctorate: ['Doktor (S3)', 'Doctorate', '5'],
  },
  sex: { female: ['Perempuan', 'Female', '2'], male: ['Laki-laki', 'Male', '1'] },
  disability: {
    none: ['Tidak ada', 'None', null],
    physical: ['Fisik', 'Physical', null],
    intellectual: ['Intelektual', 'Intellectual', null],
    mental: ['Mental', 'Mental', null],
    sensory: ['Sensorik', 'Sensory', null],
  },
  purpose: {
    'library-visit': ['Membaca di perpustakaan', 'Reading in the library', null],
    'statistical-consultation': ['Konsultasi statistik', 'Statistical consultation', null],
    'data-request': ['Permintaan data', 'Data request', null],
    recommendation: [
      'Rekomendasi kegiatan statistik',
      'Recommendation of statistical activity',
      null,
    ],
    'product-purchase': ['Pembelian produk statistik', 'Purchase of statistical products', null],
    'welfare-data-check': ['Cek desil DTSEN', 'Look-up in the welfare data (DTSEN)', null],
    'welfare-data-update': ['Pembaruan DTSEN', 'Update of the welfare data (DTSEN)', null],
    other: ['Lainnya', 'Other', null],
  },
  useOfData: {
    'school-assignment': ['Tugas sekolah atau kuliah', 'School or university work', '1'],
    government: ['Pemerintahan', 'Government', '2'],
    commercial: ['Komersial', 'Commercial', '3'],
    research: ['Penelitian', 'Research', '4'],
    other: ['Lainnya', 'Other', '5'],
  },
  visitService: {
    'physical-library': ['Perpustakaan fisik', 'Physical library', null],
    'digital-library': ['Perpustakaan digital (komputer)', 'Digital library (computer)', null],
  },
  ageBand: {
    'under-17': ['Di bawah 17', 'Under 17', '1'],
    '17-25': ['17–25', '17–25', '2'],
    '26-34': ['26–34', '26–34', '3'],
    '35-44': ['35–44', '35–44', '4'],
    '45-54': ['45–54', '45–54', '5'],
    '55-65': ['55–65', '55–65', '6'],
    'over-65': ['Di atas 65', 'Over 65', '7'],
  },
  /** How data were obtained. The survey's numbers look like bit flags and are none; 33 to 36 are rooms of one office. */
  facility: {
    'service-desk': ['Datang langsung ke PST', 'In person at the service desk', '1'],
    'pst-website': ['pst.bps.go.id', 'pst.bps.go.id', '2'],
    'website-or-app': ['Situs BPS atau AllStats', 'BPS website or AllStats', '4'],
    'letter-or-email': ['Surat atau e-mail', 'Letter or e-mail', '9'],
    chat: ['Aplikasi percakapan', 'Chat application', '16'],
    other: ['Lainnya', 'Other', '32'],
  },
} as const satisfies Record<string, Record<string, readonly [string, string, string | null]>>;

/** Changes whenever a code, its words or its mapping does. */
export const referenceVersion = '2026-11-24';

/** Where the survey's codes come from, and how sure they are. */
export const surveyCodesSource =
  'SKD/VKD: kode fasilitas menurut formulir BPS Provinsi Maluku Utara; kode lain menurut urutan pilihan pada formulir itu, belum dicocokkan dengan salinan resmi';

/** The provinces by BPS code, 38 since 2022. */
export const provinces: Readonly<Record<string, string>> = {
  '11': 'Aceh',
  '12': 'Sumatera Utara',
  '13': 'Sumatera Barat',
  '14': 'Riau',
  '15': 'Jambi',
  '16': 'Sumatera Selatan',
  '17': 'Bengkulu',
  '18': 'Lampung',
  '19': 'Kepulauan Bangka Belitung',
  '21': 'Kepulauan Riau',
  '31': 'DKI Jakarta',
  '32': 'Jawa Barat',
  '33': 'Jawa Tengah',
  '34': 'DI Yogyakarta',
  '35': 'Jawa Timur',
  '36': 'Banten',
  '51': 'Bali',
  '52': 'Nusa Tenggara Barat',
  '53': 'Nusa Tenggara Timur',
  '61': 'Kalimantan Barat',
  '62': 'Kalimantan Tengah',
  '63': 'Kalimantan Selatan',
  '64': 'Kalimantan Timur',
  '65': 'Kalimantan Utara',
  '71': 'Sulawesi Utara',
  '72': 'Sulawesi Tengah',
  '73': 'Sulawesi Selatan',
  '74': 'Sulawesi Tenggara',
  '75': 'Gorontalo',
  '76': 'Sulawesi Barat',
  '81': 'Maluku',
  '82': 'Maluku Utara',
  '91': 'Papua Barat',
  '92': 'Papua Barat Daya',
  '94': 'Papua',
  '95': 'Papua Selatan',
  '96': 'Papua Tengah',
  '97': 'Papua Pegunungan',
};

/**
 * Regencies and cities by BPS code. Those of South Sumatra: no list of all 514 by BPS code has a licence
 * this project could ship (the Ministry's codes differ from them), so elsewhere the province is asked.
 */
export const regencies: Readonly<Record<string, string>> = {
  '1601': 'Kabupaten Ogan Komering Ulu',
  '1602': 'Kabupaten Ogan Komering Ilir',
  '1603': 'Kabupaten Muara Enim',
  '1604': 'Kabupaten Lahat',
  '1605': 'Kabupaten Musi Rawas',
  '1606': 'Kabupaten Musi Banyuasin',
  '1607': 'Kabupaten Banyuasin',
  '1608': 'Kabupaten Ogan Komering Ulu Selatan',
  '1609': 'Kabupaten Ogan Komering Ulu Timur',
  '1610': 'Kabupaten Ogan Ilir',
  '1611': 'Kabupaten Empat Lawang',
  '1612': 'Kabupaten Penukal Abab Lematang Ilir',
  '1613': 'Kabupaten Musi Rawas Utara',
  '1671': 'Kota Palembang',
  '1672': 'Kota Prabumulih',
  '1673': 'Kota Pagar Alam',
  '1674': 'Kota Lubuklinggau',
};

/** ISO 3166-1 alpha-2; the reader's own system names them in the reader's language. */
export const countryCodes: readonly string[] =
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV
BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES
ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE
IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY
MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU
NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM
SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE
VG VI VN VU WF WS YE YT ZA ZM ZW`.split(/\s/);
