import type { ComplaintAttachment } from '@pst/contracts';
import { Button, Progress } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { Problem } from '../gateway/gateway.ts';
import { upload } from '../gateway/upload.ts';
import { useSay } from '../language/language.ts';

type Outcome = number | 'sent' | Problem;

/** Sends files to a case one after the other, and shows how far each is. A failed one can be sent again. */
export function SentFiles({
  code,
  pin,
  files,
  then,
}: {
  code: string;
  pin: string;
  files: readonly File[];
  then?: () => void;
}) {
  const say = useSay();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<File, Outcome>>(new Map());
  const begun = useRef(false);
  const note = (file: File, outcome: Outcome) =>
    setOutcomes((known) => new Map(known).set(file, outcome));
  const send = async (some: readonly File[]) => {
    for (const file of some) {
      const form = new FormData();
      form.append('file', file);
      note(file, 0);
      try {
        await upload<ComplaintAttachment>(
          'POST',
          `/v1/complaints/${encodeURIComponent(code)}/attachments`,
          form,
          (share) => note(file, share),
          { 'X-Complaint-Pin': pin },
        );
        note(file, 'sent');
      } catch (error) {
        if (!(error instanceof Problem)) {
          throw error;
        }
        note(file, error);
      }
    }
    then?.();
  };
  useEffect(() => {
    // Once, however often the screen is drawn.
    if (!begun.current) {
      begun.current = true;
      void send(files);
    }
  });
  return (
    <ul className="plain-list no-print" aria-label={say('Lampiran', 'Files')}>
      {files.map((file) => {
        const outcome = outcomes.get(file) ?? 0;
        return (
          <li key={`${file.name} ${file.lastModified}`} className="stack" style={{ gap: '0.4rem' }}>
            <div className="row between">
              <span>{file.name}</span>
              {outcome === 'sent' && (
                <span className="soft small" role="status">
                  {say('Terkirim, sedang diperiksa', 'Sent, being checked')}
                </span>
              )}
              {outcome instanceof Problem && outcome.unanswered && (
                <Button variant="default" size="compact-sm" onClick={() => void send([file])}>
                  {say('Kirim lagi', 'Send again')}
                </Button>
              )}
            </div>
            {typeof outcome === 'number' && (
              <Progress
                value={outcome * 100}
                aria-label={say(`${file.name} terkirim`, `${file.name} sent`)}
              />
            )}
            {outcome instanceof Problem && (
              <p className="small" role="alert" style={{ color: 'var(--bad)' }}>
                {outcome.message}. {outcome.detail}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}
