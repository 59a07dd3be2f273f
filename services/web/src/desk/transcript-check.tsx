import type { readComplaint, ReplyOf } from '@pst/contracts';
import { Button, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ArrivalFields } from '../complaints/arrival-fields.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { useMe } from '../gateway/office.ts';
import { officeDay, officeInstant, officeTime } from '../gateway/office-zone.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';

/** The second person reads the scan and puts right what was written down otherwise. */
export function TranscriptCheck({ of }: { of: ReplyOf<typeof readComplaint> }) {
  const say = useSay();
  const me = useMe();
  const queries = useQueryClient();
  const [subject, setSubject] = useState(of.subject);
  const [body, setBody] = useState(of.body);
  const [arrival, setArrival] = useState({
    day: officeDay(of.receivedAt),
    time: officeTime(of.receivedAt).slice(0, 5),
  });
  const check = useAct(
    (checked: object, key) =>
      ask(`/v1/desk/complaints/${of.id}/transcript-check`, { method: 'POST', body: checked, key }),
    async () => {
      await queries.invalidateQueries({ queryKey: ['complaint', of.id] });
      await queries.invalidateQueries({ queryKey: ['complaint-inbox'] });
    },
  );
  if (me.data?.id === of.transcript?.byId) {
    return (
      <p className="note warn">
        {say(
          'Anda yang menyalin laporan ini. Orang kedua mencocokkannya sebelum ditelaah.',
          'You wrote this report down. A second person checks it before it is classified.',
        )}
      </p>
    );
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const typed = officeInstant(arrival.day, arrival.time).toISOString();
        // The fields show minutes: what was not touched stays to the second.
        const same = typed.slice(0, 16) === of.receivedAt.slice(0, 16);
        check.mutate({ subject, body, receivedAt: same ? of.receivedAt : typed });
      }}
    >
      <h3>{say('Cocokkan dengan suratnya', 'Hold it against the paper')}</h3>
      <p className="soft small">
        {say(
          'Baca pindaian di atas, betulkan yang berbeda. Salinan pertama tetap tersimpan.',
          'Read the scan above and put right what differs. How it was first written down is kept.',
        )}
      </p>
      <ProblemAlert problem={check.error} />
      <ArrivalFields value={arrival} onChange={setArrival} />
      <TextInput
        id="field-subject"
        label={say('Pokok laporan', 'Subject')}
        maxLength={200}
        required
        value={subject}
        onChange={(event) => setSubject(event.currentTarget.value)}
      />
      <Textarea
        id="field-transcript"
        label={say('Isi, kata demi kata', 'What it says, word by word')}
        autosize
        minRows={3}
        maxLength={10_000}
        required
        value={body}
        onChange={(event) => setBody(event.currentTarget.value)}
      />
      <div>
        <Button type="submit" loading={check.isPending}>
          {say('Sesuai dengan suratnya', 'It is what the paper says')}
        </Button>
      </div>
    </form>
  );
}
