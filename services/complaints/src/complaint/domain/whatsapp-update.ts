import { z } from 'zod';

const named = z.object({ body: z.string().optional(), title: z.string().optional() });
const file = z.object({
  id: z.string().optional(),
  sha256: z.string().optional(),
  caption: z.string().optional(),
  filename: z.string().optional(),
});
const heard = z.looseObject({
  id: z.string(),
  from: z.string().optional(),
  /** Who has no telephone number for us has this (business-scoped id). */
  from_user_id: z.string().optional(),
  timestamp: z.coerce.number(),
  type: z.string(),
  context: z.object({ id: z.string().optional() }).optional(),
  text: named.optional(),
  button: z.object({ text: z.string() }).optional(),
  interactive: z
    .object({ button_reply: named.optional(), list_reply: named.optional() })
    .optional(),
  image: file.optional(),
  video: file.optional(),
  audio: file.optional(),
  document: file.optional(),
  location: z
    .object({ latitude: z.number(), longitude: z.number(), name: z.string().optional() })
    .optional(),
  edit: z.object({ message: z.looseObject({ text: named.optional() }) }).optional(),
});
const value = z.object({
  metadata: z.object({ phone_number_id: z.string() }).optional(),
  contacts: z
    .array(
      z.object({
        profile: z.object({ name: z.string().optional() }).optional(),
        wa_id: z.string().optional(),
        user_id: z.string().optional(),
      }),
    )
    .default([]),
  messages: z.array(z.unknown()).default([]),
  statuses: z.array(z.unknown()).default([]),
});
const status = z.object({
  id: z.string(),
  status: z.enum(['sent', 'delivered', 'read', 'failed']),
  /** Our own id of the message, which we send along. */
  biz_opaque_callback_data: z.uuid().optional(),
  errors: z.array(z.object({ code: z.number() })).optional(),
});
const update = z.object({
  entry: z.array(
    z.object({ changes: z.array(z.object({ field: z.string(), value: z.unknown() })) }),
  ),
});

/** One message of a person to the office's number. */
export interface WhatsappMessage {
  /** WhatsApp's own id; the same message may be told many times. */
  readonly id: string;
  readonly sender: string;
  /** Null where WhatsApp tells no telephone number. */
  readonly phone: string | null;
  readonly name: string;
  readonly sentAt: Date;
  readonly words: string;
  /** The file it brought, where it is of a kind that the register takes. */
  readonly media:
    | { readonly id: string; readonly sha256: string; readonly fileName: string }
    | undefined;
  /** Id of the message it answers. */
  readonly answers: string | undefined;
}

/** `[foto]`; films and voices are looked at in WhatsApp itself. */
const FILES = { image: 'foto', video: 'video', audio: 'suara', document: 'dokumen' } as const;

/** What a message says; undefined for what is no word to us: reactions, notices of the system, stickers. */
function wordsOf(message: z.output<typeof heard>): string | undefined {
  for (const [type, label] of Object.entries(FILES)) {
    const sent = message[type as keyof typeof FILES]; // the keys of the constant above
    if (sent !== undefined) {
      return [`[${label}${sent.filename ? `: ${sent.filename}` : ''}]`, sent.caption]
        .filter(Boolean)
        .join('\n');
    }
  }
  const { text, button, interactive, location, edit } = message;
  if (location !== undefined) {
    return `[lokasi: ${location.latitude}, ${location.longitude}] ${location.name ?? ''}`.trim();
  }
  if (edit?.message.text?.body !== undefined) {
    return `[diubah] ${edit.message.text.body}`;
  }
  return (
    text?.body ??
    button?.text ??
    interactive?.button_reply?.title ??
    interactive?.list_reply?.title ??
    (message.type === 'unsupported' ? '[pesan yang tidak dapat ditampilkan]' : undefined)
  );
}

function mediaOf({ image, document }: z.output<typeof heard>): WhatsappMessage['media'] {
  const { id, sha256, filename: fileName = 'foto' } = image ?? document ?? {};
  return id === undefined || sha256 === undefined ? undefined : { id, sha256, fileName };
}

/** What WhatsApp tells of a message of ours. */
export interface WhatsappStatus {
  readonly wamid: string;
  readonly sendingId: string | undefined;
  readonly state: 'sent' | 'delivered' | 'read' | 'failed';
  readonly code: string | undefined;
}

/** What one call of the webhook brings, messages oldest first. */
export interface WhatsappUpdate {
  readonly messages: readonly WhatsappMessage[];
  readonly statuses: readonly WhatsappStatus[];
}

/**
 * Reads what the Cloud API tells. Kinds that are not known are passed over, as Meta adds them without
 * notice, and so is what concerns another number of the same business.
 */
export function readUpdate(told: unknown, phoneNumberId: string): WhatsappUpdate {
  const values = (update.safeParse(told).data?.entry ?? [])
    .flatMap(({ changes }) => changes)
    .filter(({ field }) => field === 'messages')
    .flatMap((change) => value.safeParse(change.value).data ?? [])
    .filter(({ metadata }) => metadata?.phone_number_id === phoneNumberId);
  const messages = values.flatMap((one) =>
    one.messages.flatMap((message) => messageOf(message, one.contacts) ?? []),
  );
  const statuses = values.flatMap((one) => one.statuses).flatMap((told) => statusOf(told) ?? []);
  return {
    messages: messages.toSorted((one, other) => one.sentAt.getTime() - other.sentAt.getTime()),
    statuses,
  };
}

function messageOf(
  told: unknown,
  contacts: z.output<typeof value>['contacts'],
): WhatsappMessage | undefined {
  const { data } = heard.safeParse(told);
  const sender = data?.from ?? data?.from_user_id;
  const words = data && wordsOf(data);
  if (data === undefined || sender === undefined || words === undefined) {
    return undefined;
  }
  const contact = contacts.find(
    ({ wa_id: number, user_id: user }) => number === sender || user === sender,
  );
  return {
    id: data.id,
    sender,
    phone: data.from ?? null,
    name: contact?.profile?.name ?? '',
    sentAt: new Date(data.timestamp * 1_000),
    words,
    media: mediaOf(data),
    answers: data.context?.id,
  };
}

function statusOf(told: unknown): WhatsappStatus | undefined {
  const { data } = status.safeParse(told);
  return (
    data && {
      wamid: data.id,
      sendingId: data.biz_opaque_callback_data,
      state: data.status,
      code: data.errors?.[0] && `graph-${data.errors[0].code}`,
    }
  );
}
