import type { Followed } from '@pst/contracts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useFollowings } from '../catalogue/follow.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Shown } from '../components/states.tsx';
import { useSay } from '../language/language.ts';

/** Series and searches that one hears of by e-mail. */
export function MyFollowings() {
  const say = useSay();
  const { followings, unfollow } = useFollowings();
  return (
    <section className="stack">
      <h2>{say('Yang saya ikuti', 'What I follow')}</h2>
      <p className="soft">
        {say(
          'Begitu ada publikasi baru, Anda kami kabari lewat e-mail, paling banyak satu surat sehari.',
          'We tell you of new publications by e-mail, at most one mail a day.',
        )}
      </p>
      <ProblemAlert problem={unfollow.error} />
      <Shown of={followings} lines={2}>
        {({ items }) =>
          items.length === 0 ? (
            <p>
              {say(
                'Belum ada. Ikuti satu seri di halaman publikasinya, atau simpan satu pencarian di ',
                'Nothing yet. Follow a series on the page of a publication, or save a search in ',
              )}
              <Link to="/katalog">{say('katalog', 'the catalogue')}</Link>.
            </p>
          ) : (
            <ul className="results">
              {items.map(({ id, followed }) => (
                <li key={id} className="row between" style={{ display: 'flex' }}>
                  <Name of={followed} />
                  <Button
                    variant="default"
                    loading={unfollow.isPending && unfollow.variables === id}
                    onClick={() => unfollow.mutate(id)}
                  >
                    {say('Berhenti mengikuti', 'Stop following')}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
    </section>
  );
}

function Name({ of }: { of: Followed }) {
  const say = useSay();
  const { word } = useCodeWords();
  if (of.kind === 'series') {
    return (
      <span>
        {of.series}
        <span className="soft small" style={{ display: 'block' }}>
          {say('Edisi berikutnya', 'The next edition')}
        </span>
      </span>
    );
  }
  const { q, year, subject, area, kind, availability } = of.search;
  const filters = [
    year,
    subject,
    area,
    kind && word('kind', kind),
    availability && word('availability', availability),
  ];
  return (
    <span>
      <Link to="/katalog" search={{ q, year: year?.toString(), subject, area, kind, availability }}>
        {[q && `“${q}”`, ...filters].filter(Boolean).join(' · ')}
      </Link>
      <span className="soft small" style={{ display: 'block' }}>
        {say('Pencarian', 'Search')}
      </span>
    </span>
  );
}
