import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant, nothing, pageOf, paging } from '../paging.ts';
import { complaintAttachment } from './attachment.ts';

export const handlers = ['complaint-handler', 'admin'] as const;

export const complaintChannel = z
  .enum(['box', 'web', 'email', 'whatsapp'])
  .meta({ id: 'ComplaintChannel' });
export const complaintKind = z
  .enum(['complaint', 'information', 'aspiration'])
  .meta({ id: 'ComplaintKind' });
/** What the rules set deadlines by (PermenPANRB 5/2025, to be confirmed; service-domain 1.3). */
export const complaintClass = z
  .enum(['supervisory', 'non-supervisory', 'information', 'aspiration'])
  .meta({ id: 'ComplaintClass' });
export const complaintState = z
  .enum([
    'received',
    'classified',
    'initial-response',
    'waiting-reporter',
    'substantive-response',
    'closed',
    'merged',
  ])
  .meta({ id: 'ComplaintState' });
export const complaintDeadline = z.enum(['classify', 'initial-response', 'substantive-response']);

export const code = z.string().min(8).max(20).describe('ADU-XXXX-XXXX');
export const pin = z.string().min(4).max(12);
const message = z.string().trim().min(1).max(10_000);

export const deadline = z
  .object({
    deadline: complaintDeadline,
    dueAt: instant,
    outcome: z.enum(['running', 'paused', 'met', 'overdue']),
  })
  .meta({ id: 'ComplaintDeadline' });

const filing = {
  subject: z.string().trim().min(1).max(200),
  body: message,
  kind: complaintKind.default('complaint'),
  anonymous: z.boolean().default(false).describe('Hide who I am from everybody handling the case'),
  secret: z.boolean().default(false).describe('Keep the whole report out of public view'),
  contact: z
    .strictObject({
      name: z.string().trim().max(200).optional(),
      email: z.email().max(254).optional(),
      phone: z.string().trim().max(40).optional(),
    })
    .optional(),
};

const receipt = z
  .object({ id, code, pin, receivedAt: instant, deadlines: z.array(deadline) })
  .meta({ id: 'ComplaintReceipt' });

export const fileComplaint = defineRequest('complaints.file-complaint', {
  allow: 'anyone',
  request: z.strictObject(filing).meta({ id: 'FileComplaint' }),
  reply: receipt,
});

/** An officer types in what arrived on paper or on the desk's telephone. */
export const transcribeComplaint = defineRequest('complaints.transcribe-complaint', {
  allow: ['officer', 'complaint-handler', 'admin'],
  request: z
    .strictObject({ ...filing, channel: complaintChannel.exclude(['web']), receivedAt: instant })
    .meta({ id: 'TranscribeComplaint' }),
  reply: receipt,
});

export const complaintStatus = z
  .object({
    code,
    kind: complaintKind,
    class: complaintClass.nullable(),
    state: complaintState,
    channel: complaintChannel,
    receivedAt: instant,
    closedAt: instant.nullable(),
    erasedAt: instant
      .nullable()
      .describe('Since then only the codes and dates are kept, as its time is over'),
    canReopen: z.boolean(),
    deadlines: z.array(deadline),
    escalation: z
      .object({ name: z.string(), link: z.url() })
      .nullable()
      .describe('Once a promised date has passed: who hears complaints about the office'),
  })
  .meta({ id: 'ComplaintStatus' });

export const threadMessage = z
  .object({
    id,
    from: z.enum(['reporter', 'office']),
    kind: z
      .enum(['report', 'message', 'initial-response', 'substantive-response', 'notice', 'note'])
      .describe('A note is between handlers: the reporter never sees it'),
    body: z.string(),
    redacted: z
      .boolean()
      .describe('Words of it were taken out, for a reason of somebody’s privacy'),
    at: instant,
    delivery: z
      .enum(['pending', 'sent', 'delivered', 'read', 'bounced', 'failed'])
      .nullable()
      .optional()
      .describe('How far an answer, or the mail about it, came on its way; null where it has none'),
  })
  .meta({ id: 'ComplaintMessage' });

export const handOver = z
  .object({
    to: z.enum(['sp4n-lapor', 'whistle-blowing-system']),
    number: z.string().trim().min(1).max(60).describe('What the other side calls the case'),
    receiptHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .default(null)
      .describe('SHA-256 of the receipt they gave: the proof, without its words'),
  })
  .meta({ id: 'HandOver' });
const handedOver = handOver
  .extend({ at: instant })
  .meta({ id: 'HandedOver' })
  .nullable()
  .describe('To whom the case went on');

export const readComplaintStatus = defineRequest('complaints.read-status', {
  allow: 'anyone',
  request: z.object({ code }),
  reply: complaintStatus,
});

/** With the PIN: status, subject and the whole thread. */
export const readComplaintThread = defineRequest('complaints.read-thread', {
  allow: 'anyone',
  request: z.object({ code, pin }),
  reply: complaintStatus
    .extend({
      subject: z.string(),
      messages: z.array(threadMessage),
      attachments: z.array(complaintAttachment),
      rating: z.number().int().nullable(),
      handedOver,
    })
    .meta({ id: 'ComplaintThread' }),
});

export const addComplaintMessage = defineRequest('complaints.add-message', {
  allow: 'anyone',
  request: z.strictObject({ code, pin, body: message }).meta({ id: 'AddComplaintMessage' }),
  reply: threadMessage,
});

export const reopenComplaint = defineRequest('complaints.reopen', {
  allow: 'anyone',
  request: z.strictObject({ code, pin, body: message }).meta({ id: 'ReopenComplaint' }),
  reply: complaintStatus,
});

export const rateComplaint = defineRequest('complaints.rate', {
  allow: 'anyone',
  request: z
    .strictObject({ code, pin, rating: z.number().int().min(1).max(5) })
    .meta({ id: 'RateComplaint' }),
  reply: nothing,
});

export const reporterContact = z.object({
  name: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
});

/** Another report about the same thing. */
const linkedComplaint = z
  .object({
    id,
    number: z.string(),
    subject: z.string(),
    channel: complaintChannel,
    state: complaintState,
  })
  .meta({ id: 'LinkedComplaint' });

export const deskComplaint = complaintStatus
  .extend({
    id,
    number: z.string().describe('Internal register number, per year'),
    subject: z.string(),
    subjectRedacted: z.boolean(),
    body: z.string(),
    anonymous: z.boolean(),
    secret: z.boolean(),
    handedOver,
    contactLeft: z
      .boolean()
      .describe('The reporter may be asked for; never when they want to stay unknown'),
    assigneeId: id.nullable(),
    concernsIds: z.array(id).describe('Whom the case is about: to them it does not exist'),
    entrustedIds: z
      .array(id)
      .describe('Who alone handles a supervisory case; everybody while it is empty'),
    overdue: z.boolean(),
    transcript: z
      .object({
        byId: id,
        checkedById: id.nullable(),
        checkedAt: instant.nullable(),
        awaitsCheck: z.boolean().describe('Its dates count once a second person has checked it'),
      })
      .nullable()
      .describe('Of what an officer wrote down; null for what came by itself'),
    messages: z.array(threadMessage),
    attachments: z.array(complaintAttachment),
    lead: linkedComplaint
      .nullable()
      .describe(
        'The case it is merged into: what is decided and answered there is so here as well',
      ),
    members: z
      .array(linkedComplaint)
      .describe('Cases merged into this one, of those the handler may see'),
    whatsapp: z
      .object({
        windowClosesAt: instant.describe('Until then an answer goes as it is written'),
        sentThisMonth: z.number().int(),
        freePerMonth: z.number().int(),
      })
      .nullable()
      .describe('Null where answers do not go by WhatsApp'),
  })
  .meta({ id: 'DeskComplaint' });

const deskComplaintSummary = deskComplaint
  .omit({
    messages: true,
    attachments: true,
    body: true,
    lead: true,
    members: true,
    whatsapp: true,
  })
  .meta({ id: 'DeskComplaintSummary' });

export const listComplaints = defineRequest('complaints.list-complaints', {
  allow: handlers,
  request: paging.extend({
    state: complaintState.optional(),
    channel: complaintChannel.optional(),
    overdue: z.stringbool().optional(),
    mine: z.stringbool().optional().describe('Those assigned to whoever asks'),
  }),
  reply: pageOf(deskComplaintSummary),
});

const similarComplaints = z
  .object({
    items: z.array(
      deskComplaintSummary
        .extend({ likeness: z.number().describe('Share of common words, 0 to 1') })
        .meta({ id: 'SimilarComplaint' }),
    ),
  })
  .meta({ id: 'SimilarComplaints' });

/** Other reports of the same weeks and kind that say much the same; only those the handler may see. */
export const findSimilarComplaints = defineRequest('complaints.find-similar', {
  allow: handlers,
  request: z.object({ complaintId: id }),
  reply: similarComplaints,
});

/** The same for what is being written down and is no case yet. */
export const findSimilarToDraft = defineRequest('complaints.find-similar-to-draft', {
  allow: handlers,
  request: z
    .strictObject({
      kind: complaintKind,
      subject: filing.subject,
      body: filing.body,
      receivedAt: instant,
    })
    .meta({ id: 'ComplaintDraft' }),
  reply: similarComplaints,
});

export const readComplaint = defineRequest('complaints.read-complaint', {
  allow: handlers,
  request: z.object({ complaintId: id }),
  reply: deskComplaint,
});

export const handleComplaint = defineRequest('complaints.handle-complaint', {
  allow: handlers,
  request: z
    .discriminatedUnion('action', [
      z.strictObject({
        complaintId: id,
        action: z.literal('classify'),
        class: complaintClass,
        kind: complaintKind.optional(),
      }),
      z.strictObject({ complaintId: id, action: z.literal('assign'), assigneeId: id }),
      z.strictObject({
        complaintId: id,
        action: z.literal('initial-response'),
        body: message,
        waitForReporter: z.boolean().default(false),
      }),
      z.strictObject({ complaintId: id, action: z.literal('substantive-response'), body: message }),
      z.strictObject({ complaintId: id, action: z.literal('note'), body: message }),
      z.strictObject({
        complaintId: id,
        action: z.literal('concern'),
        accountIds: z.array(id).max(20),
      }),
      z.strictObject({
        complaintId: id,
        action: z.literal('entrust'),
        accountIds: z.array(id).min(1).max(20),
      }),
      z.strictObject({ complaintId: id, action: z.literal('close') }),
      z.strictObject({ complaintId: id, action: z.literal('hand-over'), ...handOver.shape }),
    ])
    .meta({ id: 'HandleComplaint' }),
  reply: deskComplaint,
});

/** A second person held the text against the paper; what they send is what the paper says. */
export const checkTranscript = defineRequest('complaints.check-transcript', {
  allow: handlers,
  request: z
    .strictObject({
      complaintId: id,
      subject: filing.subject,
      body: filing.body,
      receivedAt: instant.describe('When it came, by the paper'),
    })
    .meta({ id: 'CheckTranscript' }),
  reply: deskComplaint,
});

/** Meta asks once whether the address of the webhook is ours; the answer is its own challenge. */
export const confirmWhatsappWebhook = defineRequest('complaints.confirm-whatsapp-webhook', {
  allow: 'anyone',
  request: z.object({
    'hub.mode': z.literal('subscribe'),
    'hub.verify_token': z.string().max(200),
    'hub.challenge': z.string().max(200),
  }),
  reply: z.object({ challenge: z.string() }),
});

/** What WhatsApp tells, byte for byte: who it is from is known by the signature of exactly these bytes. */
export const receiveWhatsapp = defineRequest('complaints.receive-whatsapp', {
  allow: 'anyone',
  request: z.object({
    body: z.base64().max(700_000),
    signature: z.string().max(100).describe('`X-Hub-Signature-256`'),
  }),
  reply: nothing,
});
