import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { newId } from '@pst/contracts';
import { HOLDS, judge, type Verdict } from './checker.ts';
import { gather } from './evidence.ts';
import { experimentNamed } from './experiments.ts';
import { SystemUnderFire } from './system-under-fire.ts';
import { Trial } from './trial.ts';
import { Witness, type Manner } from './witness.ts';

const SEED = 20_261_130;
/** How long the short version of an experiment goes on killing. */
const SECONDS = 4;

describe('a system whose parts fall while people use it', () => {
  let system: SystemUnderFire;
  let trial: Trial;

  beforeAll(async () => {
    system = await SystemUnderFire.start();
    trial = new Trial(system, SEED, SECONDS);
  });
  afterAll(() => system?.stop());

  /** The short version of an experiment. */
  const shows = (name: string) => experimentNamed(name).run(trial);

  it('keeps what it has acknowledged when processes are killed at any moment', async () => {
    expect(await shows('E1')).toMatchObject(HOLDS);
  });

  it('fills streams that were lost from what services have announced', async () => {
    expect(await shows('E2')).toMatchObject(HOLDS);
  });

  it('fills the lost end of streams though consumers believe that they have seen it', async () => {
    expect(await shows('E3')).toMatchObject(HOLDS);
  });

  describe('the checker', () => {
    /** What it says with this witness, who falls at the fifth event. */
    async function withWitness(manner: Manner): Promise<Verdict> {
      const witness = await Witness.appoint(system, manner);
      try {
        await witness.attend(5);
        await witness.fallen();
        await witness.attend();
        return await trial.verdictWith(witness);
      } finally {
        await witness.dismiss();
      }
    }

    it('finds nothing wrong with a consumer that falls and is careful', async () => {
      expect(await withWitness('careful')).toEqual(HOLDS);
    });

    it('finds what is lost by a consumer that acknowledges before it has done its work', async () => {
      const { lost, ...others } = await withWitness('acknowledging-first');
      expect(lost).toHaveLength(1);
      expect({ lost: [], ...others }).toEqual(HOLDS);
    });

    it('finds what is doubled by a consumer that keeps no list of what it has done', async () => {
      const { doubled, ...others } = await withWitness('without-inbox');
      expect(doubled).toHaveLength(1);
      expect({ doubled: [], ...others }).toEqual(HOLDS);
    });

    it('finds an event that stands in no outbox', async () => {
      const [genuine] = await system.query<{ subject: string; payload: object }>(
        'guestbook',
        `select subject, payload from outbox where payload ->> 'type' like '%checked-in%' limit 1`,
      );
      const id = newId();
      const connection = await connect(system.witness);
      await jetstream(connection).publish(
        genuine?.subject ?? '',
        JSON.stringify({ ...genuine?.payload, id }),
        { msgID: id },
      );
      await connection.close();
      await trial.rest();
      const { phantom } = await trial.verdict();
      expect(phantom).toContain(`an event that nobody announced: ${id}`);
      trial.injected.foreign.push(id);
      expect(await trial.verdict()).toEqual(HOLDS);
    });

    it('finds facts about one thing that left in another order', async () => {
      const evidence = await gather(system);
      const moved = evidence.stream.find(({ version }) => version === 2);
      const overtaken = {
        ...evidence,
        stream: [
          ...evidence.stream.filter(({ id }) => id === moved?.id),
          ...evidence.stream.filter(({ id }) => id !== moved?.id),
        ],
      };
      const { disordered } = judge(trial.ledger, overtaken, trial.injected);
      expect(disordered).toContain(`${moved?.key}: 2 after 0`);
    });

    it('finds a fact that never leaves', async () => {
      const id = newId();
      await system.query(
        'guestbook',
        `insert into outbox (id, key, version, stream, subject, payload)
         values ($1, $2, 1, 'PST', 'nowhere', '{}')`,
        [id, id],
      );
      await trial.rest(2_000);
      const { stuck } = await trial.verdict();
      expect(stuck).toEqual(['1 in the outbox of guestbook']);
      await system.query('guestbook', 'delete from outbox where id = $1', [id]);
      expect(await trial.verdict()).toEqual(HOLDS);
    });
  });
});
