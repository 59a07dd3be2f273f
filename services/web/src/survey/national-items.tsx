import type { readNationalSurvey, ReplyOf } from '@pst/contracts';
import { nationalItems } from '@pst/contracts/browser';
import { useQuery } from '@tanstack/react-query';
import { NumberTable } from '../figures/chart.tsx';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useFormat, useSay } from '../language/language.ts';

/** What the national survey gives here: on its own scale, and no part of the index. */
export function NationalItems({ period }: { period: { from: string; to: string } }) {
  const say = useSay();
  const format = useFormat();
  const national = useQuery<ReplyOf<typeof readNationalSurvey>, Problem>({
    queryKey: ['national-survey', period],
    queryFn: () => ask(`/v1/desk/national-survey${query({ ...period })}`),
  });
  if (!national.data || national.data.responses === 0) {
    return null;
  }
  return (
    <section className="stack no-print">
      <NumberTable
        captionShown
        caption={say(
          `Survei nasional (SKD), pemantauan kantor; n = ${national.data.responses}`,
          `National survey (SKD), the office's own monitor; n = ${national.data.responses}`,
        )}
        columns={[say('Butir', 'Item'), say('Rata-rata 1–10', 'Mean 1–10')]}
        rows={national.data.items.map(({ item, mean }) => [
          say(nationalItems[item][0], nationalItems[item][1]),
          mean === null ? '–' : format.hundredths(mean),
        ])}
      />
      <p className="soft small">
        {say(
          'Skala dan peraturannya lain: tidak dihitung dalam IKM.',
          'Another scale under another rule: no part of the index.',
        )}
      </p>
    </section>
  );
}
