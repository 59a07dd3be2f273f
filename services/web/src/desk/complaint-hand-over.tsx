import type { readComplaint, ReplyOf } from '@pst/contracts';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { useFormat, useSay } from '../language/language.ts';

type Case = ReplyOf<typeof readComplaint>;
type Act = (action: {
  action: string;
  to: string;
  number: string;
  receiptHash: string | null;
}) => void;

const OPEN: readonly Case['state'][] = ['classified', 'initial-response', 'waiting-reporter'];

/** To whom a case went on, or the form by which it does. */
export function ComplaintHandOver({ of, act }: { of: Case; act: Act }) {
  const say = useSay();
  const format = useFormat();
  const { word, options } = useCodeWords();
  const [to, setTo] = useState('sp4n-lapor');
  const [number, setNumber] = useState('');
  const [receiptHash, setReceiptHash] = useState<string | null>(null);
  if (of.handedOver) {
    return (
      <p className="note" style={{ overflowWrap: 'anywhere' }}>
        {word('handOver', of.handedOver.to)}: {of.handedOver.number},{' '}
        {format.dayTime(of.handedOver.at)}
        {of.handedOver.receiptHash && ` · SHA-256 ${of.handedOver.receiptHash}`}
        {of.handedOver.to === 'whistle-blowing-system' &&
          ` · ${say('isinya tersegel', 'its content is sealed')}`}
      </p>
    );
  }
  if (!OPEN.includes(of.state)) {
    return null;
  }
  const sealing = to === 'whistle-blowing-system';
  return (
    <details>
      <summary>{say('Serahkan kepada pihak lain', 'Hand over')}</summary>
      <form
        className="stack"
        style={{ paddingTop: '0.75rem' }}
        onSubmit={(event) => {
          event.preventDefault();
          act({ action: 'hand-over', to, number, receiptHash });
        }}
      >
        <NativeSelect
          label={say('Kepada', 'To')}
          maw={360}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          data={options('handOver').filter(
            ({ value }) => value === 'sp4n-lapor' || of.class === 'supervisory',
          )}
        />
        <TextInput
          label={say('Nomor di sana', 'Number there')}
          description={
            sealing
              ? say(
                  'Pengaduan ditutup di sini, dan isinya tidak dapat dibaca lagi oleh petugas.',
                  'The case ends here, and no officer can read what it says any more.',
                )
              : say('Diperlihatkan kepada pelapor.', 'The reporter sees it.')
          }
          required
          maxLength={60}
          maw={360}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <label>
          {say('Tanda terima (tinggal sidik jarinya)', 'Receipt (its fingerprint is kept)')}
          <input
            type="file"
            style={{ display: 'block' }}
            required={sealing}
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              void (file ? fingerprintOf(file) : Promise.resolve(null)).then(setReceiptHash);
            }}
          />
        </label>
        <div>
          <Button type="submit" variant="default" disabled={sealing && receiptHash === null}>
            {say('Catat penyerahan', 'Record the hand-over')}
          </Button>
        </div>
      </form>
    </details>
  );
}

/** SHA-256 in hexadecimal; the file itself stays where it is. */
async function fingerprintOf(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
