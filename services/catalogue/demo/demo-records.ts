/** One line of the sample list, as an office would hand it in. */
export interface DemoRecord {
  readonly id: string;
  readonly title: string;
  readonly series: string;
  readonly year: number;
  readonly subjects: string;
  readonly area: string;
  readonly areaName: string;
  readonly kind: 'serial' | 'book' | 'report' | 'leaflet';
  readonly language: 'id' | 'id-en';
  readonly releasedOn: string;
  readonly catalogueNumber: string;
  readonly publicationNumber: string;
  readonly issn: string;
  readonly abstract: string;
  readonly publisher: string;
}

/** The fifteen districts of Musi Banyuasin with their BPS codes. */
export const DISTRICTS: readonly (readonly [string, string])[] = [
  ['1606010', 'Sanga Desa'],
  ['1606020', 'Babat Toman'],
  ['1606021', 'Batanghari Leko'],
  ['1606022', 'Plakat Tinggi'],
  ['1606023', 'Lawang Wetan'],
  ['1606030', 'Sungai Keruh'],
  ['1606031', 'Jirak Jaya'],
  ['1606040', 'Sekayu'],
  ['1606041', 'Lais'],
  ['1606090', 'Sungai Lilin'],
  ['1606091', 'Keluang'],
  ['1606092', 'Babat Supat'],
  ['1606100', 'Bayung Lencir'],
  ['1606101', 'Lalan'],
  ['1606102', 'Tungkal Jaya'],
];

interface Series {
  /** `{y}` is the year of the edition, `{a}` to `{y}` a span of five years. */
  readonly title: string;
  readonly series: string;
  readonly years: readonly [number, number];
  readonly subjects: string;
  readonly number: string;
  readonly abstract: string;
  readonly kind?: DemoRecord['kind'];
  readonly every?: number;
  readonly area?: readonly [string, string];
  readonly publisher?: string;
}

const OFFICE = 'BPS Kabupaten Musi Banyuasin';
const SOUTH_SUMATRA = ['16', 'Sumatera Selatan'] as const;

const SERIES: readonly Series[] = [
  {
    title: 'Kabupaten Musi Banyuasin Dalam Angka {y}',
    series: 'Kabupaten Musi Banyuasin Dalam Angka',
    years: [2004, 2025],
    subjects: 'Dalam Angka|Statistik Umum',
    number: '1102001',
    abstract:
      'Keadaan geografi, pemerintahan, penduduk, tenaga kerja, sosial, pertanian, industri, energi, perdagangan, hotel, transportasi, keuangan dan pendapatan regional Kabupaten Musi Banyuasin dalam tabel dan grafik.',
  },
  {
    title: 'Statistik Daerah Kabupaten Musi Banyuasin {y}',
    series: 'Statistik Daerah Kabupaten Musi Banyuasin',
    years: [2010, 2025],
    subjects: 'Statistik Daerah',
    number: '1101002',
    abstract:
      'Ringkasan perkembangan sosial dan ekonomi Musi Banyuasin dengan ulasan yang mudah dipahami, dilengkapi grafik dan perbandingan antarkabupaten.',
  },
  {
    title: 'Produk Domestik Regional Bruto Kabupaten Musi Banyuasin Menurut Lapangan Usaha {a}-{y}',
    series: 'PDRB Kabupaten Musi Banyuasin Menurut Lapangan Usaha',
    years: [2013, 2024],
    subjects: 'Neraca Regional|PDRB',
    number: '9302003',
    abstract:
      'Nilai tambah bruto menurut tujuh belas lapangan usaha atas dasar harga berlaku dan konstan, struktur ekonomi, dan laju pertumbuhan.',
  },
  {
    title: 'Produk Domestik Regional Bruto Kabupaten Musi Banyuasin Menurut Pengeluaran {a}-{y}',
    series: 'PDRB Kabupaten Musi Banyuasin Menurut Pengeluaran',
    years: [2014, 2024],
    subjects: 'Neraca Regional|PDRB',
    number: '9302004',
    abstract:
      'Konsumsi rumah tangga, pemerintah, pembentukan modal tetap bruto, perubahan inventori, ekspor dan impor barang dan jasa.',
  },
  {
    title: 'Indikator Kesejahteraan Rakyat Kabupaten Musi Banyuasin {y}',
    series: 'Indikator Kesejahteraan Rakyat Kabupaten Musi Banyuasin',
    years: [2009, 2024],
    subjects: 'Kesejahteraan|Sosial',
    number: '4102004',
    abstract:
      'Kependudukan, kesehatan dan gizi, pendidikan, ketenagakerjaan, taraf dan pola konsumsi, perumahan, kemiskinan dan sosial lainnya dari hasil Susenas.',
  },
  {
    title: 'Statistik Kesejahteraan Rakyat Kabupaten Musi Banyuasin {y}',
    series: 'Statistik Kesejahteraan Rakyat Kabupaten Musi Banyuasin',
    years: [2015, 2024],
    subjects: 'Kesejahteraan|Konsumsi dan Pengeluaran',
    number: '4101002',
    abstract:
      'Tabel-tabel hasil Survei Sosial Ekonomi Nasional (Susenas) Maret: pendidikan, kesehatan, fertilitas, perumahan, teknologi informasi dan pengeluaran.',
  },
  {
    title: 'Keadaan Angkatan Kerja di Kabupaten Musi Banyuasin Agustus {y}',
    series: 'Keadaan Angkatan Kerja di Kabupaten Musi Banyuasin',
    years: [2012, 2024],
    subjects: 'Tenaga Kerja',
    number: '2303004',
    abstract:
      'Penduduk usia kerja, angkatan kerja, pengangguran terbuka dan setengah pengangguran menurut pendidikan, lapangan pekerjaan dan status pekerjaan, hasil Sakernas.',
  },
  {
    title: 'Indeks Pembangunan Manusia Kabupaten Musi Banyuasin {y}',
    series: 'Indeks Pembangunan Manusia Kabupaten Musi Banyuasin',
    years: [2012, 2024],
    subjects: 'Pembangunan Manusia',
    number: '4102002',
    abstract:
      'Umur harapan hidup, harapan lama sekolah, rata-rata lama sekolah dan pengeluaran per kapita yang disesuaikan, dibandingkan antarkabupaten di Sumatera Selatan.',
  },
  {
    title: 'Profil Kemiskinan Kabupaten Musi Banyuasin {y}',
    series: 'Profil Kemiskinan Kabupaten Musi Banyuasin',
    years: [2014, 2024],
    subjects: 'Kemiskinan',
    number: '3205014',
    abstract:
      'Garis kemiskinan, jumlah dan persentase penduduk miskin, indeks kedalaman dan keparahan kemiskinan.',
  },
  {
    title: 'Luas Panen dan Produksi Padi Kabupaten Musi Banyuasin {y}',
    series: 'Luas Panen dan Produksi Padi Kabupaten Musi Banyuasin',
    years: [2018, 2024],
    subjects: 'Pertanian|Tanaman Pangan',
    number: '5203028',
    abstract: 'Luas panen dan produksi padi hasil survei Kerangka Sampel Area (KSA) menurut bulan.',
  },
  {
    title: 'Statistik Tanaman Hortikultura Kabupaten Musi Banyuasin {y}',
    series: 'Statistik Tanaman Hortikultura Kabupaten Musi Banyuasin',
    years: [2016, 2024],
    subjects: 'Pertanian|Hortikultura',
    number: '5204003',
    abstract:
      'Luas panen dan produksi sayuran, buah-buahan, biofarmaka dan tanaman hias menurut kecamatan.',
  },
  {
    title: 'Statistik Perkebunan Karet dan Kelapa Sawit Kabupaten Musi Banyuasin {y}',
    series: 'Statistik Perkebunan Kabupaten Musi Banyuasin',
    years: [2019, 2024],
    subjects: 'Pertanian|Perkebunan',
    number: '5205010',
    abstract:
      'Luas areal, produksi dan produktivitas perkebunan rakyat dan perusahaan menurut kecamatan.',
  },
  {
    title: 'Direktori Perusahaan Industri Besar dan Sedang Kabupaten Musi Banyuasin {y}',
    series: 'Direktori Perusahaan Industri Besar dan Sedang Kabupaten Musi Banyuasin',
    years: [2015, 2023],
    every: 2,
    subjects: 'Industri',
    number: '6103002',
    abstract: 'Nama, alamat dan komoditas perusahaan industri pengolahan besar dan sedang.',
  },
  {
    title: 'Statistik Potensi Desa Kabupaten Musi Banyuasin {y}',
    series: 'Statistik Potensi Desa Kabupaten Musi Banyuasin',
    years: [2011, 2024],
    every: 3,
    subjects: 'Potensi Desa|Geografi',
    number: '1305019',
    abstract:
      'Keberadaan fasilitas pendidikan, kesehatan, ekonomi dan komunikasi di setiap desa dan kelurahan.',
  },
  {
    title: 'Profil Gender Kabupaten Musi Banyuasin {y}',
    series: 'Profil Gender Kabupaten Musi Banyuasin',
    years: [2017, 2023],
    every: 2,
    subjects: 'Gender|Sosial',
    number: '2104012',
    abstract:
      'Perempuan dan laki-laki dalam pendidikan, kesehatan, ekonomi dan pengambilan keputusan.',
  },
  {
    title: 'Indeks Harga Konsumen dan Inflasi Sumatera Selatan {y}',
    series: 'Indeks Harga Konsumen dan Inflasi Sumatera Selatan',
    years: [2017, 2024],
    subjects: 'Harga|Inflasi',
    number: '7102004',
    abstract: 'Perkembangan harga eceran dan inflasi menurut kelompok pengeluaran di kota IHK.',
    area: SOUTH_SUMATRA,
    publisher: 'BPS Provinsi Sumatera Selatan',
  },
  {
    title: 'Provinsi Sumatera Selatan Dalam Angka {y}',
    series: 'Provinsi Sumatera Selatan Dalam Angka',
    years: [2014, 2025],
    subjects: 'Dalam Angka|Statistik Umum',
    number: '1102001',
    abstract:
      'Data dasar geografi, kependudukan, sosial dan ekonomi tujuh belas kabupaten dan kota di Sumatera Selatan.',
    area: SOUTH_SUMATRA,
    publisher: 'BPS Provinsi Sumatera Selatan',
  },
  {
    title: 'Laporan Kinerja BPS Kabupaten Musi Banyuasin {y}',
    series: 'Laporan Kinerja BPS Kabupaten Musi Banyuasin',
    years: [2016, 2024],
    subjects: 'Kinerja',
    number: '1202012',
    abstract: 'Capaian kinerja dan anggaran kantor dalam setahun.',
    kind: 'report',
  },
];

/** Books that appeared once. */
const ONCE: readonly (readonly [string, number, string])[] = [
  ['Hasil Sensus Penduduk 2020 Kabupaten Musi Banyuasin', 2021, 'Kependudukan|Sensus'],
  ['Hasil Long Form Sensus Penduduk 2020 Kabupaten Musi Banyuasin', 2023, 'Kependudukan|Sensus'],
  ['Penduduk Kabupaten Musi Banyuasin Hasil Sensus Penduduk 2010', 2011, 'Kependudukan|Sensus'],
  [
    'Hasil Pencacahan Lengkap Sensus Pertanian 2023 Tahap I Kabupaten Musi Banyuasin',
    2023,
    'Pertanian|Sensus',
  ],
  [
    'Potensi Pertanian Kabupaten Musi Banyuasin Hasil Sensus Pertanian 2013',
    2015,
    'Pertanian|Sensus',
  ],
  ['Profil Usaha Hasil Sensus Ekonomi 2016 Kabupaten Musi Banyuasin', 2018, 'Ekonomi|Sensus'],
  ['Proyeksi Penduduk Kabupaten Musi Banyuasin 2020-2035', 2024, 'Kependudukan'],
  [
    'Analisis Ketenagakerjaan dan Bonus Demografi Musi Banyuasin',
    2022,
    'Tenaga Kerja|Kependudukan',
  ],
  ['Pedoman Membaca Tabel Statistik untuk Siswa', 2019, 'Literasi Statistik'],
  ['Sekayu dalam Infografis 2024', 2024, 'Statistik Daerah'],
];

const DISTRICT_YEARS: readonly [number, number] = [2017, 2025];

/** The whole sample list: the same every time. */
export function demoRecords(): DemoRecord[] {
  const records: DemoRecord[] = [];
  const add = (record: Omit<DemoRecord, 'id' | 'publicationNumber' | 'issn'>) => {
    const n = records.length + 1;
    records.push({
      ...record,
      id: `contoh-${String(n).padStart(4, '0')}`,
      publicationNumber: `16060.${String(record.year).slice(2)}${String(n % 100).padStart(2, '0')}`,
      issn:
        record.kind === 'serial'
          ? `2477-${1000 + (Number(record.catalogueNumber.slice(0, 6)) % 9000)}`
          : '',
    });
  };
  for (const series of SERIES) {
    const [area, areaName] = series.area ?? ['1606', 'Musi Banyuasin'];
    for (let year = series.years[0]; year <= series.years[1]; year += series.every ?? 1) {
      add({
        title: series.title.replace('{a}', String(year - 4)).replace('{y}', String(year)),
        series: series.series,
        year,
        subjects: series.subjects,
        area,
        areaName,
        kind: series.kind ?? 'serial',
        language: series.subjects.startsWith('Dalam Angka') ? 'id-en' : 'id',
        releasedOn: releaseOf(year, records.length),
        catalogueNumber: `${series.number}.${area}`,
        abstract: series.abstract,
        publisher: series.publisher ?? OFFICE,
      });
    }
  }
  for (const [area, name] of DISTRICTS) {
    for (let year = DISTRICT_YEARS[0]; year <= DISTRICT_YEARS[1]; year += 1) {
      add({
        title: `Kecamatan ${name} Dalam Angka ${year}`,
        series: `Kecamatan ${name} Dalam Angka`,
        year,
        subjects: 'Dalam Angka|Kecamatan',
        area,
        areaName: name,
        kind: 'serial',
        language: 'id-en',
        releasedOn: releaseOf(year, records.length),
        catalogueNumber: `1102001.${area}`,
        abstract: `Geografi, pemerintahan, penduduk, pendidikan, kesehatan, pertanian dan perdagangan di Kecamatan ${name} menurut desa dan kelurahan.`,
        publisher: OFFICE,
      });
    }
  }
  for (const [title, year, subjects] of ONCE) {
    add({
      title,
      series: '',
      year,
      subjects,
      area: '1606',
      areaName: 'Musi Banyuasin',
      kind: 'book',
      language: 'id',
      releasedOn: releaseOf(year, records.length),
      catalogueNumber: '1100000.1606',
      abstract: '',
      publisher: OFFICE,
    });
  }
  return records;
}

function releaseOf(year: number, n: number): string {
  return `${year}-${String(2 + (n % 9)).padStart(2, '0')}-${String(1 + ((n * 7) % 27)).padStart(2, '0')}`;
}
