import type { readRequest, ReplyOf } from '@pst/contracts';
import { useQuery } from '@tanstack/react-query';
import { Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useFormat, useSay } from '../language/language.ts';

type DeskRequest = ReplyOf<typeof readRequest>;

/** The very files that approval sends: pages are cut when the officer looks, and stay as they are. */
export function RequestParcel({ requestId }: { requestId: string }) {
  const say = useSay();
  const format = useFormat();
  const path = `/v1/desk/document-requests/${requestId}`;
  const request = useQuery<DeskRequest, Problem>({
    queryKey: ['request-parcel', requestId],
    queryFn: () => ask(path),
    retry: false,
  });
  return (
    <section className="stack" aria-label={say('Yang akan dikirim', 'What will be sent')}>
      <h3>{say('Yang akan dikirim', 'What will be sent')}</h3>
      <Shown of={request} lines={2}>
        {({ files, publications, willSendAs }) => (
          <>
            {files.length < Math.max(1, publications.length) && (
              <p className="note warn">
                {say(
                  'Belum semua berkas ada. Unggah softcopynya ke katalog, atau tolak dengan alasan.',
                  'Not every file is there. Upload its softcopy to the catalogue, or decline with a reason.',
                )}
              </p>
            )}
            <ul className="results">
              {files.map((file) => (
                <li key={file.n}>
                  <a href={`${path}/files/${file.n}`} target="_blank" rel="noreferrer">
                    {file.fileName}
                  </a>
                  <span className="soft small">
                    {file.bytes !== null && format.bytes(file.bytes)}
                    {file.pages &&
                      say(
                        ` · lembar ${file.pages.from}–${file.pages.to} dengan lembar sampul`,
                        ` · sheets ${file.pages.from}–${file.pages.to} with a cover sheet`,
                      )}
                  </span>
                </li>
              ))}
            </ul>
            {willSendAs !== null && (
              <p className="soft small">
                {willSendAs === 'attachment'
                  ? say('Sebagai lampiran e-mail.', 'As attachments of an e-mail.')
                  : say('Sebagai tautan unduhan.', 'As a download link.')}
              </p>
            )}
          </>
        )}
      </Shown>
    </section>
  );
}
