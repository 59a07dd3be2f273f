import type { readOwnRequest, ReplyOf } from '@pst/contracts';
import { useSay } from '../language/language.ts';

type Asked = ReplyOf<typeof readOwnRequest>['publications'][number];

/** `Musi Banyuasin Dalam Angka 2025, halaman 12–15`. */
export function usePagesInWords() {
  const say = useSay();
  return ({ title, pages }: Pick<Asked, 'title' | 'pages'>): string => {
    if (pages === null) {
      return title;
    }
    const { from, to } = pages;
    return from === to
      ? say(`${title}, halaman ${from}`, `${title}, page ${from}`)
      : say(`${title}, halaman ${from}–${to}`, `${title}, pages ${from}–${to}`);
  };
}
