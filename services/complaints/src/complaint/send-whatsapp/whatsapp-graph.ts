import { z } from 'zod';
import type { WhatsappSettings } from '../../complaints.config.ts';
import type { GraphOutcome } from '../domain/whatsapp-sending.ts';

const TIMEOUT_MS = 20_000;
const accepted = z.object({ messages: z.array(z.object({ id: z.string() })).min(1) });
const refused = z.object({ error: z.object({ code: z.number() }) });
/** Throttled or out of order for a while (Cloud API error codes); as it is with 429 and 5xx. */
const PASSING = new Set([1, 2, 4, 80007, 130429, 131000, 131016, 131056, 133004]);

/** Hands one message over to the Cloud API, and never throws for what it or the network does. */
export async function sendByGraph(
  { graphUrl, phoneNumberId, accessToken }: WhatsappSettings,
  message: object,
): Promise<GraphOutcome> {
  try {
    const response = await fetch(`${graphUrl}/${phoneNumberId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ messaging_product: 'whatsapp', ...message }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    });
    const answer: unknown = await response.json().catch(() => undefined);
    const wamid = accepted.safeParse(answer).data?.messages[0]?.id;
    if (response.ok && wamid !== undefined) {
      return { kind: 'sent', wamid };
    }
    const code = refused.safeParse(answer).data?.error.code;
    return {
      kind: 'refused',
      // Its words may repeat the number; the code says enough.
      code: code === undefined ? `http-${response.status}` : `graph-${code}`,
      again: response.status === 429 || response.status >= 500 || PASSING.has(code ?? 0),
    };
  } catch {
    return { kind: 'refused', code: 'graph-unreachable', again: true };
  }
}
