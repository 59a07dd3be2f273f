/**
 * The sixteen items of the national user survey (SKD), each 1 to 10: Indonesian, then English. Plain data,
 * so that the browser client can carry it.
 *
 * Source: the form as the BPS office of Maluku Utara built it (service-domain 1.7); the wording is not yet
 * checked against the official one.
 */
export const nationalItems = {
  information: ['Informasi layanan tersedia', 'Information on the service is available'],
  requirements: ['Persyaratan mudah dipenuhi', 'The requirements are easy to meet'],
  procedure: ['Prosedur mudah diikuti', 'The procedure is easy to follow'],
  time: ['Waktu penyelesaian sesuai', 'The service takes the time it should'],
  cost: ['Biaya sesuai ketentuan', 'The cost is as announced'],
  product: ['Hasil sesuai yang dijanjikan', 'What I got is what was promised'],
  facilities: ['Sarana dan prasarana nyaman', 'The facilities are comfortable'],
  'data-access': ['Data mudah diakses', 'The data are easy to get at'],
  response: ['Petugas atau aplikasi tanggap', 'Staff or application responds well'],
  clarity: ['Petugas memberi informasi yang jelas', 'Staff informs clearly'],
  'complaint-facility': ['Sarana pengaduan mudah dijangkau', 'It is easy to complain'],
  'no-discrimination': ['Tidak ada diskriminasi', 'There is no discrimination'],
  'no-cheating': ['Tidak ada kecurangan di luar prosedur', 'Nothing is done outside the procedure'],
  'no-gratification': ['Tidak ada gratifikasi', 'No gifts are taken'],
  'no-levy': ['Tidak ada pungutan liar', 'Nothing is charged illegally'],
  'no-brokers': ['Tidak ada percaloan', 'There are no brokers'],
} as const satisfies Record<string, readonly [string, string]>;
