import type { listOwnRequests, ReplyOf } from '@pst/contracts';
import { useFormat, useSay } from '../language/language.ts';

type Opens = NonNullable<ReplyOf<typeof listOwnRequests>['items'][number]['opens']>;

/** Whether the download link was used; files of a mail are seen by nobody but its reader. */
export function useOpensInWords(): (opens: Opens) => string {
  const say = useSay();
  const format = useFormat();
  return ({ times, lastAt }) => {
    if (lastAt === null) {
      return say('belum dibuka', 'not opened yet');
    }
    const last = format.dayTime(lastAt);
    return times === 1
      ? say(`dibuka sekali, ${last}`, `opened once, ${last}`)
      : say(`dibuka ${times} kali, terakhir ${last}`, `opened ${times} times, last ${last}`);
  };
}
