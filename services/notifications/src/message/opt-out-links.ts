import { Injectable } from '@nestjs/common';
import type { CoreConfig } from '@pst/config';
import { Config } from '@pst/messaging';
import { PersonalData } from '@pst/security';

/** The two ways out of invitations that a mail carries; they name the mail, and nobody's address. */
export interface OptOut {
  /** What mail programs post to (RFC 8058). */
  readonly oneClick: string;
  /** The page of the same. */
  readonly page: string;
}

/** Makes and knows again the words by which the reader of one mail declines more of its kind. */
@Injectable()
export class OptOutLinks {
  constructor(
    private readonly personal: PersonalData,
    @Config() private readonly config: CoreConfig,
  ) {}

  of(messageId: string): OptOut {
    const token = `${messageId}.${this.proofOf(messageId)}`;
    const link = (path: string) => new URL(`${path}/${token}`, this.config.PUBLIC_URL).href;
    return { oneClick: link('/v1/mail-opt-outs'), page: link('/berhenti') };
  }

  /** The message a token was made for; undefined for any other word. */
  messageOf(token: string): string | undefined {
    const [messageId = '', proof] = token.split('.');
    return proof === this.proofOf(messageId) ? messageId : undefined;
  }

  private proofOf(messageId: string): string {
    return this.personal.fingerprint(messageId, 'message.opt-out');
  }
}
