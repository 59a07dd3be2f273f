import { z } from 'zod';
import { defineProblem } from '../define-problem.ts';

const none = z.object({});

export const surveyNotFound = defineProblem('survey-not-found', {
  status: 404,
  params: none,
  title: { id: 'Tautan penilaian tidak dikenal', en: 'Unknown survey link' },
  detail: {
    id: 'Buka tautan dari halaman tiket atau e-mail Anda.',
    en: 'Open the link from your ticket page or e-mail.',
  },
});

export const surveyAlreadyAnswered = defineProblem('survey-already-answered', {
  status: 409,
  params: none,
  title: { id: 'Sudah dinilai', en: 'Already answered' },
  detail: {
    id: 'Penilaian Anda sudah kami terima dan hanya dihitung sekali. Terima kasih.',
    en: 'We have your rating, and it counts once. Thank you.',
  },
});

export const surveyExpired = defineProblem('survey-expired', {
  status: 410,
  params: none,
  title: { id: 'Masa penilaian sudah berakhir', en: 'The survey has ended' },
  detail: {
    id: 'Sampaikan masukan Anda lewat halaman pengaduan.',
    en: 'Tell us through the complaints page instead.',
  },
});
