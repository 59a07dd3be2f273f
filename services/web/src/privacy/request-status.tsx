import type { readPrivacyRequest, ReplyOf } from '@pst/contracts';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { zoneName } from '../gateway/office-zone.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';

type Status = ReplyOf<typeof readPrivacyRequest>;

/** How far a request is, for whoever has its code. */
export function RequestStatus() {
  const say = useSay();
  const [code, setCode] = useState('');
  const look = useAct((typed: string) =>
    ask<Status>(`/v1/privacy-requests/${encodeURIComponent(typed)}`),
  );
  return (
    <section className="stack">
      <h2>{say('Lihat permohonan', 'Follow a request')}</h2>
      <form
        className="row"
        style={{ alignItems: 'end' }}
        onSubmit={(event) => {
          event.preventDefault();
          look.mutate(code.trim());
        }}
      >
        <TextInput
          id="field-code"
          label={say('Kode permohonan', 'Code of the request')}
          placeholder="PDP-XXXX-XXXX"
          autoCapitalize="characters"
          autoComplete="off"
          required
          minLength={8}
          maxLength={20}
          flex="1 1 200px"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={look.isPending}>
          {say('Lihat', 'Show')}
        </Button>
      </form>
      <ProblemAlert problem={look.error} />
      <div aria-live="polite">{look.data && <Facts status={look.data} />}</div>
    </section>
  );
}

function Facts({
  status: { kind, state, receivedAt, dueAt, closedAt, refusal },
}: {
  status: Status;
}) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const time = (at: string) => `${format.dayTime(at)} ${zoneName()}`;
  return (
    <dl className="facts card">
      <dt>{say('Permohonan', 'Request')}</dt>
      <dd>{word('privacyKind', kind)}</dd>
      <dt>{say('Keadaan', 'State')}</dt>
      <dd>
        <b>{word('privacyState', state)}</b>
      </dd>
      {refusal !== null && (
        <>
          <dt>{say('Alasan', 'Reason')}</dt>
          <dd>{word('privacyRefusal', refusal)}</dd>
        </>
      )}
      <dt>{say('Diterima', 'Received')}</dt>
      <dd>{time(receivedAt)}</dd>
      {closedAt === null ? (
        <>
          <dt>{say('Dijawab paling lambat', 'Answered by')}</dt>
          <dd>{time(dueAt)}</dd>
        </>
      ) : (
        <>
          <dt>{say('Dijawab', 'Answered')}</dt>
          <dd>{time(closedAt)}</dd>
        </>
      )}
    </dl>
  );
}
