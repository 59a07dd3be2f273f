import type { ReplyOf, suggestTitles } from '@pst/contracts';
import { Autocomplete, Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask, query, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';

const PAUSE_MS = 150;
const SHORTEST = 2;

/** Where a search is typed, with the titles that it may become. */
export function SearchBox({
  value,
  onChange,
  onSearch,
  flat = false,
}: {
  value: string;
  onChange: (typed: string) => void;
  onSearch: (q: string | undefined) => void;
  /** Without the shadow that lifts it off a picture. */
  flat?: boolean;
}) {
  const say = useSay();
  const [typed] = useDebouncedValue(value.trim(), PAUSE_MS);
  const suggested = useQuery<ReplyOf<typeof suggestTitles>, Problem>({
    queryKey: ['suggestions', typed],
    queryFn: ({ signal }) => ask(`/v1/suggestions${query({ q: typed })}`, { signal }),
    enabled: typed.length >= SHORTEST,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const titles = value.trim().length < SHORTEST ? [] : (suggested.data?.items ?? []);
  return (
    <form
      role="search"
      className="searchbox"
      style={flat ? { boxShadow: 'none' } : undefined}
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(value.trim() || undefined);
      }}
    >
      <Autocomplete
        type="search"
        variant="unstyled"
        style={{ flex: 1, minWidth: 0 }}
        aria-label={say('Cari publikasi', 'Search publications')}
        placeholder={say('Judul, topik, atau wilayah', 'Title, topic or area')}
        comboboxProps={{ keepMounted: false }}
        maxLength={300}
        value={value}
        // Two books may have one title; the list may not.
        data={[...new Set(titles.map(({ text }) => text))]}
        // The catalogue has chosen them already, by stems and other names.
        filter={({ options }) => options}
        onChange={onChange}
        onOptionSubmit={onSearch}
      />
      <Button type="submit" color="samudra.8" autoContrast>
        {say('Cari', 'Search')}
      </Button>
    </form>
  );
}
