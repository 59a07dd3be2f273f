/** Abbreviations that everybody writes; both ways are one spelling. */
const WRITTEN_OUT: Readonly<Record<string, string>> = {
  kab: 'kabupaten',
  kec: 'kecamatan',
  prov: 'provinsi',
  univ: 'universitas',
  muba: 'musi banyuasin',
  sumsel: 'sumatera selatan',
};

/** A name without case, accents, marks and usual abbreviations: `Univ. Sriwijaya` is `universitas sriwijaya`. */
export function spellingOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' dan ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => WRITTEN_OUT[word] ?? word)
    .join(' ');
}
