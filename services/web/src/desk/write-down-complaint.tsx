import type { Account } from '@pst/contracts';
import { Button, Switch, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ArrivalFields } from '../complaints/arrival-fields.tsx';
import { AttachmentPicker } from '../complaints/attachment-picker.tsx';
import { ComplaintReceipt, type Receipt } from '../complaints/receipt.tsx';
import { Choices } from '../components/choices.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { useNow } from '../gateway/office-clock.ts';
import { officeDay, officeInstant, officeTime } from '../gateway/office-zone.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import { AlreadyWrittenDown } from './already-written-down.tsx';
import { DeskPage } from './desk-page.tsx';

/** What came on paper, or by WhatsApp where the office's number is on no interface, enters the register. */
export function WriteDownComplaint() {
  const say = useSay();
  const [filed, setFiled] = useState<{ receipt: Receipt; files: readonly File[] }>();
  if (filed) {
    return (
      <ComplaintReceipt
        {...filed}
        aside={
          <Button className="no-print" variant="default" onClick={() => setFiled(undefined)}>
            {say('Catat laporan berikutnya', 'Write down the next one')}
          </Button>
        }
      />
    );
  }
  return (
    <DeskPage
      title={say('Catat laporan', 'Write down a report')}
      roles={['officer', 'complaint-handler', 'admin']}
    >
      {(me) => <Form me={me} done={(receipt, files) => setFiled({ receipt, files })} />}
    </DeskPage>
  );
}

function Form({
  me,
  done,
}: {
  me: Account;
  done: (receipt: Receipt, files: readonly File[]) => void;
}) {
  const say = useSay();
  const { word } = useCodeWords();
  const [channel, setChannel] = useState<'box' | 'whatsapp' | 'email'>('box');
  const [kind, setKind] = useState<'complaint' | 'information' | 'aspiration'>('complaint');
  const now = useNow();
  const [arrival, setArrival] = useState({
    day: officeDay(now),
    time: officeTime(now).slice(0, 5),
  });
  const [subject, setSubject] = useState('');
  const [body, setBody] = useState('');
  const [anonymous, setAnonymous] = useState(false);
  const [contact, setContact] = useState({ name: '', phone: '', email: '' });
  const [files, setFiles] = useState<File[]>([]);
  const file = useAct(
    (report: object, key) =>
      ask<Receipt>('/v1/desk/complaints', { method: 'POST', body: report, key }),
    (receipt) => done(receipt, files),
  );
  return (
    <form
      className="stack narrow"
      onSubmit={(event) => {
        event.preventDefault();
        const left = Object.fromEntries(
          Object.entries(contact).filter(([, value]) => value.trim()),
        );
        file.mutate({
          channel,
          kind,
          subject,
          body,
          anonymous,
          receivedAt: officeInstant(arrival.day, arrival.time).toISOString(),
          ...(Object.keys(left).length > 0 && !anonymous && { contact: left }),
        });
      }}
    >
      <ProblemAlert problem={file.error} />
      <Choices
        legend={say('Datang melalui', 'Came by')}
        name="channel"
        value={channel}
        onChange={setChannel}
        options={(['box', 'whatsapp', 'email'] as const).map((value) => ({
          value,
          label: word('complaintChannel', value),
        }))}
      />
      <ArrivalFields value={arrival} onChange={setArrival} />
      <Choices
        legend={say('Jenis laporan', 'Kind of report')}
        name="kind"
        value={kind}
        onChange={setKind}
        options={(['complaint', 'information', 'aspiration'] as const).map((value) => ({
          value,
          label: word('complaintKind', value),
        }))}
      />
      <TextInput
        id="field-subject"
        label={say('Pokok laporan', 'Subject')}
        maxLength={200}
        required
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      <Textarea
        id="field-body"
        label={say('Isi, kata demi kata', 'What it says, word by word')}
        autosize
        minRows={5}
        maxLength={10_000}
        required
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      {me.roles.some((role) => role === 'complaint-handler' || role === 'admin') && (
        <AlreadyWrittenDown
          draft={{
            kind,
            subject,
            body,
            receivedAt: officeInstant(arrival.day, arrival.time).toISOString(),
          }}
        />
      )}
      <AttachmentPicker files={files} onChange={setFiles} />
      <Switch
        checked={anonymous}
        onChange={(event) => setAnonymous(event.currentTarget.checked)}
        label={say('Penulis tidak menyebut nama', 'The writer gives no name')}
      />
      {!anonymous && (
        <fieldset>
          <legend>{say('Penulis (boleh dilewati)', 'Writer (optional)')}</legend>
          <TextInput
            label={say('Nama', 'Name')}
            autoComplete="off"
            value={contact.name}
            onChange={(event) => setContact({ ...contact, name: event.currentTarget.value })}
          />
          <TextInput
            label={say('Telepon', 'Telephone')}
            type="tel"
            autoComplete="off"
            value={contact.phone}
            onChange={(event) => setContact({ ...contact, phone: event.currentTarget.value })}
          />
          <TextInput
            id="field-contact.email"
            label="E-mail"
            type="email"
            autoComplete="off"
            value={contact.email}
            onChange={(event) => setContact({ ...contact, email: event.currentTarget.value })}
          />
        </fieldset>
      )}
      <div>
        <Button type="submit" size="lg" loading={file.isPending}>
          {say('Catat dan cetak kode', 'Write down and print the code')}
        </Button>
      </div>
    </form>
  );
}
