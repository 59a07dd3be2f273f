// What people type at the desk, and what they hope for. A title gets the grade of the first pattern that fits
// it: 3 is what was meant, 2 a good answer, 1 better than nothing. Written by reading the records' titles,
// before looking at what any search makes of them.

export interface GradedQuery {
  readonly q: string;
  readonly wanted: readonly (readonly [pattern: RegExp, grade: 1 | 2 | 3])[];
}

const query = (q: string, ...wanted: GradedQuery['wanted']): GradedQuery => ({ q, wanted });

export const GRADED_QUERIES: readonly GradedQuery[] = [
  // A title as it stands on the cover, in whatever case.
  query('Kabupaten Musi Banyuasin Dalam Angka 2024', [
    /^Kabupaten Musi Banyuasin Dalam Angka 2024$/,
    3,
  ]),
  query('kecamatan sekayu dalam angka 2023', [/^Kecamatan Sekayu Dalam Angka 2023$/, 3]),
  query('metode statistika', [/^Metode Statistika$/, 3]),
  query(
    'statistik pemotongan ternak kab lahat tahun 2013',
    [/^STATISTIK PEMOTONGAN.*2013$/, 3],
    [/^STATISTIK PEMOTONGAN/, 1],
  ),
  query('indeks pembangunan manusia kabupaten musi banyuasin 2022', [
    /^Indeks Pembangunan Manusia Kabupaten Musi Banyuasin 2022$/,
    3,
  ]),
  query('Sekayu dalam Infografis 2024', [/^Sekayu dalam Infografis 2024$/, 3]),
  // An edition, and the newest one when none is named.
  query(
    'dalam angka 2024',
    [/^Kabupaten Musi Banyuasin Dalam Angka 2024$/, 3],
    [/Dalam Angka 2024$/, 1],
  ),
  query(
    'dalam angka',
    [/^Kabupaten Musi Banyuasin Dalam Angka 2025$/, 3],
    [/^Kabupaten Musi Banyuasin Dalam Angka 202[34]$/, 2],
    [/Dalam Angka 202[45]$/, 1],
  ),
  query(
    'muba dalam angka',
    [/^Kabupaten Musi Banyuasin Dalam Angka 2025$/, 3],
    [/^Kabupaten Musi Banyuasin Dalam Angka 202/, 2],
    [/^Kabupaten Musi Banyuasin Dalam Angka/, 1],
  ),
  query(
    'kabupaten musi banyuasin dalam angka',
    [/^Kabupaten Musi Banyuasin Dalam Angka 2025$/, 3],
    [/^Kabupaten Musi Banyuasin Dalam Angka 202/, 2],
    [/^Kabupaten Musi Banyuasin Dalam Angka/, 1],
  ),
  query('muba dalam angka tahun 2020', [/^Kabupaten Musi Banyuasin Dalam Angka 2020$/, 3]),
  query(
    'statistik daerah',
    [/^Statistik Daerah Kabupaten Musi Banyuasin 2025$/, 3],
    [/^Statistik Daerah Kabupaten Musi Banyuasin 202/, 2],
    [/^Statistik Daerah/, 1],
  ),
  query(
    'banyuasin dalam angka 2022',
    [/^Kabupaten Banyuasin Dalam Angka 2022$/, 3],
    [/^Kabupaten Musi Banyuasin Dalam Angka 2022$/, 2],
  ),
  query(
    'kec bayung lencir dalam angka',
    [/^Kecamatan Bayung Lencir Dalam Angka 2025$/, 3],
    [/^Kecamatan Bayung Lencir/, 2],
  ),
  query('kca lais 2024', [/^Kecamatan Lais Dalam Angka 2024$/, 3], [/^Kecamatan Lais/, 1]),
  query('sumsel dalam angka 2023', [/^Provinsi Sumatera Selatan Dalam Angka 2023$/, 3]),
  // Short names and long ones.
  query(
    'pdrb',
    [/^Produk Domestik Regional Bruto Kabupaten Musi Banyuasin.*-2024$/, 3],
    [/^Produk Domestik Regional Bruto Kabupaten Musi Banyuasin/, 2],
    [/^PDRB/i, 1],
  ),
  query('produk domestik regional bruto lahat', [/^PDRB KABUPATEN LAHAT/, 3]),
  query(
    'pdrb muba pengeluaran 2020-2024',
    [/Regional Bruto Kabupaten Musi Banyuasin Menurut Pengeluaran 2020-2024$/, 3],
    [/Regional Bruto.*Pengeluaran/, 1],
  ),
  query(
    'pdrb lapangan usaha 2023',
    [/Regional Bruto Kabupaten Musi Banyuasin Menurut Lapangan Usaha 2019-2023$/, 3],
    [/Menurut Lapangan Usaha (?:2023|2020-2024)$/, 2],
    [/Menurut Lapangan Usaha/, 1],
  ),
  query(
    'ipm',
    [/^Indeks Pembangunan Manusia.*2024$/, 3],
    [/^Indeks Pembangunan Manusia/, 2],
    [/^IPM/, 2],
  ),
  query(
    'indeks pembangunan manusia palembang',
    [/^IPM Kota Palembang 2022$/, 3],
    [/^IPM Kota Palembang/, 2],
  ),
  query(
    'ihk sumsel',
    [/^Indeks Harga Konsumen dan Inflasi Sumatera Selatan 2024$/, 3],
    [/^Indeks Harga Konsumen/, 2],
  ),
  query(
    'inkesra',
    [/^Indikator Kesejahteraan Rakyat.*2024$/, 3],
    [/^Indikator Kesejahteraan Rakyat/, 2],
  ),
  query('podes 2024', [/^Statistik Potensi Desa.*2023$/, 2], [/^Statistik Potensi Desa/, 1]),
  query('sp2020', [/Sensus Penduduk 2020/, 3]),
  query('sensus pertanian 2023', [/Sensus Pertanian 2023/, 3], [/Sensus Pertanian/, 1]),
  query(
    'survei angkatan kerja nasional',
    [/Survei Angkatan Kerja Nasional$/, 3],
    [/^Keadaan Angkatan Kerja/, 2],
  ),
  // One word, its relatives.
  query(
    'penduduk',
    [
      /^(?:Statistik Kependudukan|Proyeksi Penduduk|Hasil (?:Long Form )?Sensus Penduduk|Penduduk)/,
      3,
    ],
    [/Demografi/, 2],
  ),
  query('kependudukan', [/^Statistik Kependudukan/, 3], [/Penduduk|Demografi/, 2]),
  query('industri', [/^Direktori Per(?:usahaan Industri|industrian)/, 3]),
  query('perindustrian', [/^Direktori Perindustrian/, 3], [/Industri/, 2]),
  query('miskin', [/Kemiskinan/, 3]),
  query('kemiskinan 2024', [/Kemiskinan.* 2024$/, 3], [/Kemiskinan/, 1]),
  query('tenaga kerja', [/Ketenagakerjaan/, 3], [/^Keadaan Angkatan Kerja/, 2]),
  query('ketenagakerjaan', [/Ketenagakerjaan/, 3], [/^Keadaan Angkatan Kerja/, 2]),
  query('ekspor', [/^Mengekspor|Ekspor/, 3], [/^Statistik Perdagangan Luar Negeri/, 1]),
  query('mengekspor karet', [/^Mengekspor Karet/, 3]),
  query('harga', [/^(?:Statistik Harga|Perkembangan Harga|Indeks Harga)/, 3]),
  query('harga-harga', [/^Perkembangan Harga-Harga/, 3], [/Harga/, 2]),
  query('perkebunan', [/^Statistik Perkebunan/, 3]),
  query('kebun sawit', [/^Statistik Perkebunan Karet dan Kelapa Sawit/, 3]),
  query('padi', [/Padi/, 3]),
  query('pertanian', [/Pertanian/, 3], [/Petani|Padi|Hortikultura|Perkebunan/, 2]),
  query('undang-undang statistik', [/^Undang-Undang Statistik/, 3]),
  query('gender', [/^Profil Gender/, 3], [/Perempuan/, 2]),
  // Words that do not stand side by side, and ones that stand nowhere.
  query('jumlah penduduk miskin sekayu', [/Kemiskinan Kabupaten Musi/, 3], [/Sekayu/, 1]),
  query(
    'data pengangguran musi banyuasin',
    [/^Keadaan Angkatan Kerja/, 3],
    [/Ketenagakerjaan.*Musi Banyuasin$/, 2],
  ),
  query(
    'berapa persen kemiskinan di muba tahun 2023',
    [/^Profil Kemiskinan Kabupaten Musi Banyuasin 2023$/, 3],
    [/^Profil Kemiskinan/, 2],
  ),
  query('proyeksi penduduk 2030', [/^Proyeksi Penduduk/, 3]),
  query('buku sejarah sekayu', [/^Sejarah Kota Sekayu/, 3]),
  query('susenas pengeluaran konsumsi', [/Kesejahteraan Rakyat/, 3]),
  query('harapan lama sekolah', [/^Indeks Pembangunan Manusia/, 3]),
  query(
    'kinerja bps muba 2023',
    [/^Laporan Kinerja BPS Kabupaten Musi Banyuasin 2023$/, 3],
    [/^Laporan Kinerja/, 1],
  ),
  // Numbers and names.
  query('mubyarto', [/^Ekonomi Kerakyatan$/, 3]),
  query('979-9549-21-3', [/^Metode Statistika$/, 3]),
  query('9799549213', [/^Metode Statistika$/, 3]),
  query('1102001.1606', [/^Kabupaten Musi Banyuasin Dalam Angka/, 3]),
];
