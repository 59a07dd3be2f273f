import { eventually, type RunningSystem } from '@pst/testing';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';

/** An answer of the gateway, its body read as JSON when it is JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Journeys assert what they need of an answer; its form is the OpenAPI description's business.
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any
}

export interface Ask {
  readonly method?: string;
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

/** The gateway as a client sees it. */
export class Desk {
  constructor(private readonly system: Pick<RunningSystem, 'gateway' | 'mail' | 'accounts'>) {}

  /** As our clients do, where a proof of work is wanted it is made and the request sent again. */
  async ask(path: string, ask: Ask = {}): Promise<Answer> {
    const answer = await this.askOnce(path, ask);
    if (answer.status !== 428) {
      return answer;
    }
    const { challenge } = answer.body;
    const solution = await solveChallenge({ challenge, deriveKey });
    const proof = btoa(JSON.stringify({ challenge, solution }));
    return this.askOnce(path, { ...ask, headers: { ...ask.headers, 'x-proof-of-work': proof } });
  }

  async askOnce(path: string, { method, body, token, headers = {} }: Ask = {}): Promise<Answer> {
    const response = await fetch(`${this.system.gateway}${path}`, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /[/+]json\b/.test(response.headers.get('content-type') ?? '') && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      body: json ? JSON.parse(text) : text,
    };
  }

  /** The body of an answer that must be a success. */
  async want(path: string, ask: Ask = {}): Promise<Answer['body']> {
    const answer = await this.ask(path, ask);
    if (answer.status >= 300) {
      throw new Error(`${path} answers ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  async signIn({ email, password }: { email: string; password: string }): Promise<string> {
    const { accessToken } = await this.want('/v1/sessions', { body: { email, password } });
    return accessToken;
  }

  /** Signs in as the demo account of a role. */
  async signInAs(role: string): Promise<string> {
    const account = this.system.accounts[role];
    if (account === undefined) {
      throw new Error(`There is no demo account for ${role}`);
    }
    return this.signIn(account);
  }

  /** The newest mail to an address whose subject matches, once it has arrived. */
  async mailTo(
    address: string,
    subject: RegExp,
    patience: { timeoutMs: number } = { timeoutMs: 30_000 },
  ): Promise<Mail> {
    return eventually(async () => {
      const mails = (await (await fetch(`${this.system.mail}/email`)).json()) as Mail[];
      const mail = mails.findLast(
        ({ to, subject: about }) =>
          to.some((recipient) => recipient.address === address) && subject.test(about),
      );
      if (mail === undefined) {
        throw new Error(`No mail to ${address} about ${subject}`);
      }
      return mail;
    }, patience);
  }
}

/** A caught mail, as the mail catcher's API has it. */
export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly to: { address: string }[];
  readonly attachments?: { fileName: string; length: number }[];
}

/** Server-sent events of the queue, as they come. */
export async function watchQueue(system: RunningSystem) {
  const stop = new AbortController();
  const seen: Answer['body'][] = [];
  const response = await fetch(`${system.gateway}/v1/queue/stream`, { signal: stop.signal });
  const reading = (async () => {
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString('utf8');
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
        if (data !== undefined) {
          seen.push(JSON.parse(data));
        }
        text = text.slice(end + 2);
      }
    }
  })().catch(() => undefined); // aborting ends the reading
  return {
    contentType: response.headers.get('content-type'),
    seen,
    async close() {
      stop.abort();
      await reading;
    },
  };
}
