import { createHash } from 'node:crypto';
import type { AddPublication } from './fields.ts';

/** Where a record came from; a record typed in by a librarian has no source. */
export interface Origin {
  readonly source: string;
  readonly sourceId: string;
}

/** A publication's description, and whether it is still offered. */
export class Publication {
  readonly id!: string;
  readonly office!: string;
  readonly source!: string | null;
  readonly sourceId!: string | null;
  /** Fingerprint of the description, by which an import sees that nothing changed. */
  fingerprint!: string;
  title!: string;
  series!: string | null;
  year!: number | null;
  abstract!: string | null;
  subjects!: string[];
  area!: string | null;
  areaName!: string | null;
  kind!: AddPublication['kind'];
  language!: AddPublication['language'];
  issn!: string | null;
  isbn!: string | null;
  catalogueNumber!: string | null;
  publicationNumber!: string | null;
  releasedOn!: string | null;
  authors!: string[];
  publisher!: string | null;
  licence!: string | null;
  withdrawn!: boolean;
  /** The record that took the place of this one. */
  mergedInto!: string | null;
  /** Fingerprint of what the source last said; a librarian's own changes do not touch it. */
  importedFingerprint!: string | null;
  readonly addedAt!: Date;
  changedAt!: Date;
  /** Kept here for the facets; the copies and softcopies themselves are the truth. */
  hardcopies!: number;
  softcopyPages!: number | null;
  /** Whether everybody may see the first page of the current softcopy. */
  hasCover!: boolean;

  static described(
    publication: { id: string; office: string; origin: Origin | null },
    fields: AddPublication,
    now: Date,
  ): Publication {
    const { id, office, origin } = publication;
    const made = Object.assign(new Publication(), {
      id,
      office,
      source: origin?.source ?? null,
      sourceId: origin?.sourceId ?? null,
      withdrawn: false,
      mergedInto: null,
      importedFingerprint: null,
      addedAt: now,
      hardcopies: 0,
      softcopyPages: null,
      hasCover: false,
    });
    made.describe(fields, now);
    return made;
  }

  /** Takes over a whole description; false when it says nothing new. */
  describe(fields: AddPublication, now: Date): boolean {
    const fingerprint = fingerprintOf(fields);
    if (fingerprint === this.fingerprint) {
      return false;
    }
    Object.assign(this, {
      fingerprint,
      title: fields.title,
      series: fields.series ?? null,
      year: fields.year ?? null,
      abstract: fields.abstract ?? null,
      subjects: fields.subjects,
      area: fields.area ?? null,
      areaName: fields.areaName ?? null,
      kind: fields.kind,
      language: fields.language,
      issn: fields.issn ?? null,
      isbn: fields.isbn ?? null,
      catalogueNumber: fields.catalogueNumber ?? null,
      publicationNumber: fields.publicationNumber ?? null,
      releasedOn: fields.releasedOn ?? null,
      authors: fields.authors,
      publisher: fields.publisher ?? null,
      licence: fields.licence ?? null,
      changedAt: now,
    });
    return true;
  }

  /**
   * Takes over what its source says, unless the source says what it said before: then a librarian's
   * changes since stand. False when there is nothing new, or the publication is no longer offered.
   */
  describeFrom(fields: AddPublication, now: Date): boolean {
    const fingerprint = fingerprintOf(fields);
    if (this.withdrawn || fingerprint === this.importedFingerprint) {
      return false;
    }
    this.importedFingerprint = fingerprint;
    return this.describe(fields, now);
  }

  /** No longer offered; the record stays and says so, and which one took its place. */
  withdraw(now: Date, mergedInto: string | null = null): void {
    Object.assign(this, { withdrawn: true, mergedInto, changedAt: now });
  }

  /** What this one says, and what it does not say as the other does. */
  fieldsWith(other: Publication): AddPublication {
    const [own, others] = [this.fields, other.fields];
    return {
      ...others,
      ...own,
      subjects: [...new Set([...own.subjects, ...others.subjects])].slice(0, 50),
      authors: own.authors.length > 0 ? own.authors : others.authors,
    };
  }

  /** The description as it stands, without what is not there. */
  get fields(): AddPublication {
    return {
      title: this.title,
      subjects: this.subjects,
      kind: this.kind,
      language: this.language,
      authors: this.authors,
      ...(this.series !== null && { series: this.series }),
      ...(this.year !== null && { year: this.year }),
      ...(this.abstract !== null && { abstract: this.abstract }),
      ...(this.area !== null && { area: this.area }),
      ...(this.areaName !== null && { areaName: this.areaName }),
      ...(this.issn !== null && { issn: this.issn }),
      ...(this.isbn !== null && { isbn: this.isbn }),
      ...(this.catalogueNumber !== null && { catalogueNumber: this.catalogueNumber }),
      ...(this.publicationNumber !== null && { publicationNumber: this.publicationNumber }),
      ...(this.releasedOn !== null && { releasedOn: this.releasedOn }),
      ...(this.publisher !== null && { publisher: this.publisher }),
      ...(this.licence !== null && { licence: this.licence }),
    };
  }
}

const fingerprintOf = (fields: AddPublication) =>
  createHash('sha256').update(JSON.stringify(fields)).digest('base64url');
