import { z } from 'zod';
import { defineProblem } from './define-problem.ts';

const none = z.object({});

export const invalidRequest = defineProblem('invalid-request', {
  status: 400,
  params: none,
  title: { id: 'Ada yang perlu diperbaiki', en: 'There is a problem with the request' },
  detail: {
    id: 'Periksa isian yang disebutkan, perbaiki, lalu kirim lagi.',
    en: 'Check the fields that are named, correct them and send again.',
  },
});

export const malformedJson = defineProblem('malformed-json', {
  status: 400,
  params: none,
  title: { id: 'JSON tidak dapat dibaca', en: 'The JSON cannot be read' },
  detail: {
    id: 'Isi permintaan bukan JSON yang benar. Perbaiki penulisannya lalu kirim lagi.',
    en: 'The body is not well-formed JSON. Correct it and send again.',
  },
});

export const malformedForm = defineProblem('malformed-form', {
  status: 400,
  params: none,
  title: { id: 'Formulir tidak lengkap', en: 'The form is incomplete' },
  detail: {
    id: 'Berkas tidak sampai seluruhnya, atau formulirnya salah ditulis. Kirim sekali lagi.',
    en: 'The file did not arrive as a whole, or the form is malformed. Send it once more.',
  },
});

export const invalidCursor = defineProblem('invalid-cursor', {
  status: 400,
  params: none,
  title: { id: 'Penanda halaman tidak dikenal', en: 'The cursor is not known' },
  detail: {
    id: 'Mulai lagi dari halaman pertama, tanpa `cursor`.',
    en: 'Start again from the first page, without `cursor`.',
  },
});

export const notSignedIn = defineProblem('not-signed-in', {
  status: 401,
  params: none,
  title: { id: 'Perlu masuk', en: 'Sign-in needed' },
  detail: {
    id: 'Masuk dengan akun Anda, lalu ulangi.',
    en: 'Sign in with your account and try again.',
  },
});

export const notAllowed = defineProblem('not-allowed', {
  status: 403,
  params: none,
  title: { id: 'Tidak berwenang', en: 'Not allowed' },
  detail: {
    id: 'Akun Anda tidak memiliki peran untuk tindakan ini. Hubungi admin kantor bila seharusnya ada.',
    en: 'Your account lacks the role for this. Ask the office administrator if it should have it.',
  },
});

export const crossSite = defineProblem('cross-site-request', {
  status: 403,
  params: none,
  title: { id: 'Permintaan dari situs lain ditolak', en: 'Cross-site request refused' },
  detail: {
    id: 'Buka halaman perpustakaan ini langsung di peramban, lalu ulangi.',
    en: 'Open this library in the browser itself and try again.',
  },
});

export const notFound = defineProblem('not-found', {
  status: 404,
  params: none,
  title: { id: 'Tidak ditemukan', en: 'Not found' },
  detail: {
    id: 'Alamat atau kode ini tidak ada, atau tidak dapat Anda lihat. Periksa penulisannya.',
    en: 'This address or code does not exist, or you may not see it. Check the spelling.',
  },
});

export const methodNotAllowed = defineProblem('method-not-allowed', {
  status: 405,
  params: none,
  title: { id: 'Cara akses tidak didukung', en: 'Method not supported' },
  detail: {
    id: 'Alamat ini ada, tetapi tidak menerima metode tersebut.',
    en: 'The address exists but does not take this method.',
  },
});

/** Carries what is to be solved; the solution goes into `X-Proof-Of-Work` of the repeated request. */
export const proofOfWorkNeeded = defineProblem('proof-of-work-needed', {
  status: 428,
  params: z.object({
    challenge: z
      .object({
        parameters: z.object({
          algorithm: z.string(),
          nonce: z.string(),
          salt: z.string(),
          cost: z.number().int(),
          keyLength: z.number().int(),
          keyPrefix: z.string(),
          keySignature: z.string().optional(),
          expiresAt: z.number().int().optional(),
        }),
        signature: z.string(),
      })
      .describe('An ALTCHA challenge, version 2'),
  }),
  title: { id: 'Perlu bukti kerja', en: 'Proof of work needed' },
  detail: {
    id: 'Muat ulang halaman ini lalu kirim lagi. Program: pecahkan `challenge` dengan altcha-lib dan kirim lagi dengan X-Proof-Of-Work.',
    en: 'Reload this page and send again. Programs: solve `challenge` with altcha-lib and send again with X-Proof-Of-Work.',
  },
});

export const changedMeanwhile = defineProblem('changed-meanwhile', {
  status: 409,
  params: none,
  title: { id: 'Sudah berubah', en: 'Changed meanwhile' },
  detail: {
    id: 'Orang lain telah mengubahnya. Muat ulang, lalu ulangi.',
    en: 'Somebody else changed it. Reload and try again.',
  },
});

export const bodyTooLarge = defineProblem('body-too-large', {
  status: 413,
  params: z.object({ limitBytes: z.number().int() }),
  title: { id: 'Kiriman terlalu besar', en: 'The body is too large' },
  detail: {
    id: ({ limitBytes }) => `Batasnya ${limitBytes} bita. Kecilkan lalu kirim lagi.`,
    en: ({ limitBytes }) => `The limit is ${limitBytes} bytes. Make it smaller and send again.`,
  },
});

export const unsupportedMediaType = defineProblem('unsupported-media-type', {
  status: 415,
  params: none,
  title: { id: 'Jenis isi tidak didukung', en: 'Media type not supported' },
  detail: {
    id: 'Kirim sebagai application/json, atau jenis yang disebut dalam dokumentasi.',
    en: 'Send it as application/json, or the type named in the documentation.',
  },
});

export const rangeNotSatisfiable = defineProblem('range-not-satisfiable', {
  status: 416,
  params: none,
  title: { id: 'Bagian berkas tidak ada', en: 'The range is outside the file' },
  detail: {
    id: 'Bagian yang diminta berada di luar berkas.',
    en: 'The requested range lies outside the file.',
  },
});

export const idempotencyKeyReused = defineProblem('idempotency-key-reused', {
  status: 422,
  params: none,
  title: { id: 'Kunci dipakai untuk isi lain', en: 'Key used for another body' },
  detail: {
    id: 'Idempotency-Key ini sudah dipakai dengan isi yang berbeda. Pakai kunci baru.',
    en: 'This Idempotency-Key was used with another body. Use a new key.',
  },
});

export const tooManyRequests = defineProblem('too-many-requests', {
  status: 429,
  params: z.object({ retryAfterSeconds: z.number().int() }),
  title: { id: 'Terlalu sering', en: 'Too many requests' },
  detail: {
    id: ({ retryAfterSeconds }) => `Tunggu ${retryAfterSeconds} detik, lalu coba lagi.`,
    en: ({ retryAfterSeconds }) => `Wait ${retryAfterSeconds} seconds and try again.`,
  },
});

export const unexpected = defineProblem('unexpected', {
  status: 500,
  params: none,
  title: { id: 'Terjadi kesalahan', en: 'Something went wrong' },
  detail: {
    id: 'Kesalahan ini tercatat. Coba lagi; bila terulang, sebutkan nomor `instance` kepada petugas.',
    en: 'The error was recorded. Try again; if it returns, tell the officer the `instance` number.',
  },
});

export const serviceUnavailable = defineProblem('service-unavailable', {
  status: 503,
  params: z.object({ service: z.string() }),
  title: { id: 'Layanan sedang tidak tersedia', en: 'The service is not available' },
  detail: {
    id: 'Coba lagi sebentar lagi dengan Idempotency-Key yang sama; tidak ada yang tercatat dua kali.',
    en: 'Try again shortly with the same Idempotency-Key; nothing is recorded twice.',
  },
});
