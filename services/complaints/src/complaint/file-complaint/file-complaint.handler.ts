import { Controller } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  complaintReceived,
  fileComplaint,
  newId,
  transcribeComplaint,
  type RequestOf,
} from '@pst/contracts';
import { Answers } from '@pst/messaging';
import { Transaction, type Tx } from '@pst/persistence';
import { randomDigits, trackingCode, type Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { CaseFile } from '../case-file.ts';
import { Complaint } from '../domain/complaint.ts';

type Filing = RequestOf<typeof fileComplaint>;
const PIN_LENGTH = 6;

/** A report enters the register: from the web by its reporter, from paper by an officer. */
@Controller()
export class FileComplaintHandler {
  constructor(
    private readonly transaction: Transaction,
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly file: CaseFile,
  ) {}

  @Answers(fileComplaint)
  fromWeb(filing: Filing, caller: Caller) {
    return this.transaction.once(caller, (tx) =>
      this.enter(tx, filing, caller, { channel: 'web', receivedAt: this.clock.now() }),
    );
  }

  @Answers(transcribeComplaint)
  fromPaper(command: RequestOf<typeof transcribeComplaint>, caller: Caller) {
    const { channel, receivedAt, ...filing } = command;
    const now = this.clock.now();
    // Paper cannot have come later than it was typed in.
    const arrived = new Date(Math.min(Date.parse(receivedAt), now.getTime()));
    return this.transaction.once(caller, (tx) =>
      this.enter(tx, filing, caller, { channel, receivedAt: arrived }),
    );
  }

  private async enter(
    tx: Tx,
    filing: Filing,
    { office, language }: Caller,
    { channel, receivedAt }: Pick<Complaint, 'channel' | 'receivedAt'>,
  ) {
    const id = newId(this.clock.now().getTime());
    const code = trackingCode('ADU');
    const pin = randomDigits(PIN_LENGTH);
    const { kind, anonymous, secret } = filing;
    const complaint = Complaint.received(
      {
        id,
        office,
        code,
        number: await this.nextNumber(tx, office, receivedAt),
        pinIndex: this.file.pinIndex(code, pin),
        channel,
        anonymous,
        secret,
        language,
        receivedAt,
        subjectSealed: this.file.sealSubject(id, filing.subject),
        contactSealed: this.file.sealContact(id, filing.contact),
        kind,
      },
      this.file.rules,
    );
    await tx.db.insert(Complaint, complaint);
    await this.file.write(tx, complaint, {
      from: 'reporter',
      kind: 'report',
      body: filing.body,
      authorId: null,
    });
    await tx.publish(
      complaintReceived.create(
        {
          complaintId: id,
          channel,
          kind,
          anonymous,
          secret,
          receivedAt: receivedAt.toISOString(),
        },
        { office, about: id, at: receivedAt },
      ),
    );
    const { deadlines } = this.file.status(complaint);
    return { id, code, pin, receivedAt: receivedAt.toISOString(), deadlines };
  }

  /** `2026/0001`, counted per office and year; the public code is random and says nothing. */
  private async nextNumber(tx: Tx, office: string, receivedAt: Date): Promise<string> {
    const year = Number(this.time.businessDateOf(receivedAt).slice(0, 4));
    const [{ last }]: [{ last: number }] = await tx.db.query(
      `insert into register_counter as counter (office, year, last) values ($1, $2, 1)
       on conflict (office, year) do update set last = counter.last + 1
       returning last`,
      [office, year],
    );
    return `${year}/${String(last).padStart(4, '0')}`;
  }
}
