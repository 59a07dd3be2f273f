import { Loader } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { proofOfWork } from '../gateway/proof-of-work.ts';
import { useSay } from '../language/language.ts';

/** Says why a letter takes a moment; comes after a second (see the stylesheet), so mostly not at all. */
export function SolvingNote() {
  const say = useSay();
  const solving = useSyncExternalStore(proofOfWork.watch, proofOfWork.isSolving);
  return (
    <div role="status" className="no-print">
      {solving && (
        <p className="note solving-note">
          <Loader size="sm" aria-hidden />
          {say(
            'Sebentar, peramban Anda membuktikan bahwa ini bukan kiriman massal…',
            'One moment, your browser is proving that this is not bulk mail…',
          )}
        </p>
      )}
    </div>
  );
}
