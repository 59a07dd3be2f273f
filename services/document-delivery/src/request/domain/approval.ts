import type { EventOf, softcopyAdded } from '@pst/contracts';

/** Who may read a softcopy. */
export type Access = EventOf<typeof softcopyAdded>['data']['access'];

/**
 * Whether the office's rule sends it: whole softcopies, each of a level that needs no officer's word. Pages
 * are looked at because cutting may fail to be faithful, and words because somebody wrote them to be read.
 */
export function isForTheRule(
  wish: {
    readonly publicationIds: readonly string[];
    readonly pageRanges: readonly unknown[];
    readonly descriptionSealed: string | null;
    readonly noteSealed: string | null;
  },
  levels: readonly (Access | null)[],
  approval: Readonly<Record<Access, 'rule' | 'officer'>>,
): boolean {
  const { publicationIds, pageRanges, descriptionSealed, noteSealed } = wish;
  return (
    publicationIds.length > 0 &&
    levels.length === publicationIds.length &&
    levels.every((access) => access !== null && approval[access] === 'rule') &&
    pageRanges.length === 0 &&
    descriptionSealed === null &&
    noteSealed === null
  );
}
