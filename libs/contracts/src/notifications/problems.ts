import { z } from 'zod';
import { defineProblem } from '../define-problem.ts';
import { messageState } from './requests.ts';

export const messageNotInState = defineProblem('message-not-in-state', {
  status: 409,
  params: z.object({ state: messageState }),
  title: { id: 'Pesan ini sudah diputuskan', en: 'This message has been decided already' },
  detail: {
    id: ({ state }) =>
      `Pesan berkeadaan "${state}". Hanya yang gagal atau belum pasti dapat dikirim lagi atau dilepas.`,
    en: ({ state }) =>
      `The message is "${state}". Only what failed or is in doubt can be sent again or dropped.`,
  },
});
