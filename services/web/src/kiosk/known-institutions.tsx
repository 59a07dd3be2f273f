import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useState } from 'react';
import {
  PAUSE_MS,
  SHORTEST,
  suggestedFor,
  type KnownInstitution,
} from '../guestbook/known-institution.ts';
import { useSay } from '../language/language.ts';

const MOST = 5;

/**
 * Approved names that the typed one may mean, to be touched instead of typed to the end. Nothing is kept
 * of what was typed, which is why there is no query cache here; without a network there are no names.
 */
export function KnownInstitutions({
  typed,
  onChoose,
}: {
  typed: string;
  onChoose: (known: KnownInstitution) => void;
}) {
  const say = useSay();
  const [settled] = useDebouncedValue(typed.trim(), PAUSE_MS);
  const [found, setFound] = useState<readonly KnownInstitution[]>([]);
  useEffect(() => {
    if (settled.length < SHORTEST) {
      return undefined;
    }
    const outdated = new AbortController();
    suggestedFor(settled, outdated.signal).then(
      (names) => setFound(names.slice(0, MOST)),
      () => {
        if (!outdated.signal.aborted) {
          setFound([]);
        }
      },
    );
    return () => outdated.abort();
  }, [settled]);
  const offered = typed.trim().length < SHORTEST ? [] : found;
  return (
    <div
      className="k-choices"
      role="group"
      aria-label={say('Instansi yang dikenal', 'Known institutions')}
    >
      {offered.map((known) => (
        <button key={known.id} type="button" className="k-choice" onClick={() => onChoose(known)}>
          <b>{known.name}</b>
        </button>
      ))}
    </div>
  );
}
