import type { listSessions, ReplyOf } from '@pst/contracts';
import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Page } from '../components/page.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { OpenSurveys } from '../survey/open-surveys.tsx';
import { MyFollowings } from './my-followings.tsx';
import { SecondFactor } from './second-factor.tsx';
import { SignedIn } from './signed-in.tsx';
import { LinkSingleSignOn } from './single-sign-on.tsx';

export function MyAccount() {
  const say = useSay();
  return (
    <Page narrow title={say('Akun dan privasi', 'Account and privacy')}>
      <SignedIn>
        {(me) => (
          <div className="stack-lg">
            <OpenSurveys />
            <dl className="facts">
              <dt>{say('Nama', 'Name')}</dt>
              <dd>{me.name}</dd>
              <dt>E-mail</dt>
              <dd>{me.email}</dd>
            </dl>
            {!me.singleSignOn && <SecondFactor />}
            <LinkSingleSignOn linked={me.singleSignOn} />
            <MyFollowings />
            <Sessions />
            <section className="stack">
              <h2>{say('Data saya', 'My data')}</h2>
              <p className="soft">
                {say(
                  'Unduh semua yang kami simpan tentang Anda.',
                  'Download everything we hold about you.',
                )}
              </p>
              <div>
                <Button
                  component="a"
                  href="/v1/me/export"
                  download="data-saya.json"
                  variant="default"
                >
                  {say('Unduh data saya', 'Download my data')}
                </Button>
              </div>
            </section>
            <CloseAccount />
          </div>
        )}
      </SignedIn>
    </Page>
  );
}

function Sessions() {
  const say = useSay();
  const format = useFormat();
  const queries = useQueryClient();
  const sessions = useQuery<ReplyOf<typeof listSessions>, Problem>({
    queryKey: ['sessions'],
    queryFn: () => ask('/v1/sessions'),
  });
  const end = useAct(
    (id: string) => ask(`/v1/sessions/${id}`, { method: 'DELETE' }),
    () => queries.invalidateQueries({ queryKey: ['sessions'] }),
  );
  return (
    <section className="stack">
      <h2>{say('Perangkat yang sedang masuk', 'Signed-in devices')}</h2>
      <ProblemAlert problem={end.error} />
      <Shown of={sessions} lines={2}>
        {({ items }) => (
          <ul className="results">
            {items.map((session) => (
              <li key={session.id} className="row between" style={{ display: 'flex' }}>
                <span>
                  {session.client === 'browser'
                    ? say('Peramban', 'Browser')
                    : say('Aplikasi', 'App')}
                  {session.current && ` (${say('perangkat ini', 'this device')})`}
                  <span className="soft small" style={{ display: 'block' }}>
                    {format.dayTime(session.lastSeenAt)}
                  </span>
                </span>
                {!session.current && (
                  <Button variant="default" onClick={() => end.mutate(session.id)}>
                    {say('Keluarkan', 'Sign out')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Shown>
    </section>
  );
}

function CloseAccount() {
  const say = useSay();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const close = useAct(
    () => ask('/v1/me', { method: 'DELETE' }),
    async () => {
      queries.clear();
      await navigate({ to: '/' });
    },
  );
  return (
    <section className="stack">
      <h2>{say('Tutup akun', 'Close the account')}</h2>
      <p className="soft">
        {say(
          'Data pribadi Anda dihapus; angka statistik tetap.',
          'Your personal data are erased; statistics remain.',
        )}
      </p>
      <div>
        <Button variant="default" c="var(--bad)" onClick={() => setAsked(true)}>
          {say('Tutup akun saya', 'Close my account')}
        </Button>
      </div>
      <Modal
        opened={asked}
        onClose={() => setAsked(false)}
        title={say('Tutup akun untuk selamanya?', 'Close the account for good?')}
        closeButtonProps={{ 'aria-label': say('Batal', 'Cancel') }}
      >
        <div className="stack">
          <ProblemAlert problem={close.error} />
          <p>{say('Ini tidak dapat dibatalkan.', 'This cannot be undone.')}</p>
          <Button color="red.9" loading={close.isPending} onClick={() => close.mutate(undefined)}>
            {say('Ya, tutup akun', 'Yes, close it')}
          </Button>
        </div>
      </Modal>
    </section>
  );
}
