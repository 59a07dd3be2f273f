import { sendMessage, type SendMessage } from '@pst/contracts';
import { PersonalData } from '@pst/security';

/** Seals send-message commands for the bus: only notifications has a use for the key. */
export class MessageSeal {
  private readonly box: PersonalData;

  constructor(key: string) {
    this.box = new PersonalData(key);
  }

  seal(message: SendMessage): string {
    return this.box.seal(JSON.stringify(message), `message|${message.id}`);
  }

  /** Throws when the envelope was not sealed for this id. */
  open(id: string, sealed: string): SendMessage {
    return sendMessage.parse(JSON.parse(this.box.open(sealed, `message|${id}`)));
  }
}
