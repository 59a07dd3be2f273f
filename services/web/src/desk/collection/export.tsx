import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useCodeWords } from '../../components/code-words.ts';
import { useSay } from '../../language/language.ts';

/** The whole catalogue as a file; the browser shows how far it is. */
export function Export() {
  const say = useSay();
  const { options } = useCodeWords();
  const [format, setFormat] = useState('csv');
  return (
    <div className="row" style={{ alignItems: 'end' }}>
      <NativeSelect
        label={say('Unduh seluruh katalog sebagai', 'Download the whole catalogue as')}
        value={format}
        onChange={(event) => setFormat(event.currentTarget.value)}
        data={options('exportFormat')}
      />
      <Button
        component="a"
        variant="default"
        href={`/v1/desk/publications/export?format=${format}`}
        download
      >
        {say('Unduh', 'Download')}
      </Button>
    </div>
  );
}
