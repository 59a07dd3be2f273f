/** What the sets of the catalogue are made of. */
export type SetKind = 'kind' | 'area' | 'subject';

/** A set's setSpec, such as `subject.Dalam~20Angka`: flat, reversible, and only of allowed characters. */
export function setSpecOf(kind: SetKind, value: string): string {
  return `${kind}.${encodeURIComponent(value).replaceAll('~', '%7E').replaceAll('%', '~')}`;
}

/** What a setSpec names; undefined when it is none of ours. */
export function setOf(spec: string): { kind: SetKind; value: string } | undefined {
  const [, kind, encoded = ''] = /^(kind|area|subject)\.(.+)$/.exec(spec) ?? [];
  try {
    const value = decodeURIComponent(encoded.replaceAll('~', '%'));
    return kind === undefined ? undefined : { kind: kind as SetKind, value };
  } catch {
    return undefined;
  }
}
