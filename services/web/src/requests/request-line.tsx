import type { listOwnRequests, ReplyOf } from '@pst/contracts';
import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { useFormat, useSay } from '../language/language.ts';
import { useOpensInWords } from './opens-in-words.ts';
import { usePagesInWords } from './pages-in-words.ts';
import { RequestClock } from './request-clock.tsx';

type DocumentRequest = ReplyOf<typeof listOwnRequests>['items'][number];

/** How far a request has come, for whoever made it. */
export function RequestLine({
  request,
  children,
}: {
  request: DocumentRequest;
  children?: ReactNode;
}) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const inWords = usePagesInWords();
  const opensInWords = useOpensInWords();
  return (
    <li>
      <div className="row between">
        <span className="soft small num">{request.number}</span>
        <Badge>{word('request', request.state)}</Badge>
      </div>
      <strong>{request.publications.map(inWords).join(', ') || request.description}</strong>
      <span className="soft small">
        {request.deliveredAt
          ? `${say('Terkirim', 'Delivered')} ${format.dayTime(request.deliveredAt)}`
          : `${say('Dijawab paling lambat', 'Answered by')} ${format.dayTime(request.dueAt)}`}
      </span>
      <RequestClock request={request} label={say('Sampai terkirim:', 'Until delivered:')} />
      {request.deliveredAt && request.opens && (
        <span className="soft small">
          {say('Tautan', 'Link')} {opensInWords(request.opens)}
        </span>
      )}
      {request.failure && (
        <p className="note warn">
          {say(
            `E-mail kami tidak sampai: ${word('mailFailure', request.failure)}. Periksa alamat e-mail Anda; petugas dapat mengirim ulang.`,
            `Our mail did not reach you: ${word('mailFailure', request.failure)}. Check your e-mail address; an officer can send it again.`,
          )}
        </p>
      )}
      {request.answer && <p className="note">{request.answer}</p>}
      {children}
    </li>
  );
}

export function Sent({ request, email }: { request: DocumentRequest; email?: string }) {
  const say = useSay();
  const format = useFormat();
  const by = format.dayTime(request.dueAt);
  return (
    <div className="note good" role="status">
      <strong>
        {say('Permintaan terkirim:', 'Request sent:')} {request.number}
      </strong>
      <p>
        {email === undefined
          ? say(`Dijawab paling lambat ${by} lewat e-mail.`, `Answered by ${by} by e-mail.`)
          : say(`Dijawab paling lambat ${by} ke ${email}.`, `Answered by ${by} at ${email}.`)}
      </p>
    </div>
  );
}
