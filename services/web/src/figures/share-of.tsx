import type { PublishedShare } from '@pst/contracts';
import { useSay } from '../language/language.ts';
import { useFigureWords } from './figure-words.ts';

/** A published share, its bound, or why there is neither. */
export function ShareOf({
  published: { share, numerator, denominator, atLeast, atMost },
  hidden,
  ofWhat,
  unit,
}: {
  published: PublishedShare;
  hidden: string;
  ofWhat?: string;
  /** What is counted; visits when left out. */
  unit?: string;
}) {
  const say = useSay();
  const words = useFigureWords();
  const what = ofWhat ?? say('tepat waktu', 'on time');
  if (denominator === null) {
    return (
      <p>
        {say('Belum cukup untuk ditampilkan', 'Not enough to show')} ({hidden}).
      </p>
    );
  }
  return (
    <div className="row" style={{ alignItems: 'baseline' }}>
      {share !== null && numerator !== null ? (
        <>
          <span className="promise-share">{words.share(share)}</span>
          <span className="soft">
            {words.outOf(numerator, denominator)} {what}
          </span>
        </>
      ) : (
        <>
          <span className="promise-share bound">
            {atLeast !== null
              ? `${say('paling sedikit', 'at least')} ${words.share(atLeast)}`
              : `${say('paling banyak', 'at most')} ${words.share(atMost)}`}
          </span>
          <span className="soft">
            {what}, {say('dari', 'of')} {denominator} {unit ?? say('kunjungan', 'visits')}
          </span>
        </>
      )}
    </div>
  );
}
