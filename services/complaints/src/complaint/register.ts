import { Injectable } from '@nestjs/common';
import { Clock } from '@pst/config';
import {
  complaintReceived,
  complaintReopened,
  newId,
  type fileComplaint,
  type RequestOf,
} from '@pst/contracts';
import type { Tx } from '@pst/persistence';
import { randomDigits, trackingCode, type Caller } from '@pst/security';
import { WorkingTime } from '@pst/service-standard';
import { CaseFile } from './case-file.ts';
import { Complaint } from './domain/complaint.ts';

const PIN_LENGTH = 6;

/** The one register: a report enters it the same way, whichever channel it came by. */
@Injectable()
export class Register {
  constructor(
    private readonly clock: Clock,
    private readonly time: WorkingTime,
    private readonly file: CaseFile,
  ) {}

  /** The receipt of the new case; its PIN is told here and never again. */
  async enter(
    tx: Tx,
    filing: RequestOf<typeof fileComplaint>,
    { office, language }: Pick<Caller, 'office' | 'language'>,
    {
      channel,
      receivedAt,
      transcribedBy = null,
    }: Pick<Complaint, 'channel' | 'receivedAt'> & Partial<Pick<Complaint, 'transcribedBy'>>,
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
        transcribedBy,
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

  /** A word of the reporter in their own case; undefined when the case is over and it begins a new one. */
  async carryOn(
    tx: Tx,
    complaint: Complaint,
    body: string,
  ): Promise<'continued' | 'reopened' | undefined> {
    const now = this.clock.now();
    const { isOpen } = complaint;
    if (isOpen) {
      complaint.hear(now, this.file.rules);
    } else if (complaint.canReopen(now)) {
      complaint.reopen(now, this.file.rules);
      await tx.publish(
        complaintReopened.create(
          { complaintId: complaint.id, reopenedAt: now.toISOString() },
          { office: complaint.office, about: complaint.id, at: now },
        ),
      );
    } else {
      return undefined;
    }
    await tx.db.save(complaint);
    await this.file.write(tx, complaint, {
      from: 'reporter',
      kind: 'message',
      body,
      authorId: null,
    });
    return isOpen ? 'continued' : 'reopened';
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
