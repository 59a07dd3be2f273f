import type { readComplaint, readOriginal, ReplyOf } from '@pst/contracts';
import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { WordsToHide } from '../components/words-to-hide.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { ReasonToRead } from './reason-to-read.tsx';

type Case = ReplyOf<typeof readComplaint>;

/** Takes words that tell of a person out of a case, and reads for a reason what was taken out. */
export function ComplaintRedaction({
  of,
  act,
}: {
  of: Case;
  act: (action: { action: string; messageId: string | null; hide: string[] }) => void;
}) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const [chosen, setChosen] = useState('');
  const [hide, setHide] = useState<string[]>([]);
  const texts = [
    { id: '', name: say('Perihal', 'Subject'), text: of.subject, redacted: of.subjectRedacted },
    ...of.messages.map(({ id, kind, at, body, redacted }) => ({
      id,
      name: `${word('complaintMessage', kind)}, ${format.dayTime(at)}`,
      text: body,
      redacted,
    })),
  ];
  const text = texts.find(({ id }) => id === chosen) ?? texts[0];
  const messageId = chosen === '' ? null : chosen;
  return (
    <details>
      <summary>
        {say('Samarkan kata yang menyebut orang', 'Hide words that tell of a person')}
      </summary>
      <div className="stack" style={{ paddingTop: '0.75rem' }}>
        <NativeSelect
          label={say('Dalam teks', 'In the text')}
          value={chosen}
          onChange={(event) => {
            setChosen(event.currentTarget.value);
            setHide([]);
          }}
          data={texts.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {text && (
          <>
            <p className="bubble" style={{ overflowWrap: 'anywhere' }}>
              {text.text}
            </p>
            <WordsToHide text={text.text} hide={hide} choose={setHide} />
            <p className="soft small">
              {say(
                'Sejak itu petugas dan pelapor membaca teks tanpa kata tersebut. Aslinya tersimpan tersegel.',
                'From then on officers and the reporter read the text without them. The original is kept, sealed.',
              )}
            </p>
            <div className="row">
              <Button
                disabled={hide.length === 0}
                onClick={() => {
                  act({ action: 'redaction', messageId, hide });
                  setHide([]);
                }}
              >
                {say('Samarkan dalam laporan', 'Hide in the case')}
              </Button>
            </div>
            {text.redacted && <Original key={chosen} complaintId={of.id} messageId={messageId} />}
          </>
        )}
      </div>
    </details>
  );
}

function Original({ complaintId, messageId }: { complaintId: string; messageId: string | null }) {
  const say = useSay();
  const read = useAct((body: { messageId: string | null; reason: string }, key) =>
    ask<ReplyOf<typeof readOriginal>>(`/v1/desk/complaints/${complaintId}/original`, {
      method: 'POST',
      body,
      key,
    }),
  );
  if (read.data) {
    return (
      <div>
        <span className="soft small">{say('Teks asli', 'Original text')}</span>
        <p className="bubble" style={{ overflowWrap: 'anywhere' }}>
          {read.data.text}
        </p>
      </div>
    );
  }
  return (
    <ReasonToRead
      label={say('Baca aslinya: untuk apa?', 'Read the original: what for?')}
      usual="check-identity"
      press={say('Baca aslinya', 'Read the original')}
      reading={read}
      read={(reason) => read.mutate({ messageId, reason })}
    />
  );
}
