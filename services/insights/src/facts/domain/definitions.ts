import type { Definition } from '@pst/contracts';
import type { OfficeProfile } from '@pst/service-standard';

/**
 * What the figures mean, printed wherever they are. Whoever changes how something is counted changes
 * its sentence here.
 */
export function definitionsOf({ standard, policies }: OfficeProfile): Definition[] {
  const { servedAfterGuestbook, servedAfterWorkstationAvailable, total } = standard.targets;
  const { smallestCount } = policies.publication;
  return [
    {
      term: 'served-after-guestbook',
      id: `Jam A, dilayani setelah buku tamu: dari buku tamu terkirim sampai pertama kali dilayani, paling lama ${servedAfterGuestbook} menit. Hanya jam layanan yang dihitung; istirahat, malam, dan hari libur tidak.`,
      en: `Clock A, served after the guestbook: from the guestbook being sent until service first begins, at most ${servedAfterGuestbook} minutes. Only service hours count; breaks, nights and holidays do not.`,
    },
    {
      term: 'served-after-workstation',
      id: `Jam B, setelah komputer tersedia: dari komputer tersedia bagi pengunjung ini sampai diserahkan, paling lama ${servedAfterWorkstationAvailable} menit jam layanan. Menunggu komputer kosong bukan janji dan tidak dihitung.`,
      en: `Clock B, after a computer is available: from a computer being available for this visitor until it is handed over, at most ${servedAfterWorkstationAvailable} minutes of service hours. Waiting for a free computer is no promise and not counted.`,
    },
    {
      term: 'total',
      id: `Jam C, seluruh layanan: dari buku tamu terkirim sampai layanan diberikan, paling lama ${total} menit jam layanan. Waktu membaca, penundaan atas permintaan pengunjung, dan menunggu komputer kosong tidak dihitung.`,
      en: `Clock C, the whole service: from the guestbook being sent until the service is delivered, at most ${total} minutes of service hours. Reading, holding at the visitor’s wish and waiting for a free computer do not count.`,
    },
    {
      term: 'on-time',
      id: 'Tepat waktu: pembilang adalah kunjungan yang dilayani dalam waktu janji. Penyebut adalah semua yang dilayani dengan waktu terukur, ditambah yang pulang setelah waktu janji lewat dan yang baru pertama dipanggil setelah waktu janji lewat lalu tidak datang.',
      en: 'On time: the numerator is the visits served within the promised time. The denominator is everyone served at measured times, plus those who left after the promised time had passed and those first called only after it who did not come.',
    },
    {
      term: 'apart',
      id: 'Ditunjukkan terpisah, tidak di penyebut: pulang sebelum waktu janji lewat, tidak datang saat dipanggil tepat waktu, ditutup pada akhir hari, waktu tidak terukur, dan belum selesai. Bersama penyebut, jumlahnya sama dengan semua kunjungan yang bersangkutan.',
      en: 'Shown apart, not in the denominator: left before the promised time had passed, did not come when called in time, closed at the end of the day, times not measured, and not ended yet. Together with the denominator they are all the visits concerned.',
    },
    {
      term: 'percentiles',
      id: 'p50, p90, p95: setengah, sembilan puluh, dan sembilan puluh lima persen kunjungan menunggu paling lama selama ini, dihitung dari waktu yang terukur atau dikoreksi. n adalah banyaknya; yang dikoreksi disebut tersendiri.',
      en: 'p50, p90, p95: half, ninety and ninety-five percent of the visits waited at most this long, from times that were measured or corrected. n is how many; the corrected are named apart.',
    },
    {
      term: 'coverage',
      id: 'Cakupan: kunjungan dengan waktu terukur atau dikoreksi, dari semua kunjungan. Kunjungan dari buku kertas atau dikirim belakangan saat jaringan pulih adalah kunjungan, tetapi waktunya tidak masuk persentil dan ketepatan.',
      en: 'Coverage: visits whose times were measured or corrected, of all visits. A visit entered from paper or synchronised after an outage is a visit, but its times enter neither percentiles nor shares.',
    },
    {
      term: 'cancelled',
      id: 'Entri yang dibatalkan (misalnya tercatat dua kali) tidak dihitung di mana pun.',
      en: 'Cancelled entries (such as one recorded twice) count nowhere.',
    },
    {
      term: 'small-counts',
      id: `Dalam angka publik, jumlah 1 sampai ${smallestCount - 1} tidak ditampilkan, juga angka lain yang dapat membocorkannya; persentase lalu disebut sebagai batas (“paling sedikit”, “paling banyak”).`,
      en: `In public figures counts from 1 to ${smallestCount - 1} are not shown, nor others that would give them away; a percentage is then given as a bound (“at least”, “at most”).`,
    },
  ];
}
