import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { ageBand, codesOf, education, occupation, sex } from '../guestbook/codes.ts';
import { id, instant, pageOf, paging } from '../paging.ts';
import { wordsToHide } from '../redaction.ts';
import { questionnaire } from './questionnaire.ts';

export const surveySource = z
  .enum(['visit', 'delivery', 'online-reading'])
  .meta({ id: 'SurveySource' });
export const surveyElement = codesOf(questionnaire);
export const surveyToken = z.string().min(16).max(200);

/** Where to rate a visit or delivery; null while nothing is to be rated. */
export const findInvitation = defineRequest('feedback.find-invitation', {
  allow: 'anyone',
  request: z.object({ source: surveySource, sourceId: id }),
  reply: z.object({ token: z.string(), answered: z.boolean() }).nullable(),
});

/** The same for the officer's screen, where a visitor who just left the counter takes it along. */
export const readVisitInvitation = defineRequest('feedback.read-visit-invitation', {
  allow: ['officer', 'admin'],
  request: z.object({ visitId: id }),
  reply: z
    .object({ token: z.string(), answered: z.boolean() })
    .nullable()
    .meta({ id: 'VisitInvitation' }),
});

/** What the signed-in person may rate now: deliveries and online readings. */
export const listOwnInvitations = defineRequest('feedback.list-own-invitations', {
  allow: 'signed-in',
  request: z.object({}),
  reply: pageOf(
    z
      .object({ token: z.string(), source: surveySource, servedAt: instant, expiresAt: instant })
      .meta({ id: 'OpenInvitation' }),
  ),
});

export const readSurvey = defineRequest('feedback.read-survey', {
  allow: 'anyone',
  request: z.object({ token: surveyToken }),
  reply: z
    .object({ source: surveySource, servedAt: instant, answered: z.boolean(), expiresAt: instant })
    .meta({ id: 'Survey' }),
});

export const answerSurvey = defineRequest('feedback.answer-survey', {
  allow: 'anyone',
  request: z
    .strictObject({
      token: surveyToken,
      rating: z.number().int().min(1).max(5),
      comment: z.string().trim().max(2_000).optional(),
      elements: z
        .record(surveyElement, z.number().int().min(1).max(4))
        .optional()
        .describe('All nine, or none: an incomplete questionnaire counts nowhere'),
      respondent: z
        .strictObject({
          sex: sex.optional(),
          ageBand: ageBand.optional(),
          education: education.optional(),
          occupation: occupation.optional(),
        })
        .optional(),
    })
    .meta({ id: 'AnswerSurvey' }),
  reply: z.object({ thanks: z.literal(true) }).meta({ id: 'SurveyAnswered' }),
});

const ikm = z.number().nullable().describe('25.00 to 100.00; null under the smallest count');
const grade = z.enum(['A', 'B', 'C', 'D']).nullable();

/** What was answered in a period, and the index that follows from it. */
const outcome = {
  from: z.iso.date(),
  to: z.iso.date(),
  responses: z.number().int().describe('Questionnaires of nine elements'),
  required: z.number().int().describe('Sample size of a year by Krejcie and Morgan'),
  population: z.number().int().describe('Persons served a year'),
  ikm,
  grade,
  gradesFrom: z
    .object({ A: z.number(), B: z.number(), C: z.number() })
    .describe('The lowest index of each class; below is D'),
  elements: z.array(
    z.object({
      element: surveyElement,
      mean: z.number().nullable(),
      responses: z.number().int(),
    }),
  ),
  quarters: z.array(
    z.object({
      quarter: z.string().describe('Such as 2026-Q4'),
      responses: z.number().int(),
      ikm,
      grade,
    }),
  ),
};

export const satisfaction = z
  .object({
    ...outcome,
    smallestCount: z
      .number()
      .int()
      .describe('Answers are published in groups of at least so many, within their quarter'),
    ratings: z.object({
      count: z.number().int(),
      mean: z.number().nullable(),
      distribution: z.array(
        z.object({ rating: z.number().int(), count: z.number().int().nullable() }),
      ),
    }),
  })
  .meta({ id: 'Satisfaction' });

const period = { from: z.iso.date().optional(), to: z.iso.date().optional() };

/** The index for everybody; the days asked for are widened to whole quarters. */
export const readSatisfaction = defineRequest('feedback.read-satisfaction', {
  allow: 'anyone',
  request: z.object(period),
  reply: satisfaction,
});

/** The same with every answer in it, as the report in the regulation's form needs it. */
export const readSatisfactionReport = defineRequest('feedback.read-satisfaction-report', {
  allow: ['head', 'analyst', 'admin'],
  request: z.object(period),
  reply: z
    .object({
      ...outcome,
      office: z.object({ code: z.string(), name: z.string(), unit: z.string() }),
      elements: z.array(
        z.object({
          element: surveyElement,
          sum: z.number().int(),
          responses: z.number().int(),
          mean: z.number().nullable(),
          weighted: z.number().nullable().describe('A ninth of the mean, to three decimals'),
          value: z.number().nullable().describe('The mean times 25'),
        }),
      ),
      reconciliation: z
        .object({ weight: z.string(), ikm: z.number().nullable() })
        .describe('The index as older reports counted it; not to be published'),
      lowest: z.array(surveyElement).describe('The elements to follow up, lowest first'),
      respondents: z.array(
        z.object({
          attribute: z.enum(['sex', 'ageBand', 'education', 'occupation']),
          code: z.string().nullable().describe('Null for those who left it open'),
          responses: z.number().int().nullable().describe('Null when too few to publish'),
        }),
      ),
      smallestCount: z.number().int(),
    })
    .meta({ id: 'SatisfactionReport' }),
});

export const moderationDecision = z.enum(['published', 'hidden']);

const feedbackItem = z
  .object({
    id,
    source: surveySource,
    rating: z.number().int(),
    comment: z.string().nullable(),
    moderation: z
      .enum(['pending', ...moderationDecision.options])
      .nullable()
      .describe('Null without a comment'),
    published: z
      .string()
      .nullable()
      .describe('What everybody reads of the comment; null while it is not published'),
    month: z.string().describe('Such as 2026-11: a day would name who came on it'),
  })
  .meta({ id: 'FeedbackItem' });

/** Ratings and comments without identities: newest month first, and within it in no order. */
export const listFeedback = defineRequest('feedback.list-feedback', {
  allow: ['officer', 'head', 'analyst', 'admin'],
  request: paging.extend({
    ...period,
    moderation: feedbackItem.shape.moderation.unwrap().optional(),
  }),
  reply: pageOf(feedbackItem),
});

/** Whether everybody may read a comment, and without which words; may be decided anew. */
export const moderateComment = defineRequest('feedback.moderate-comment', {
  allow: ['head', 'admin'],
  request: z
    .strictObject({
      responseId: id,
      decision: moderationDecision,
      hide: wordsToHide
        .default([])
        .describe('Words the public does not read, such as a name; the desk still does'),
    })
    .meta({ id: 'ModerateComment' }),
  reply: feedbackItem,
});

/** The fifty comments published last. */
export const listPublishedComments = defineRequest('feedback.list-published-comments', {
  allow: 'anyone',
  request: z.object({}),
  reply: pageOf(
    z.object({ comment: z.string(), month: z.string() }).meta({ id: 'PublishedComment' }),
  ),
});
