import { Autocomplete } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Problem } from '../gateway/gateway.ts';
import { PAUSE_MS, SHORTEST, suggestedFor, type KnownInstitution } from './known-institution.ts';

/**
 * The institution in the visitor's own words, with the approved names that may be meant. Any words are
 * good; `onChange` says which institution they are when they are exactly one's name.
 */
export function InstitutionField({
  id,
  label,
  description,
  value,
  error,
  onChange,
}: {
  id: string;
  label: string | undefined;
  description?: string;
  value: string;
  error?: string | undefined;
  onChange: (typed: string, known: KnownInstitution | undefined) => void;
}) {
  const [typed] = useDebouncedValue(value.trim(), PAUSE_MS);
  const suggested = useQuery<readonly KnownInstitution[], Problem>({
    queryKey: ['institutions', typed],
    queryFn: ({ signal }) => suggestedFor(typed, signal),
    enabled: typed.length >= SHORTEST,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const items = value.trim().length < SHORTEST ? [] : (suggested.data ?? []);
  return (
    <Autocomplete
      id={id}
      label={label}
      description={description}
      autoComplete="organization"
      comboboxProps={{ keepMounted: false }}
      maxLength={200}
      value={value}
      error={error}
      data={items.map(({ name }) => name)}
      // The server has chosen them already, typing errors forgiven.
      filter={({ options }) => options}
      onChange={(text) => {
        onChange(
          text,
          items.find(({ name }) => name === text),
        );
      }}
    />
  );
}
