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
