import { useFormat, useSay } from '../language/language.ts';

/** Why there is nothing to read of a case. */
export function Erased({ at }: { at: string }) {
  const say = useSay();
  const format = useFormat();
  return (
    <p className="note">
      {say(
        `Masa simpannya lewat: isi dan lampiran dihapus pada ${format.day(at)}. Kode dan tanggalnya tetap.`,
        `Its time of retention is over: words and files were erased on ${format.day(at)}. Code and dates stay.`,
      )}
    </p>
  );
}
