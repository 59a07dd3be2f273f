import { Injectable } from '@nestjs/common';
import type { ReplyOf, searchPublications } from '@pst/contracts';
import { DataSource } from 'typeorm';

export type Counts = Pick<ReplyOf<typeof searchPublications>, 'total' | 'facets'>;

const MOST_FACET_VALUES = 20;
/** Counting fewer is as quick as remembering, and always right. */
const MANY = 1_000;
const KEPT_MS = 60_000;
const MOST_KEPT = 1_000;

/**
 * How many records match, and of what kinds. Every one of them has to be looked at, so of a word that is
 * in nearly every record the counts are kept for a minute: one more of ten thousand is seen by nobody.
 */
@Injectable()
export class HitCounts {
  private readonly kept = new Map<string, { counts: Counts; until: number }>();

  constructor(private readonly source: DataSource) {}

  /** Of the rows of `publication` that meet the condition, whose parameters are `values`. */
  async of(condition: string, values: readonly unknown[]): Promise<Counts> {
    const key = JSON.stringify([condition, values]);
    const known = this.kept.get(key);
    if (known !== undefined && known.until > performance.now()) {
      return known.counts;
    }
    const counts = await this.count(condition, values);
    if (counts.total > MANY) {
      if (this.kept.size >= MOST_KEPT) {
        this.kept.clear();
      }
      this.kept.set(key, { counts, until: performance.now() + KEPT_MS });
    }
    return counts;
  }

  private async count(condition: string, values: readonly unknown[]): Promise<Counts> {
    const facet = (value: string, from = 'hit', name = 'null::text') =>
      `(select coalesce(jsonb_agg(jsonb_strip_nulls(to_jsonb(f))), '[]') from (
          select ${value}::text as value, ${name} as name, count(*)::int as count from ${from}
          where ${value} is not null group by 1 order by 3 desc, 1 desc limit ${MOST_FACET_VALUES}) f)`;
    const [answer]: Counts[] = await this.source.query(
      `with hit as materialized (
         select year, kind, area, area_name, subjects, hardcopies, softcopy_pages
         from publication where ${condition}
       )
       select
         (select count(*)::int from hit) as total,
         jsonb_build_object(
           'year', ${facet('year')},
           'kind', ${facet('kind')},
           'area', ${facet('area', 'hit', 'max(area_name)')},
           'subject', ${facet('subject', 'hit, unnest(subjects) as subject')},
           'availability', ${facet(
             'availability',
             `hit, unnest(array_remove(array[
                case when softcopy_pages is not null then 'softcopy' end,
                case when hardcopies > 0 then 'hardcopy' end], null)) as availability`,
           )}) as facets`,
      [...values],
    );
    if (answer === undefined) {
      throw new Error('An aggregate always has one row');
    }
    return answer;
  }
}
