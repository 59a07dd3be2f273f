import { z } from 'zod';
import { defineProblem } from '../define-problem.ts';

const none = z.object({});

export const wrongCredentials = defineProblem('wrong-credentials', {
  status: 401,
  params: none,
  title: { id: 'E-mail atau kata sandi salah', en: 'Wrong e-mail or password' },
  detail: {
    id: 'Periksa keduanya, atau setel ulang kata sandi.',
    en: 'Check both, or reset the password.',
  },
});

export const emailNotVerified = defineProblem('email-not-verified', {
  status: 403,
  params: none,
  title: { id: 'E-mail belum diverifikasi', en: 'E-mail not verified' },
  detail: {
    id: 'Buka tautan dalam e-mail kami. Tautan baru sudah kami kirim bila yang lama kedaluwarsa.',
    en: 'Open the link in our e-mail. We sent a new one if the old one had expired.',
  },
});

export const linkExpired = defineProblem('link-expired', {
  status: 410,
  params: none,
  title: { id: 'Tautan tidak berlaku lagi', en: 'The link is no longer valid' },
  detail: {
    id: 'Tautan hanya berlaku sekali dan sebentar. Minta tautan baru.',
    en: 'A link works once and for a short time. Ask for a new one.',
  },
});

export const passwordTooCommon = defineProblem('password-too-common', {
  status: 400,
  params: none,
  title: { id: 'Kata sandi terlalu umum', en: 'The password is too common' },
  detail: {
    id: 'Kata sandi ini ada dalam daftar yang mudah ditebak. Pilih kalimat sandi yang lebih panjang.',
    en: 'This password is on the list of easily guessed ones. Choose a longer passphrase.',
  },
});

export const accountExists = defineProblem('account-exists', {
  status: 409,
  params: none,
  title: { id: 'Akun sudah ada', en: 'The account exists' },
  detail: {
    id: 'Alamat e-mail ini sudah memiliki akun. Ubah perannya saja.',
    en: 'This address already has an account. Change its roles instead.',
  },
});

export const lastAdmin = defineProblem('last-admin', {
  status: 409,
  params: none,
  title: { id: 'Admin terakhir', en: 'The last administrator' },
  detail: {
    id: 'Kantor harus memiliki setidaknya satu admin. Tunjuk admin lain dahulu.',
    en: 'An office needs at least one administrator. Appoint another first.',
  },
});

/** The password was right; nobody is signed in before the second step was, too. */
export const secondFactorNeeded = defineProblem('second-factor-needed', {
  status: 401,
  params: none,
  title: { id: 'Satu langkah lagi', en: 'One more step' },
  detail: {
    id: 'Masukkan kode dari aplikasi autentikator Anda, atau salah satu kode pemulihan.',
    en: 'Enter the code of your authenticator app, or one of your recovery codes.',
  },
});

export const secondFactorWrong = defineProblem('second-factor-wrong', {
  status: 401,
  params: none,
  title: { id: 'Kode salah atau sudah dipakai', en: 'The code is wrong or was used before' },
  detail: {
    id: 'Setiap kode berlaku satu kali. Tunggu kode berikutnya di aplikasi, lalu coba lagi.',
    en: 'Each code works once. Wait for the next one in the app, then try again.',
  },
});

export const secondFactorRequired = defineProblem('second-factor-required', {
  status: 409,
  params: none,
  title: { id: 'Kantor mewajibkan langkah kedua', en: 'The office requires a second step' },
  detail: {
    id: 'Langkah kedua dapat diganti, tetapi tidak dapat dilepas dari akun petugas.',
    en: 'It can be replaced, but not taken off an account of the staff.',
  },
});

export const totpKeyExpired = defineProblem('totp-key-expired', {
  status: 409,
  params: none,
  title: { id: 'Kunci ini tidak berlaku lagi', en: 'This key is no longer valid' },
  detail: {
    id: 'Kunci harus dipastikan dalam 15 menit. Minta kunci baru.',
    en: 'A key must be confirmed within 15 minutes. Ask for a new one.',
  },
});

export const ownSecondFactor = defineProblem('own-second-factor', {
  status: 409,
  params: none,
  title: { id: 'Ini akun Anda sendiri', en: 'This is your own account' },
  detail: {
    id: 'Langkah kedua Anda dilepas oleh admin lain. Untuk menggantinya, buka halaman akun Anda.',
    en: 'Another administrator takes off your second step. To replace it, open your account page.',
  },
});

/** Whatever was wrong with what the browser brought back; the reason is nobody's business. */
export const singleSignOnFailed = defineProblem('single-sign-on-failed', {
  status: 401,
  params: none,
  title: { id: 'Masuk lewat SSO tidak berhasil', en: 'Single sign-on did not succeed' },
  detail: {
    id: 'Mulai lagi dari halaman masuk. Bila berulang, hubungi admin kantor.',
    en: 'Begin again on the sign-in page. If it happens again, ask the office’s administrator.',
  },
});

export const identityNotLinked = defineProblem('identity-not-linked', {
  status: 403,
  params: none,
  title: { id: 'Akun SSO ini belum dihubungkan', en: 'This SSO account is not linked yet' },
  detail: {
    id: 'Minta undangan kepada admin kantor, atau masuk dengan kata sandi lalu hubungkan di halaman akun.',
    en: 'Ask the administrator for an invitation, or sign in by password and link it on the account page.',
  },
});

export const identityTaken = defineProblem('identity-taken', {
  status: 409,
  params: none,
  title: { id: 'Sudah dihubungkan', en: 'Linked already' },
  detail: {
    id: 'Satu akun SSO membuka satu akun di sini. Hubungi admin kantor bila ini keliru.',
    en: 'One SSO account opens one account here. Ask the administrator if this is a mistake.',
  },
});

export const noRoleHere = defineProblem('no-role-here', {
  status: 403,
  params: none,
  title: { id: 'Belum ada peran untuk Anda', en: 'There is no role for you' },
  detail: {
    id: 'Akun SSO Anda tidak termasuk kelompok yang bekerja di kantor ini. Hubungi admin kantor.',
    en: 'Your SSO account is in no group that works at this office. Ask the administrator.',
  },
});
