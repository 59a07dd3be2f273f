import type { readSurvey, ReplyOf } from '@pst/contracts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';
import { NationalForm } from './national-form.tsx';
import { SurveyForm } from './survey-form.tsx';

const route = getRouteApi('/framed/survei/$token');

/** What an invitation opens: the questions, once. */
export function Survey() {
  const say = useSay();
  const { token } = route.useParams();
  const path = `/v1/surveys/${encodeURIComponent(token)}`;
  const survey = useQuery<ReplyOf<typeof readSurvey>, Problem>({
    queryKey: ['survey', token],
    queryFn: () => ask(path),
    refetchOnWindowFocus: false,
  });
  const [sent, setSent] = useState(false);
  return (
    <Page narrow title={say('Bagaimana layanan kami?', 'How was our service?')}>
      <Shown of={survey}>
        {({ answered }) =>
          answered || sent ? (
            <Thanks path={path} />
          ) : (
            <SurveyForm path={path} then={() => setSent(true)} />
          )
        }
      </Shown>
    </Page>
  );
}

function Thanks({ path }: { path: string }) {
  const say = useSay();
  const [national, setNational] = useState<'offered' | 'open' | 'sent'>('offered');
  if (national === 'open') {
    return <NationalForm path={path} then={() => setNational('sent')} />;
  }
  return (
    <div className="note good" role="status">
      <strong>{say('Terima kasih!', 'Thank you!')}</strong>
      <p>
        {say(
          'Penilaian Anda sudah kami terima dan dihitung sekali.',
          'Your rating has been received and counts once.',
        )}
      </p>
      <div className="row">
        <ButtonLink to="/" variant="default">
          {say('Ke beranda', 'To the home page')}
        </ButtonLink>
        {national === 'offered' && (
          <Button variant="default" onClick={() => setNational('open')}>
            {say(
              'Isi survei nasional BPS (16 pertanyaan)',
              'Answer the national survey (16 questions)',
            )}
          </Button>
        )}
      </div>
    </div>
  );
}
