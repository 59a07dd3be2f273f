import type { ClockFigures, Definition } from '@pst/contracts';
import { useSay } from '../language/language.ts';
import { useFigureWords } from './figure-words.ts';

const COUNTED = ['met', 'breached', 'leftLate', 'noShowLate'] as const;
const APART = ['leftEarly', 'noShow', 'closedAtEndOfDay', 'notMeasured', 'open'] as const;

/** One promise: its share, what that is made of, what stands apart, and how it is counted. */
export function PromiseCard({
  of: { clock, targetMinutes, onTime, counted, apart, times },
  definitions,
}: {
  of: ClockFigures;
  definitions: readonly Definition[];
}) {
  const say = useSay();
  const words = useFigureWords();
  const aside = APART.filter((part) => apart[part] > 0).map(
    (part) => `${words.part(part).toLowerCase()}: ${apart[part]}`,
  );
  return (
    <section className="card promise">
      <h3>
        {words.clockLetter(clock)} · {words.clockName(clock)}
      </h3>
      <p className="soft small">
        {say(
          `Janji: paling lama ${targetMinutes} menit`,
          `Promise: at most ${targetMinutes} minutes`,
        )}
      </p>
      <div className="row" style={{ alignItems: 'baseline' }}>
        <span className="promise-share">{words.share(onTime.share)}</span>
        <span className="soft">
          {words.outOf(onTime.numerator, onTime.denominator)} {say('tepat waktu', 'on time')}
        </span>
      </div>
      <div className="parts" aria-hidden="true">
        {COUNTED.filter((part) => counted[part] > 0).map((part) => (
          <i key={part} className={`part-${part}`} style={{ flexGrow: counted[part] }} />
        ))}
      </div>
      <ul className="key">
        {COUNTED.map((part) => (
          <li key={part}>
            <i className={`part-${part}`} aria-hidden="true" />
            <span>{words.part(part)}</span>
            <b>{counted[part]}</b>
          </li>
        ))}
      </ul>
      <p className="small">
        p50 {words.minutes(times.p50)} · p90 {words.minutes(times.p90)} · p95{' '}
        {words.minutes(times.p95)}{' '}
        <span className="soft">
          (n = {times.n}
          {times.corrected > 0 &&
            say(`, ${times.corrected} dikoreksi`, `, ${times.corrected} corrected`)}
          )
        </span>
      </p>
      <p className="soft small">
        {say('Terpisah: ', 'Apart: ')}
        {aside.length === 0 ? say('tidak ada', 'none') : aside.join('; ')}.
      </p>
      <details className="fold">
        <summary>{say('Cara menghitung', 'How it is counted')}</summary>
        {[clock, 'on-time', 'apart', 'percentiles'].map((term) => (
          <p key={term}>{words.meaning(definitions, term)}</p>
        ))}
      </details>
    </section>
  );
}
