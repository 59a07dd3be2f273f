import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource } from '@pst/persistence';
import { startPostgres, type PostgresUnderTest } from '@pst/testing';

import { database, migrate } from '../../../services/catalogue/src/database/data-source.ts';
import { measureRelevance } from './measure-relevance.ts';
import { qualityOf } from './measures.ts';

describe('the quality of a list of answers', () => {
  it('is whole when the best come first and nothing is missing', () => {
    expect(qualityOf([3, 2, 1], [1, 2, 3])).toEqual({ ndcg: 1, mrr: 1, recall: 1 });
  });

  it('falls with every place that the wanted one is further down', () => {
    const second = qualityOf([0, 3], [3]);
    expect(second).toEqual({ ndcg: 1 / Math.log2(3), mrr: 0.5, recall: 1 });
    expect(qualityOf([0, 0, 3], [3]).ndcg).toBeLessThan(second.ndcg);
  });

  it('is nothing when nothing was found', () => {
    expect(qualityOf([], [3])).toEqual({ ndcg: 0, mrr: 0, recall: 0 });
  });
});

describe('the search', () => {
  let postgres: PostgresUnderTest;
  let source: ReturnType<typeof createDataSource>;

  beforeAll(async () => {
    postgres = await startPostgres({ name: 'catalogue', migrate });
    source = await createDataSource(postgres.url, database).initialize();
  });
  afterAll(async () => {
    await source.destroy();
    await postgres.stop();
  });

  it('finds what people mean far better than plain PostgreSQL', async () => {
    const relevance = await measureRelevance(source);
    expect(relevance).toMatchObject({ kept: true });
  });
});
