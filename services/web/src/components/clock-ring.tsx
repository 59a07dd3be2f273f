import { isClockKept, useNow } from '../gateway/office-clock.ts';
import { useSay } from '../language/language.ts';

const ROUND = 2 * Math.PI * 15;

/** Time left of a promise as a ring and in words; colour never speaks alone. */
export function ClockRing({ from, due, label }: { from: string; due: string; label: string }) {
  const say = useSay();
  const now = useNow().getTime();
  if (!isClockKept()) {
    return <span className="ring soft">{label} …</span>;
  }
  const whole = Math.max(1, Date.parse(due) - Date.parse(from));
  const left = Date.parse(due) - now;
  const used = Math.min(1, Math.max(0, 1 - left / whole));
  const late = left < 0;
  const colour = late ? 'var(--bad)' : used >= 0.8 ? 'var(--warn)' : 'var(--good)';
  const seconds = Math.floor(Math.abs(left) / 1_000);
  const span =
    seconds >= 3_600
      ? `${Math.floor(seconds / 3_600)} ${say('jam', 'h')} ${Math.floor((seconds % 3_600) / 60)} ${say('mnt', 'min')}`
      : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return (
    <span className="ring" style={{ color: colour }}>
      <svg width="36" height="36" viewBox="0 0 36 36" aria-hidden="true">
        <circle cx="18" cy="18" r="15" fill="none" stroke="var(--line)" strokeWidth="5" />
        <circle
          cx="18"
          cy="18"
          r="15"
          fill="none"
          stroke={colour}
          strokeWidth="5"
          strokeDasharray={`${ROUND * (late ? 1 : 1 - used)} ${ROUND}`}
          transform="rotate(-90 18 18)"
        />
      </svg>
      <span>
        <span className="small" style={{ fontWeight: 450 }}>
          {label}{' '}
        </span>
        {late ? say(`lewat ${span}`, `${span} late`) : say(`sisa ${span}`, `${span} left`)}
      </span>
    </span>
  );
}
