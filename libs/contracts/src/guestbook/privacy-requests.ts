import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, pageOf, paging } from '../paging.ts';
import {
  copyHandOver,
  disability,
  education,
  entryChannel,
  identityKind,
  institutionCategory,
  occupation,
  priorityReason,
  privacyRefusalReason,
  privacyRequestKind,
  privacyRequestState,
  purpose,
  sex,
  timeQuality,
  useOfData,
  visitService,
  visitState,
} from './codes.ts';
import { oneTimeCode } from './visitor-requests.ts';

const admin = ['admin'] as const;

/** How far a request is; nothing of the person. */
const privacyRequestStatus = z
  .object({
    code: z.string().describe('Such as PDP-7K2M-9QXC'),
    kind: privacyRequestKind,
    state: privacyRequestState,
    receivedAt: instant,
    dueAt: instant.describe('Answered by then, nights and holidays included'),
    closedAt: instant.nullable(),
    refusal: privacyRefusalReason.nullable(),
  })
  .meta({ id: 'PrivacyRequestStatus' });

const personField = z.enum(['name', 'institution', 'phone']).meta({ id: 'PersonField' });

/**
 * What may be put right; only what is given changes. The address proves who asks, so it is not among
 * them: a mistyped one would hand the person's data to a stranger.
 */
const personCorrection = z
  .strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    institution: z.string().trim().min(1).max(200).optional(),
    phone: z.string().trim().min(5).max(40).optional(),
  })
  .refine((correction) => Object.values(correction).some((value) => value !== undefined), {
    path: ['name'],
    message: 'say what is to be corrected',
  })
  .meta({ id: 'PersonCorrection' });
export type PersonCorrection = z.infer<typeof personCorrection>;

const asked = { kind: privacyRequestKind, correction: personCorrection.optional() };
const correctsWhatItSays = ({
  kind,
  correction,
}: {
  kind: z.infer<typeof privacyRequestKind>;
  correction?: PersonCorrection | undefined;
}) => (kind === 'correction') === (correction !== undefined);
const correctionBelongs = {
  path: ['correction'],
  message: 'goes with a request of correction, and with no other',
};

/**
 * A right of UU 27/2022, used by whoever shows the code that was mailed by a lookup with the purpose
 * `privacy-request`. It concerns every visit with that e-mail address. 409 `one-time-code-wrong`.
 */
export const filePrivacyRequest = defineRequest('guestbook.file-privacy-request', {
  allow: 'anyone',
  request: z
    .strictObject({ lookupId: id, oneTimeCode, ...asked })
    .refine(correctsWhatItSays, correctionBelongs)
    .meta({ id: 'FilePrivacyRequest' }),
  reply: privacyRequestStatus,
});

/**
 * The same for a person who stands at the desk and has left no address: the officer has seen their card,
 * whose number is not kept, and found their visits by day and ticket number. 404 when one of them is not
 * the office's, or its person is erased.
 */
export const filePrivacyRequestAtDesk = defineRequest('guestbook.file-privacy-request-at-desk', {
  allow: ['officer', 'admin'],
  request: z
    .strictObject({ visitIds: z.array(id).min(1).max(20), identityKind, ...asked })
    .refine(correctsWhatItSays, correctionBelongs)
    .meta({ id: 'FilePrivacyRequestAtDesk' }),
  reply: privacyRequestStatus,
});

/** Whoever holds the request's code sees how far it is. */
export const readPrivacyRequest = defineRequest('guestbook.read-privacy-request', {
  allow: 'anyone',
  request: z.object({ code: z.string().min(8).max(20) }),
  reply: privacyRequestStatus,
});

const deskPrivacyRequest = privacyRequestStatus
  .extend({
    id,
    overdue: z.boolean(),
    identityKind: identityKind
      .nullable()
      .describe('The card that was seen, when filed at the desk'),
    copyWaits: z.boolean().describe('A copy is to be printed and handed over at the desk'),
  })
  .meta({ id: 'DeskPrivacyRequest' });

/** The requests of the office, newest first. */
export const listPrivacyRequests = defineRequest('guestbook.list-privacy-requests', {
  allow: admin,
  request: paging.extend({ state: privacyRequestState.optional() }),
  reply: pageOf(deskPrivacyRequest),
});

/**
 * What a decision needs to know: whether the address is that of one person, and what is asked to be
 * corrected beside what is held. That somebody read it stands in the audit log.
 */
export const readPrivacyRequestDetail = defineRequest('guestbook.read-privacy-request-detail', {
  allow: admin,
  request: z.object({ requestId: id }),
  reply: z
    .object({
      request: deskPrivacyRequest,
      visits: z.number().int(),
      names: z.array(z.string()).describe('In the visits with this address, each once'),
      corrections: z.array(
        z.object({
          field: personField,
          asked: z.string(),
          held: z.array(z.string()).describe('Each way in which it stands in a visit'),
        }),
      ),
    })
    .meta({ id: 'PrivacyRequestDetail' }),
});

/**
 * Does what was asked for, or says why not; the answer goes out by mail, that to a request of access
 * with a link to the copy. 409 `visit-still-open` while
 * the person is in the office, `privacy-request-not-in-state` once it is decided.
 */
export const decidePrivacyRequest = defineRequest('guestbook.decide-privacy-request', {
  allow: admin,
  request: z
    .strictObject({
      requestId: id,
      decision: z.enum(['grant', 'refuse']),
      reason: privacyRefusalReason.optional().describe('Of a refusal'),
    })
    .refine(({ decision, reason }) => (decision === 'refuse') === (reason !== undefined), {
      path: ['reason'],
      message: 'a refusal has a reason, and nothing else has',
    })
    .meta({ id: 'DecidePrivacyRequest' }),
  reply: deskPrivacyRequest,
});

const heldVisit = z.object({
  ticketNumber: z.string(),
  name: z.string().nullable(),
  institution: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  profile: z
    .object({
      birthYear: z.number().int(),
      sex,
      education,
      occupation,
      occupationText: z.string().nullable(),
      purposeText: z.string().nullable(),
      country: z.string(),
      provinceCode: z.string().nullable(),
      regencyCode: z.string().nullable(),
    })
    .nullable()
    .describe('Null for a visit from before profiles were kept'),
  identityNumber: z
    .object({ kind: identityKind, endsWith: z.string(), recordedAt: instant, eraseAt: instant })
    .nullable()
    .describe('Only where the office keeps them; the whole number is shown at the desk'),
  statedIdentityKind: identityKind,
  identityCheckedKind: identityKind.nullable(),
  institutionCategory,
  disability,
  purpose,
  useOfData,
  service: visitService,
  channel: entryChannel,
  priority: priorityReason.nullable(),
  noticeVersion: z.string().describe('The privacy notice that was shown'),
  state: visitState,
  timeQuality,
  checkedInAt: instant,
  endedAt: instant.nullable(),
  log: z.array(z.object({ type: z.string(), at: instant, reason: z.string().nullable() })),
  titles: z.array(z.object({ title: z.string(), on: z.enum(['paper', 'screen']), at: instant })),
});

/** Everything that the guestbook holds of one person. */
export const personCopy = z
  .object({ office: z.string(), madeAt: instant, visits: z.array(heldVisit) })
  .meta({ id: 'PersonCopy' });

/** Hands the copy out, once: by the secret of the mailed link. 410 `copy-gone`, whatever the reason. */
export const takePersonCopy = defineRequest('guestbook.take-person-copy', {
  allow: 'anyone',
  request: z.strictObject({ token: z.string().min(20).max(100) }).meta({ id: 'TakePersonCopy' }),
  reply: personCopy,
});

/**
 * Hands the copy of a request filed at the desk out, once, to be printed; to whom it was given stands in
 * the audit log. 410 `copy-gone`, whatever the reason.
 */
export const handOutCopy = defineRequest('guestbook.hand-out-copy', {
  allow: admin,
  request: z.strictObject({ requestId: id, reason: copyHandOver }).meta({ id: 'HandOutCopy' }),
  reply: personCopy,
});
