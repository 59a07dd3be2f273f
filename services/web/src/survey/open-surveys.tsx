import type { listOwnInvitations, ReplyOf } from '@pst/contracts';
import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../components/links.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useFormat, useSay } from '../language/language.ts';

/** What the signed-in person may rate now; nothing where there is nothing. */
export function OpenSurveys() {
  const say = useSay();
  const format = useFormat();
  const open = useQuery<ReplyOf<typeof listOwnInvitations>, Problem>({
    queryKey: ['own-surveys'],
    queryFn: () => ask('/v1/me/surveys'),
  });
  return open.data?.items.map(({ token, source, servedAt }) => (
    <section key={token} className="note good">
      <strong>{say('Bagaimana layanan kami?', 'How was our service?')}</strong>
      <p>
        {source === 'delivery'
          ? say('Kiriman softcopy pada', 'Your softcopy delivery of')
          : say('Anda membaca di sini pada', 'You read here on')}{' '}
        {format.day(servedAt)}. {say('Cukup 20 detik.', 'It takes 20 seconds.')}
      </p>
      <div>
        <ButtonLink to="/survei/$token" params={{ token }}>
          {say('Beri penilaian', 'Rate the service')}
        </ButtonLink>
      </div>
    </section>
  ));
}
