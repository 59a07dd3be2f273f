import type { ComplaintAttachment } from '@pst/contracts';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { download, type Problem } from '../gateway/gateway.ts';
import { useFormat, useSay } from '../language/language.ts';

/** Where files of a case are fetched, and the secret it takes. */
export interface FilesAt {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The files beside one word of a thread. They are saved, never opened here: strangers sent them. */
export function Attached({ files, at }: { files: readonly ComplaintAttachment[]; at: FilesAt }) {
  const say = useSay();
  const format = useFormat();
  const save = useMutation<void, Problem, ComplaintAttachment>({
    mutationFn: ({ id, fileName, mediaType }) =>
      download(`${at.path}/attachments/${id}`, mediaType, fileName, at.headers),
  });
  return (
    <ul className="plain-list">
      <ProblemAlert problem={save.error} />
      {files.map((file) => (
        <li key={file.id} className="row between">
          <span>
            {file.fileName} <span className="soft small">{format.bytes(file.bytes)}</span>
            {file.state === 'released' && !file.scanned && (
              <span className="soft small">
                {' · '}
                {say('belum dipindai virus', 'not scanned for viruses')}
              </span>
            )}
          </span>
          {file.state === 'released' ? (
            <Button
              variant="default"
              size="compact-sm"
              loading={save.isPending && save.variables.id === file.id}
              onClick={() => save.mutate(file)}
              aria-label={say(`Simpan ${file.fileName}`, `Save ${file.fileName}`)}
            >
              {say('Simpan', 'Save')}
            </Button>
          ) : (
            <span className="soft small">
              {file.state === 'infected'
                ? say('mengandung virus, tidak disimpan', 'infected, not kept')
                : say('sedang diperiksa', 'being checked')}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
