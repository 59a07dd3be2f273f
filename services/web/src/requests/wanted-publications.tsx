import type { ReplyOf, searchPublications } from '@pst/contracts';
import { ActionIcon, Button, Checkbox, NumberInput, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Failed, Loading } from '../components/states.tsx';
import { ask, query, type FieldError, type Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';

/** A publication on the form; `pages` is undefined while all of it is wanted. */
export interface Wanted {
  readonly publicationId: string;
  readonly title: string;
  /** Sheets of its PDF; null without a softcopy, whose pages cannot be chosen. */
  readonly sheets: number | null;
  readonly pages?: { readonly from: number | ''; readonly to: number | '' } | undefined;
}

export const MOST_PUBLICATIONS = 10;

export function WantedPublications({
  wanted,
  onChange,
  errors,
}: {
  wanted: readonly Wanted[];
  onChange: (wanted: readonly Wanted[]) => void;
  errors: readonly FieldError[];
}) {
  const say = useSay();
  const change = (index: number, next: Partial<Wanted>) =>
    onChange(wanted.map((one, at) => (at === index ? { ...one, ...next } : one)));
  return (
    <>
      {wanted.map((one, index) => (
        <section key={one.publicationId} className="card stack" aria-label={one.title}>
          <div className="row between" style={{ flexWrap: 'nowrap' }}>
            <strong>{one.title}</strong>
            <ActionIcon
              variant="subtle"
              aria-label={say(`Hapus ${one.title}`, `Remove ${one.title}`)}
              onClick={() => onChange(wanted.filter((_, at) => at !== index))}
            >
              <IconX size={20} />
            </ActionIcon>
          </div>
          {one.sheets !== null && one.sheets > 1 && (
            <Checkbox
              label={say('Hanya halaman tertentu', 'Only some pages')}
              checked={one.pages !== undefined}
              onChange={(event) =>
                change(index, {
                  pages: event.currentTarget.checked ? { from: '', to: '' } : undefined,
                })
              }
            />
          )}
          {one.pages !== undefined && (
            <div className="row" role="group" aria-label={say('Halaman', 'Pages')}>
              {(['from', 'to'] as const).map((end) => (
                <NumberInput
                  key={end}
                  id={`field-pages.${index}.${end}`}
                  label={
                    end === 'from' ? say('Dari lembar PDF', 'From PDF sheet') : say('Sampai', 'To')
                  }
                  w={150}
                  min={1}
                  max={one.sheets ?? undefined}
                  allowDecimal={false}
                  value={one.pages?.[end] ?? ''}
                  error={errors.find(({ path }) => path === `pages.${index}.${end}`)?.message}
                  onChange={(value) =>
                    change(index, {
                      pages: {
                        ...(one.pages ?? { from: '', to: '' }),
                        [end]: typeof value === 'number' ? value : '',
                      },
                    })
                  }
                />
              ))}
              <span className="soft small">
                {say(`dari ${one.sheets} lembar`, `of ${one.sheets} sheets`)}
              </span>
            </div>
          )}
        </section>
      ))}
      {wanted.length < MOST_PUBLICATIONS && (
        <AddPublication
          taken={wanted.map(({ publicationId }) => publicationId)}
          onAdd={(one) => onChange([...wanted, one])}
        />
      )}
    </>
  );
}

function AddPublication({
  taken,
  onAdd,
}: {
  taken: readonly string[];
  onAdd: (wanted: Wanted) => void;
}) {
  const say = useSay();
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words.trim(), 300);
  const found = useQuery<ReplyOf<typeof searchPublications>, Problem>({
    queryKey: ['wanted-publications', asked],
    enabled: asked.length > 1,
    queryFn: () => ask(`/v1/publications${query({ q: asked, limit: 5 })}`),
  });
  const hits = found.data?.items.filter(({ id }) => !taken.includes(id)) ?? [];
  return (
    <div className="stack" style={{ gap: '0.6rem' }}>
      <TextInput
        id="field-publicationIds"
        type="search"
        label={
          taken.length === 0
            ? say('Cari publikasinya di katalog', 'Find the publication in the catalogue')
            : say('Tambah publikasi lain', 'Add another publication')
        }
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {asked.length > 1 && found.isPending && <Loading lines={2} />}
      {found.error && <Failed problem={found.error} again={() => void found.refetch()} />}
      {asked.length > 1 && found.data && (
        <div role="status">
          {hits.length === 0 && (
            <p className="soft">{say('Tidak ditemukan di katalog.', 'Not in the catalogue.')}</p>
          )}
        </div>
      )}
      {asked.length > 1 && hits.length > 0 && (
        <ul className="results">
          {hits.map((hit) => (
            <li key={hit.id}>
              <div className="row between">
                <span>{hit.title}</span>
                <Button
                  variant="default"
                  aria-label={say(`Tambah ${hit.title}`, `Add ${hit.title}`)}
                  onClick={() => {
                    onAdd({
                      publicationId: hit.id,
                      title: hit.title,
                      sheets: hit.hasSoftcopy ? hit.pages : null,
                    });
                    setWords('');
                  }}
                >
                  {say('Tambah', 'Add')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
