import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { codesOf } from '../guestbook/codes.ts';
import { nationalItems } from './national-items.ts';
import { surveyToken } from './requests.ts';

export const nationalItem = codesOf(nationalItems);

/** The national survey is run by BPS itself; what is answered here is the office's own monitor of it. */
export const answerNationalSurvey = defineRequest('feedback.answer-national-survey', {
  allow: 'anyone',
  request: z
    .strictObject({
      token: surveyToken,
      scores: z
        .record(nationalItem, z.number().int().min(1).max(10))
        .describe('All sixteen; another scale than the nine elements, and never an IKM'),
    })
    .meta({ id: 'AnswerNationalSurvey' }),
  reply: z.object({ thanks: z.literal(true) }).meta({ id: 'NationalSurveyAnswered' }),
});

export const readNationalSurvey = defineRequest('feedback.read-national-survey', {
  allow: ['head', 'analyst', 'admin'],
  request: z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() }),
  reply: z
    .object({
      from: z.iso.date(),
      to: z.iso.date(),
      responses: z.number().int(),
      items: z.array(z.object({ item: nationalItem, mean: z.number().nullable() })),
    })
    .meta({ id: 'NationalSurvey' }),
});
