import type { Language, SendMessage } from '@pst/contracts';

type Content = SendMessage['content'];

export interface Words {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** The one thing to do next, shown as a link. */
  readonly action?: { readonly label: string; readonly link: string };
}

type Answer = Extract<Content, { template: 'privacy-request-answered' }>;

type OneTimeCode = Extract<Content, { template: 'one-time-code' }>;

const CODE_FOR: Record<OneTimeCode['purpose'], [id: string, en: string]> = {
  'returning-visitor': ['Kode untuk mengisi buku tamu', 'Your code for the guestbook'],
  'privacy-request': ['Kode untuk permohonan data pribadi', 'Your code for a privacy request'],
  'document-request': ['Kode untuk permintaan softcopy', 'Your code for a softcopy request'],
};

type SecondFactor = Extract<Content, { template: 'second-factor-changed' }>;

const SECOND_FACTOR: Record<SecondFactor['change'], [id: string, en: string]> = {
  'set-up': [
    'Mulai sekarang Anda masuk dengan dua langkah: kata sandi, lalu kode dari aplikasi autentikator.',
    'From now on you sign in with two steps: the password, then a code of the authenticator app.',
  ],
  removed: [
    'Langkah kedua sudah dilepas; kata sandi saja kini cukup untuk masuk.',
    'The second step was taken off; the password alone now signs you in.',
  ],
  reset: [
    'Admin kantor melepas langkah kedua akun Anda, dan Anda dikeluarkan dari semua perangkat. Masuk lagi dan pasang langkah kedua yang baru.',
    'An administrator took the second step off your account, and you are signed out everywhere. Sign in and set up a new one.',
  ],
  'recovery-code-used': [
    'Seseorang masuk ke akun Anda dengan kode pemulihan.',
    'Somebody signed in to your account with a recovery code.',
  ],
};

type Promised = Extract<Content, { template: 'complaint-deadline' }>;

const PROMISES: Record<Promised['deadline'], [id: string, en: string]> = {
  classify: ['Telaah pengaduan ini', 'The classification of this complaint'],
  'initial-response': ['Tanggapan awal', 'The initial response'],
  'substantive-response': ['Penyelesaian', 'The answer in the matter'],
};

const GRANTED: Record<Answer['kind'], [id: string, en: string]> = {
  access: [
    'Salinan data Anda yang ada di buku tamu sudah siap. Tautan ini hanya dapat dipakai satu kali.',
    'The copy of your data in the guestbook is ready. This link works once only.',
  ],
  correction: [
    'Data Anda sudah dibetulkan pada semua kunjungan dengan alamat e-mail ini.',
    'Your data are corrected in all visits with this e-mail address.',
  ],
  erasure: [
    'Data pribadi Anda dari semua kunjungan dengan alamat e-mail ini sudah dihapus dari buku tamu. Yang tinggal hanya kode dan waktu, yang tidak menunjuk kepada Anda.',
    'Your personal data of every visit with this e-mail address are erased from the guestbook. Only codes and times remain, which do not point to you.',
  ],
};

const REFUSED: Record<NonNullable<Answer['refusal']>, [id: string, en: string]> = {
  'endangers-somebody': [
    'Alasannya: membahayakan keamanan atau kesehatan seseorang (UU 27/2022 Pasal 33 huruf a).',
    'The reason: it would endanger somebody’s safety or health (UU 27/2022 article 33 a).',
  ],
  'concerns-others': [
    'Alasannya: data pribadi orang lain akan ikut terungkap (UU 27/2022 Pasal 33 huruf b).',
    'The reason: personal data of others would be disclosed (UU 27/2022 article 33 b).',
  ],
  'law-requires-keeping': [
    'Alasannya: undang-undang mewajibkan data itu tetap disimpan (UU 27/2022 Pasal 15).',
    'The reason: the law requires these data to be kept (UU 27/2022 article 15).',
  ],
  'nothing-held': [
    'Alasannya: tidak ada lagi data pribadi Anda yang kami simpan.',
    'The reason: we hold no personal data of you any more.',
  ],
};

/** `2026-12-01` as people write it. */
const dayInWords = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'UTC',
  }).format(new Date(day));

/** What each message says, first edition. */
export function words(content: Content, language: Language): Words {
  const say = (id: string, en: string) => (language === 'id' ? id : en);
  const greeting = 'name' in content ? [say(`Halo ${content.name},`, `Dear ${content.name},`)] : [];
  const write = (
    subject: string,
    paragraphs: string[],
    label?: string,
    link?: string | null,
  ): Words => ({
    subject,
    paragraphs: [...greeting, ...paragraphs],
    ...(label && link ? { action: { label, link } } : {}),
  });
  switch (content.template) {
    case 'account-verification':
      return write(
        say('Verifikasi e-mail Anda', 'Verify your e-mail'),
        [
          say(
            `Buka tautan ini dalam ${content.expiresInMinutes} menit. Abaikan bila Anda tidak mendaftar.`,
            `Open this link within ${content.expiresInMinutes} minutes. Ignore it if you did not register.`,
          ),
        ],
        say('Verifikasi e-mail', 'Verify e-mail'),
        content.link,
      );
    case 'account-exists':
      return write(
        say('Anda sudah memiliki akun', 'You already have an account'),
        [
          say(
            'Seseorang mendaftar dengan alamat ini, yang sudah memiliki akun. Silakan masuk.',
            'Somebody registered with this address, which already has an account. Please sign in.',
          ),
        ],
        say('Masuk', 'Sign in'),
        content.link,
      );
    case 'staff-invitation':
      return write(
        say('Akun petugas Anda', 'Your staff account'),
        [
          say(
            `Tetapkan kata sandi dalam ${Math.round(content.expiresInMinutes / 1_440)} hari.`,
            `Set a password within ${Math.round(content.expiresInMinutes / 1_440)} days.`,
          ),
        ],
        say('Tetapkan kata sandi', 'Set a password'),
        content.link,
      );
    case 'password-reset':
      return write(
        say('Setel ulang kata sandi', 'Reset your password'),
        [
          say(
            `Tautan berlaku ${content.expiresInMinutes} menit. Abaikan bila Anda tidak memintanya.`,
            `The link works for ${content.expiresInMinutes} minutes. Ignore it if you did not ask for it.`,
          ),
        ],
        say('Setel kata sandi', 'Reset password'),
        content.link,
      );
    case 'password-changed':
      return write(say('Kata sandi diubah', 'Password changed'), [
        say(
          'Kata sandi Anda telah diubah. Bila bukan Anda, segera setel ulang.',
          'Your password was changed. If it was not you, reset it at once.',
        ),
      ]);
    case 'second-factor-changed':
      return write(say('Langkah kedua saat masuk', 'The second step of signing in'), [
        say(...SECOND_FACTOR[content.change]),
        ...(content.recoveryCodesLeft === null
          ? []
          : [
              say(
                `Kode pemulihan yang tersisa: ${content.recoveryCodesLeft}.`,
                `Recovery codes left: ${content.recoveryCodesLeft}.`,
              ),
            ]),
        say(
          'Bila bukan Anda atau tidak Anda minta, segera hubungi admin kantor dan ganti kata sandi.',
          'If it was not you and you did not ask for it, tell the office’s administrator at once and change the password.',
        ),
      ]);
    case 'survey-invitation': {
      const words: Record<typeof content.about, readonly [subject: string, what: string]> = {
        visit: [
          say('Bagaimana layanan kami?', 'How was our service?'),
          say('kunjungan Anda', 'your visit'),
        ],
        delivery: [
          say('Bagaimana kiriman softcopy Anda?', 'How was your softcopy delivery?'),
          say('kiriman softcopy Anda', 'your softcopy delivery'),
        ],
        'online-reading': [
          say('Bagaimana membaca di Pustaka PST?', 'How is reading at Pustaka PST?'),
          say('bacaan daring Anda', 'your online reading'),
        ],
      };
      const [subject, what] = words[content.about];
      return write(
        subject,
        [
          say(
            `Mohon isi survei singkat tentang ${what}.`,
            `Please answer a short survey about ${what}.`,
          ),
        ],
        say('Isi survei', 'Answer the survey'),
        content.link,
      );
    }
    case 'publication-news':
      return write(
        say('Publikasi baru yang Anda ikuti', 'New publications that you follow'),
        [
          ...content.publications.map(({ title, link }) => `${title}\n${link}`),
          ...(content.more > 0
            ? [say(`Dan ${content.more} publikasi lain.`, `And ${content.more} more.`)]
            : []),
        ],
        say('Lihat apa yang Anda ikuti', 'See what you follow'),
        content.link,
      );
    case 'softcopy-delivery':
      return write(
        say(
          `Permintaan ${content.requestNumber}: berkas Anda`,
          `Request ${content.requestNumber}: your files`,
        ),
        [
          content.titles.join('; '),
          ...(content.sources.length > 0
            ? [[say('Sumber, untuk dikutip:', 'Source, to cite:'), ...content.sources].join('\n')]
            : []),
          ...(content.expiresOn
            ? [
                say(
                  `Tersedia sampai ${dayInWords(content.expiresOn, language)}.`,
                  `Available until ${dayInWords(content.expiresOn, language)}.`,
                ),
              ]
            : []),
        ],
        say('Unduh berkas', 'Download the files'),
        content.link,
      );
    case 'request-declined':
      return write(
        say(
          `Permintaan ${content.requestNumber} ditolak`,
          `Request ${content.requestNumber} declined`,
        ),
        [content.reason, ...(content.answer ? [content.answer] : [])],
        say('Lihat permintaan', 'See the request'),
        content.link,
      );
    case 'request-revision':
      return write(
        say(
          `Permintaan ${content.requestNumber} perlu diperbaiki`,
          `Request ${content.requestNumber} needs a change`,
        ),
        [content.answer],
        say('Perbaiki permintaan', 'Change the request'),
        content.link,
      );
    case 'complaint-received':
      return write(
        say(`Laporan Anda diterima: ${content.code}`, `Your report was received: ${content.code}`),
        [
          say(
            `Kode: ${content.code} · PIN: ${content.pin}. Simpan keduanya; dengan keduanya Anda membaca dan melanjutkan laporan ini.`,
            `Code: ${content.code} · PIN: ${content.pin}. Keep both; with them you read and continue this report.`,
          ),
          say(
            `Tanggapan awal kami kirim paling lambat ${content.initialResponseDays} hari kerja. Balas surat ini untuk menambah keterangan.`,
            `Our first response follows within ${content.initialResponseDays} working days. Answer this mail to add to your report.`,
          ),
        ],
        say('Lacak laporan', 'Track the report'),
        content.link,
      );
    case 'complaint-answered':
      return write(
        say(`Pengaduan ${content.code} dijawab`, `Complaint ${content.code} answered`),
        content.answer
          ? content.answer.split(/\n{2,}/)
          : [say('Jawaban kami sudah tersedia.', 'Our answer is ready.')],
        say('Baca jawaban', 'Read the answer'),
        content.link,
      );
    case 'complaint-deadline': {
      const promise = say(...PROMISES[content.deadline]);
      return write(
        content.broken
          ? say(
              `Pengaduan ${content.number} lewat batas waktu`,
              `Complaint ${content.number} is overdue`,
            )
          : say(
              `Pengaduan ${content.number} segera jatuh tempo`,
              `Complaint ${content.number} is due soon`,
            ),
        [
          content.broken
            ? say(
                `${promise} dijanjikan paling lambat ${content.due}, dan belum diberikan. Mohon dipastikan ada yang menanganinya.`,
                `${promise} was promised by ${content.due} and has not been given. Please see to it that somebody handles it.`,
              )
            : say(
                `${promise} dijanjikan paling lambat ${content.due}.`,
                `${promise} is promised by ${content.due}.`,
              ),
        ],
        say('Buka pengaduan', 'Open the complaint'),
        content.link,
      );
    }
    case 'one-time-code':
      // The code is not in the subject: a locked phone shows subjects.
      return write(say(...CODE_FOR[content.purpose]), [
        say(`Kode Anda: ${content.code}`, `Your code: ${content.code}`),
        say(
          `Berlaku ${content.expiresInMinutes} menit, untuk satu kali. Jangan berikan kepada siapa pun; abaikan bila Anda tidak memintanya.`,
          `It works for ${content.expiresInMinutes} minutes, once. Give it to nobody; ignore it if you did not ask for it.`,
        ),
      ]);
    case 'privacy-request-answered':
      return write(
        say(
          `Permohonan data pribadi ${content.code} dijawab`,
          `Privacy request ${content.code} answered`,
        ),
        content.refusal === null
          ? [
              say(...GRANTED[content.kind]),
              ...(content.copy === null
                ? []
                : [
                    say(
                      `Berlaku ${content.copy.expiresInHours / 24} hari. Abaikan bila Anda tidak memintanya, dan jangan teruskan surat ini.`,
                      `It works for ${content.copy.expiresInHours / 24} days. Ignore it if you did not ask for it, and do not pass this mail on.`,
                    ),
                  ]),
            ]
          : [
              say('Permohonan Anda tidak dapat dipenuhi.', 'Your request could not be fulfilled.'),
              say(...REFUSED[content.refusal]),
              say(
                'Bila Anda tidak setuju, hubungi kantor kami.',
                'If you disagree, turn to our office.',
              ),
            ],
        say('Ambil salinan data', 'Fetch the copy'),
        content.copy?.link,
      );
  }
}
