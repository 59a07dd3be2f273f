import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { useSay } from '../language/language.ts';
import { useTicket } from './ticket-query.ts';

const route = getRouteApi('/framed/tiket/$code/penilaian');

/** A stable address for the survey: leads to it as soon as it exists. */
export function TicketRating() {
  const say = useSay();
  const { code } = route.useParams();
  const { ticket } = useTicket(code);
  const navigate = useNavigate();
  const token = ticket.data?.surveyUrl?.split('/survei/')[1];
  useEffect(() => {
    if (token) {
      void navigate({ to: '/survei/$token', params: { token }, replace: true });
    }
  }, [token, navigate]);
  return (
    <Page narrow title={say('Penilaian layanan', 'Rate the service')}>
      <Shown of={ticket}>
        {() => (
          <Empty title={say('Penilaian belum dibuka', 'The survey is not open yet')}>
            <p>
              {say(
                'Penilaian dibuka setelah layanan selesai. Halaman ini berpindah sendiri.',
                'It opens once your visit is completed. This page moves on by itself.',
              )}
            </p>
            <ButtonLink to="/tiket/$code" params={{ code }} variant="default">
              {say('Lihat tiket', 'See the ticket')}
            </ButtonLink>
          </Empty>
        )}
      </Shown>
    </Page>
  );
}
