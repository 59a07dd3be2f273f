import { Button, FileButton } from '@mantine/core';
import { useRef } from 'react';
import { useFormat, useSay } from '../language/language.ts';

/** What phones take and offices send; the server looks at the bytes. */
const ACCEPT = 'image/jpeg,image/png,image/webp,application/pdf';

/** Files to go along with a report or a message. */
export function AttachmentPicker({
  files,
  onChange,
}: {
  files: readonly File[];
  onChange: (files: File[]) => void;
}) {
  const say = useSay();
  const format = useFormat();
  const button = useRef<HTMLButtonElement>(null);
  const reset = useRef<() => void>(null);
  return (
    <div className="stack" style={{ gap: '0.5rem' }}>
      <span style={{ fontWeight: 600 }}>
        {say('Foto atau PDF (boleh dilewati)', 'Photos or PDF (optional)')}
      </span>
      <span className="soft small" id="files-hint">
        {say(
          'Lokasi dan keterangan kamera dihapus dari foto.',
          'Place and camera details are removed from photos.',
        )}
      </span>
      <div>
        <FileButton
          accept={ACCEPT}
          multiple
          resetRef={reset}
          onChange={(chosen) => {
            onChange([...files, ...chosen]);
            // The list below shows what was chosen; what was taken out may be chosen again.
            reset.current?.();
          }}
        >
          {(props) => (
            <Button {...props} ref={button} variant="default" aria-describedby="files-hint">
              {say('Pilih berkas', 'Choose files')}
            </Button>
          )}
        </FileButton>
      </div>
      {files.length > 0 && (
        <ul className="plain-list">
          {files.map((file, n) => (
            <li key={`${file.name} ${file.lastModified}`} className="row between">
              <span>
                {file.name} <span className="soft small">{format.bytes(file.size)}</span>
              </span>
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={say(`Keluarkan ${file.name}`, `Take out ${file.name}`)}
                onClick={() => {
                  onChange(files.filter((_, place) => place !== n));
                  button.current?.focus();
                }}
              >
                {say('Keluarkan', 'Take out')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
