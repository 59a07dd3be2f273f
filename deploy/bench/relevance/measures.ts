/** How good one list of answers is; each from 0 to 1. */
export interface Quality {
  /** Normalised discounted cumulative gain of the first ten, with gain 2^grade - 1. */
  readonly ndcg: number;
  /** Reciprocal rank of the first answer that has the best grade there is. */
  readonly mrr: number;
  /** Share of the graded records among the first ten, or of ten when there are more. */
  readonly recall: number;
}

const DEPTH = 10;

const gainOf = (grades: readonly number[]) =>
  grades.slice(0, DEPTH).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);

/**
 * @param found the grades of the answers in their order, 0 for one that nobody wanted.
 * @param there the grades of all records that are graded for the query.
 */
export function qualityOf(found: readonly number[], there: readonly number[]): Quality {
  const best = Math.max(...there);
  const first = found.slice(0, DEPTH).indexOf(best);
  return {
    ndcg: gainOf(found) / gainOf(there.toSorted((a, b) => b - a)),
    mrr: first === -1 ? 0 : 1 / (first + 1),
    recall:
      found.slice(0, DEPTH).filter((grade) => grade > 0).length / Math.min(DEPTH, there.length),
  };
}

export function meanOf(qualities: readonly Quality[]): Quality {
  const mean = (of: (quality: Quality) => number) =>
    qualities.reduce((sum, quality) => sum + of(quality), 0) / qualities.length;
  return {
    ndcg: mean(({ ndcg }) => ndcg),
    mrr: mean(({ mrr }) => mrr),
    recall: mean(({ recall }) => recall),
  };
}
