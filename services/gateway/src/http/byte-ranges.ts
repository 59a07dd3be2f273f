import type { ByteRange } from '@pst/object-storage';

/** What a reader asks for at once is a handful; more is somebody who wants us busy. */
const MOST_RANGES = 16;

/**
 * The parts of a file that a `Range` header wants (RFC 9110 section 14), in its order: undefined where
 * the whole file is the answer, nothing where the file has none of them.
 *
 * @param bytes size of the file
 */
export function byteRanges(
  header: string | undefined,
  bytes: number,
): readonly ByteRange[] | undefined {
  const [, list] = /^bytes=(.*)$/i.exec(header ?? '') ?? [];
  const wanted = (list ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (wanted.length === 0 || wanted.length > MOST_RANGES) {
    return undefined;
  }
  const ranges: ByteRange[] = [];
  for (const part of wanted) {
    const [, from = '', to = ''] = /^(\d*)-(\d*)$/.exec(part) ?? [];
    const backwards = from !== '' && to !== '' && Number(to) < Number(from);
    // One part that says nothing makes the header say nothing.
    if ((from === '' && to === '') || backwards) {
      return undefined;
    }
    const start = from === '' ? Math.max(0, bytes - Number(to)) : Number(from);
    const end = from === '' || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
    if (start <= end) {
      ranges.push({ start, end });
    }
  }
  // The same bytes over and over would cost more than the file.
  const length = ranges.reduce((sum, { start, end }) => sum + end - start + 1, 0);
  return length > bytes ? undefined : ranges;
}
