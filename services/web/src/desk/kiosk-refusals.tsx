import type { listKioskRefusals, ReplyOf } from '@pst/contracts';
import { useQuery } from '@tanstack/react-query';
import { useCodeWords } from '../components/code-words.ts';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useNow } from '../gateway/office-clock.ts';
import { useFormat, useSay } from '../language/language.ts';

const REFETCH_MS = 30_000;
const SHOWN_MS = 12 * 3_600_000;

/** Visitors who hold a number of a kiosk that the guestbook could not take: the officer signs them in. */
export function KioskRefusals() {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const now = useNow().getTime();
  const refusals = useQuery<ReplyOf<typeof listKioskRefusals>, Problem>({
    queryKey: ['kiosk-refusals'],
    queryFn: () => ask('/v1/desk/kiosk-refusals'),
    refetchInterval: REFETCH_MS,
  });
  const recent = refusals.data?.items.filter(
    ({ receivedAt }) => now - Date.parse(receivedAt) < SHOWN_MS,
  );
  if (recent === undefined || recent.length === 0) {
    return null;
  }
  return (
    <section className="note warn" aria-labelledby="kiosk-refusals">
      <h2 id="kiosk-refusals" style={{ fontSize: '1.15rem' }}>
        {say('Isian kios yang tidak diterima', 'Kiosk entries that were not accepted')}
      </h2>
      <div>
        {say(
          'Pemegang nomor ini tidak ada dalam antrean; panggil dan catat kunjungannya: ',
          'The holders of these numbers are not in the queue; call them and sign them in: ',
        )}
        {recent.map(({ id, ticketNumber, signedAt, reason }, index) => (
          <span key={id}>
            {index > 0 && '; '}
            <strong>{ticketNumber}</strong> {format.time(signedAt)} ({word('refusal', reason)})
          </span>
        ))}
      </div>
    </section>
  );
}
