import type { follow, Followed, listFollowings, ReplyOf } from '@pst/contracts';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useLocation } from '@tanstack/react-router';
import { ButtonLink } from '../components/links.tsx';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useMe } from '../gateway/office.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';

const catalogue = getRouteApi('/framed/katalog');

type Followings = ReplyOf<typeof listFollowings>;

/** A series, or a search as it stands in the address. */
type Wanted =
  | { readonly kind: 'series'; readonly series: string }
  | { readonly kind: 'search'; readonly search: Readonly<Record<string, string>> };

/** What the signed-in person follows, and the two things to do about it. */
export function useFollowings() {
  const queries = useQueryClient();
  const me = useMe();
  const again = () => queries.invalidateQueries({ queryKey: ['followings'] });
  return {
    followings: useQuery<Followings, Problem>({
      queryKey: ['followings'],
      enabled: Boolean(me.data),
      queryFn: () => ask('/v1/me/followings'),
    }),
    follow: useAct(
      (followed: Wanted, key) =>
        ask<ReplyOf<typeof follow>>('/v1/me/followings', {
          method: 'POST',
          body: { followed },
          key,
        }),
      again,
    ),
    unfollow: useAct((id: string) => ask(`/v1/me/followings/${id}`, { method: 'DELETE' }), again),
  };
}

/** Follows a series or a search by one press, and says so once it is followed. */
export function FollowButton({ what, label }: { what: Wanted; label: string }) {
  const say = useSay();
  const me = useMe();
  const here = useLocation({ select: ({ href }) => href });
  const { followings, follow, unfollow } = useFollowings();
  const known = followings.data?.items.find(({ followed }) => isSame(followed, what));
  if (!me.data) {
    return (
      <ButtonLink to="/masuk" search={{ ke: here }} variant="default">
        {label}
      </ButtonLink>
    );
  }
  return (
    <div className="stack">
      <ProblemAlert problem={follow.error ?? unfollow.error} />
      {known ? (
        <div className="row" role="status">
          <span>{say('Kami kabari lewat e-mail.', 'We tell you by e-mail.')}</span>
          <Button
            variant="default"
            loading={unfollow.isPending}
            onClick={() => unfollow.mutate(known.id)}
          >
            {say('Berhenti mengikuti', 'Stop following')}
          </Button>
        </div>
      ) : (
        <div>
          <Button
            variant="default"
            loading={follow.isPending || followings.isLoading}
            onClick={() => follow.mutate(what)}
          >
            {label}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Saves the words and filters of a search; by what it is sorted is no part of them. */
export function SaveSearch() {
  const say = useSay();
  const { sort: _, ...search } = catalogue.useSearch();
  const named = Object.entries(search).filter((entry): entry is [string, string] => !!entry[1]);
  return (
    named.length > 0 && (
      <FollowButton
        what={{ kind: 'search', search: Object.fromEntries(named) }}
        label={say(
          'Simpan pencarian ini, kabari saya yang baru',
          'Save this search, tell me what is new',
        )}
      />
    )
  );
}

function isSame(one: Followed, other: Wanted): boolean {
  const asText = (followed: Followed | Wanted) =>
    followed.kind === 'series'
      ? followed.series
      : Object.entries(followed.search)
          .map(([name, value]) => `${name}=${value}`)
          .toSorted()
          .join('&');
  return one.kind === other.kind && asText(one) === asText(other);
}
