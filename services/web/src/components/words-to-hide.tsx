import { Button, TextInput } from '@mantine/core';
import { OMITTED, withoutWords } from '@pst/contracts/browser';
import { useState } from 'react';
import { useSay } from '../language/language.ts';

/** What mostly tells of a person, found by its form: addresses, telephone and identity numbers. */
const TELLING = [
  /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu,
  /(?<!\d)\d{16}(?!\d)/gu,
  /(?<!\d)(?:\+?62|0)8\d[\d\s.-]{5,12}\d(?!\d)/gu,
];

function suggested(text: string): string[] {
  return [...new Set(TELLING.flatMap((pattern) => text.match(pattern) ?? []))];
}

/** Chooses words of a text that nobody is to read, and shows what is left of it. */
export function WordsToHide({
  text,
  hide,
  choose,
}: {
  text: string;
  hide: readonly string[];
  choose: (words: string[]) => void;
}) {
  const say = useSay();
  const [words, setWords] = useState('');
  const typed = words.trim();
  const known = (each: string) => hide.some((one) => one.toLowerCase() === each.toLowerCase());
  const isThere = typed !== '' && withoutWords(text, [typed]) !== undefined;
  const add = (each: string) => {
    if (!known(each)) {
      choose([...hide, each]);
    }
    setWords('');
  };
  const left = withoutWords(text, hide) ?? text;
  return (
    <div className="stack" style={{ gap: '0.75rem' }}>
      <div className="row" style={{ alignItems: 'end' }}>
        <TextInput
          flex="1 1 240px"
          label={say('Kata yang disamarkan', 'Words to hide')}
          description={say(
            'Seperti tertulis dalam teks: nama orang, nomor, alamat.',
            'As they stand in the text: a person’s name, a number, an address.',
          )}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              // Adds the word and does not send the form around it.
              event.preventDefault();
              if (isThere) {
                add(typed);
              }
            }
          }}
          error={typed !== '' && !isThere && say('Tidak ada dalam teks ini', 'Not in this text')}
        />
        <Button variant="default" disabled={!isThere} onClick={() => add(typed)}>
          {say('Samarkan', 'Hide')}
        </Button>
      </div>
      {suggested(text).some((each) => !known(each)) && (
        <div className="row">
          <span className="soft small">{say('Ditemukan dalam teks:', 'Found in the text:')}</span>
          {suggested(text)
            .filter((each) => !known(each))
            .map((each) => (
              <Button key={each} size="xs" variant="default" onClick={() => add(each)}>
                {say(`Samarkan ${each}`, `Hide ${each}`)}
              </Button>
            ))}
        </div>
      )}
      {hide.length > 0 && (
        <>
          <ul
            className="row"
            style={{ listStyle: 'none', margin: 0, padding: 0 }}
            aria-label={say('Disamarkan', 'Hidden')}
          >
            {hide.map((each) => (
              <li key={each}>
                <Button
                  size="xs"
                  variant="light"
                  onClick={() => choose(hide.filter((one) => one !== each))}
                >
                  {say(`Jangan samarkan ${each}`, `Do not hide ${each}`)}
                </Button>
              </li>
            ))}
          </ul>
          <div>
            <span className="soft small">
              {say(`Yang tersisa (${OMITTED} = disamarkan)`, `What is left (${OMITTED} = hidden)`)}
            </span>
            <p className="bubble" aria-live="polite" style={{ overflowWrap: 'anywhere' }}>
              {left}
            </p>
          </div>
        </>
      )}
    </div>
  );
}
