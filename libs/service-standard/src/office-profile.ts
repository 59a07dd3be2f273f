import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { institutionCategory, role } from '@pst/contracts';
import { z } from 'zod';

const wallTime = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'a time such as "08:00"');
const hours = z
  .object({ open: wallTime, close: wallTime })
  .refine(({ open, close }) => open < close, 'the office must open before it closes');
const text = z.string().trim().min(1);
/** Every legal number is a setting that says where it comes from. */
const source = text.describe('The decree or rule, and whether its text was checked');
const positive = z.number().int().positive();

/** An officer looks at each request, or the rule sends what anybody may read anyway. */
const approver = z.enum(['rule', 'officer']);

/** By whose word a day is off: two kinds by decree, one by the office itself. */
export const holidayKind = z.enum(['national-holiday', 'collective-leave', 'office-closure']);

/** What a visitor is told before giving any data (UU 27/2022 Pasal 21), in one language. */
const noticeText = z.object({
  purpose: text,
  basis: text,
  retention: text,
  rights: text,
  contact: text,
});

/** A privacy notice as it was published; visits name the version that was shown, so none is ever edited. */
export const privacyNotice = z
  .object({ version: text, publishedOn: z.iso.date(), id: noticeText, en: noticeText })
  .meta({ id: 'PrivacyNotice' });
export type PrivacyNotice = z.infer<typeof privacyNotice>;

/** The published service standard of one office, as everybody may read it. */
export const publishedStandard = z.object({
  office: z.object({
    code: z.string().regex(/^[0-9]{4}$/, 'four digits'),
    name: text,
    unit: text,
    service: text,
    parents: z.array(text),
    address: text,
    phone: text,
    website: z.url(),
    timezone: text,
  }),
  standard: z.object({
    number: text,
    requirements: z.object({ offline: z.array(text), online: z.array(text) }),
    procedure: z.array(text),
    onlineLibrary: z.url(),
    targets: z.object({
      servedAfterGuestbook: positive.describe('Working minutes'),
      servedAfterWorkstationAvailable: positive.describe('Working minutes'),
      total: positive.describe('Working minutes'),
    }),
    hours: z.object({
      'mon-thu': hours,
      fri: hours,
      break: z.object({ from: wallTime, to: wallTime }),
    }),
    fee: z.object({ amount: z.number().nonnegative(), text }),
    products: z.array(text),
    complaints: z.object({ box: text, web: z.url(), email: z.email(), whatsapp: text }),
    onlineUsers: text,
  }),
  holidays: z.object({
    source,
    /** Years for which the list is complete; other years have weekends only. */
    years: z.array(z.number().int()),
    dates: z.array(z.object({ date: z.iso.date(), name: text, kind: holidayKind })),
  }),
  policies: z.object({
    privacyNotice: z
      .object({
        version: text.describe('The one that is shown'),
        published: z.array(privacyNotice).min(1),
      })
      .refine(
        ({ version, published }) =>
          new Set(published.map((notice) => notice.version)).size === published.length &&
          published.some((notice) => notice.version === version),
        'the shown version must be one of those published, each published once',
      ),
    retention: z.object({
      source,
      visitPersonDays: positive.describe('Then what identifies the visitor is erased'),
    }),
    identityNumber: z.object({
      source,
      store: z.boolean().describe('False: only the kind of the card is recorded'),
      retentionDays: positive,
    }),
    privacyRequests: z.object({
      source,
      answerWithinHours: positive.describe('By the clock on the wall, nights and holidays too'),
      copyExpiresAfterHours: positive.describe('The mailed link to the copy of the data'),
    }),
    visitorLookup: z.object({
      source,
      codeExpiresAfterMinutes: positive,
      tries: positive,
      codesPerContactAndHour: positive,
    }),
    queue: z.object({
      source,
      callsBeforeNoShow: positive,
      elderlyFromAge: positive.describe('Years; from this age on a visitor goes first'),
      warnAtShare: z
        .number()
        .gt(0)
        .lt(1)
        .describe('The officer is warned when this much of a promise is over'),
      closeOpenVisitsAt: wallTime.describe('Visits still open then are closed as not served'),
      workstationSoftLimitMinutes: positive.describe('Working minutes; then the officer is told'),
    }),
    kiosk: z.object({
      source,
      ticketBlock: positive.max(500).describe('Numbers a kiosk holds for when it is alone'),
      calendarDays: positive.describe('Days of service hours a kiosk knows ahead'),
      keepEntriesHours: positive.describe('Unsent entries are kept so long, sealed'),
      warnIdleSeconds: positive.describe('Without a touch; then the kiosk asks who is there'),
      wipeIdleSeconds: positive.describe('Without a touch; then it forgets the visitor'),
    }),
    complaints: z.object({
      source,
      remindAtShare: z
        .number()
        .gt(0)
        .lt(1)
        .describe('Who handles a case is reminded when this much of a promise is over'),
      classifyDays: positive,
      initialResponseDays: positive,
      substantiveResponseDays: z.object({
        supervisory: positive,
        'non-supervisory': positive,
        information: positive,
        aspiration: positive,
      }),
      closeAfterSilenceDays: positive,
      reopenWithinDays: positive,
      escalation: z
        .object({ source, name: text, link: z.url() })
        .describe('Named to the reporter once the office has broken its promise'),
      acknowledgementsPerAddressAndDay: positive.describe(
        'E-mails that say a report arrived; two programs that answer each other stop here',
      ),
      duplicates: z.object({
        source,
        withinDays: positive.describe('Between the receipts of two reports about the same thing'),
        atLeast: z.number().gt(0).max(1).describe('Share of common words'),
      }),
      transcripts: z.object({
        source,
        channels: z
          .array(z.enum(['box', 'email', 'whatsapp']))
          .describe('What was written down from there is checked by a second person'),
        checkedBy: z.array(z.enum(['complaint-handler', 'admin'])).min(1),
      }),
      attachments: z.object({
        source,
        mostPerCase: positive,
        limitBytes: positive.describe('Of one file'),
        withoutScanner: z
          .enum(['release', 'hold'])
          .describe('What becomes of a checked file where no scanner is set up'),
      }),
      retention: z.object({
        source,
        daysAfterEnd: z
          .object({
            supervisory: positive,
            'non-supervisory': positive,
            information: positive,
            aspiration: positive,
          })
          .describe('Then person, texts and files of a case are erased'),
        passedOverMailDays: positive
          .default(90)
          .describe('So long handlers see whose a mail was that became no report'),
      }),
    }),
    whatsapp: z.object({
      source,
      windowHours: positive.describe('After a message of theirs; then only a template goes'),
      freeRepliesPerMonth: positive,
      answerTemplate: text.describe('Approved by Meta, with the code as its only parameter'),
      templateLanguage: text,
    }),
    mail: z.object({
      source,
      perAddressAndHour: positive.describe(
        'More are kept back: two programs that answer each other',
      ),
      perAddressAndDay: positive,
      contentDays: positive.describe('Of mails that did not leave; then they can be sent no more'),
      logDays: positive.describe('Then the line of a mail goes, too'),
      suppressDays: positive.describe('An address that does not exist gets no mail for so long'),
    }),
    documentDelivery: z.object({
      source,
      requestsPerDay: positive,
      attachmentLimitBytes: positive,
      linkExpiresAfterDays: positive,
      approval: z
        .object({ public: approver, 'signed-in': approver, staff: approver })
        .describe('Who approves whole softcopies, by who may read them'),
      twoPersonCheck: z.boolean().describe('Whoever prepared a request does not approve it'),
    }),
    survey: z.object({
      source,
      expiresAfterDays: positive,
      servicePopulation: positive.describe('Persons served a year, for the sample size'),
      gradesFrom: z
        .object({ A: z.number(), B: z.number(), C: z.number() })
        .describe('The lowest index, rounded to two decimals, of each class; below is D'),
      sample: z
        .object({ chiSquare: z.number(), proportion: z.number(), error: z.number() })
        .describe('Of the sample size by Krejcie and Morgan'),
      reconciliationWeight: z
        .string()
        .regex(/^0\.[0-9]{1,6}$/)
        .describe('The rounded 1/9 of older reports, used only to be compared with them'),
    }),
    search: z.object({
      source,
      unansweredDays: positive.describe('What was searched for in vain is kept so long'),
    }),
    publication: z.object({
      source,
      smallestCount: positive.describe('Counts from 1 up to below this are not published'),
    }),
  }),
});

/** Everything that makes an office, as its YAML file holds it. */
export const officeProfile = publishedStandard
  .extend({
    institutions: z
      .array(z.object({ name: text, category: institutionCategory }))
      .default([])
      .describe('Suggested from the first day on; officers approve the others'),
    // Not among the published policies: how the staff signs in is nobody else's business.
    staffSecondFactor: z
      .enum(['optional', 'required'])
      .default('optional')
      .describe('Required: the desk stays closed to an account without a second step'),
    staffSingleSignOn: z
      .object({
        source,
        name: text.describe('What the button says, such as "SSO BPS"'),
        rolesClaim: text.describe('Where the ID token names groups, such as "realm_access.roles"'),
        roles: z
          .record(text, z.array(role.exclude(['patron'])).min(1))
          .describe('Which roles a group of the issuer has here; what is not named has none'),
      })
      .optional()
      .describe(
        'Beside it the accounts service needs issuer, client and secret in its environment',
      ),
  })
  .refine(
    // A notice that promises another time than the one that is kept would be a false promise.
    ({ policies: { privacyNotice: notice, retention } }) =>
      notice.published
        .filter(({ version }) => version === notice.version)
        .every(({ id, en }) =>
          [id, en].every((words) => words.retention.includes(String(retention.visitPersonDays))),
        ),
    {
      path: ['policies', 'privacyNotice'],
      message: 'the shown notice must name the days of policies.retention.visitPersonDays',
    },
  )
  .refine(
    ({ policies: { identityNumber, retention } }) =>
      identityNumber.retentionDays <= retention.visitPersonDays,
    {
      path: ['policies', 'identityNumber', 'retentionDays'],
      message: 'no identity number is kept longer than the person it belongs to',
    },
  )
  .meta({ id: 'OfficeProfile' });
export type OfficeProfile = z.infer<typeof officeProfile>;

/**
 * Reads the office profile.
 *
 * @throws an error that names the file, each wrong place in it and what belongs there.
 */
export function loadOfficeProfile(path: string): OfficeProfile {
  let document: unknown;
  try {
    document = parse(readFileSync(path, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The office profile ${path} cannot be read: ${reason}`, { cause: error });
  }
  const parsed = officeProfile.safeParse(document);
  if (!parsed.success) {
    const places = parsed.error.issues.map(
      (issue) => `  ${issue.path.join('.') || '(top)'}: ${issue.message}`,
    );
    throw new Error(`The office profile ${path} needs correction:\n${places.join('\n')}`);
  }
  return parsed.data;
}
