import type { Publication } from '@pst/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CopyButton } from '../components/copy-button.tsx';
import type { Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';

/** What can be done with the book beside reading it. */
export function AboutBook({ of, page }: { of: Publication; page: number }) {
  const say = useSay();
  const citation = useQuery<string, Problem>({
    queryKey: ['citation', of.id, 'apa'],
    queryFn: async () => (await fetch(`/v1/publications/${of.id}/citation?format=apa`)).text(),
  });
  const cited = citation.data && `${citation.data.trim()} (${say('hlm.', 'p.')} ${page})`;
  const here = `${of.title}, ${say('halaman', 'page')} ${page}`;
  return (
    <div className="stack">
      <strong>{of.title}</strong>
      {cited && (
        <>
          <p className="reader-citation">{cited}</p>
          <div>
            <CopyButton key={cited} text={cited} label={say('Salin kutipan', 'Copy citation')} />
          </div>
        </>
      )}
      <ul>
        <li>
          <Link to="/permintaan" search={{ publikasi: of.id }}>
            {say('Minta dikirim lewat e-mail', 'Ask for it by e-mail')}
          </Link>
        </li>
        <li>
          <Link
            to="/pengaduan"
            search={{ perihal: say(`Masalah pada ${here}`, `A problem with ${here}`) }}
          >
            {say('Laporkan masalah di halaman ini', 'Report a problem on this page')}
          </Link>
        </li>
        <li>
          <a href={`/v1/publications/${of.id}/softcopy`} download={`${of.title}.pdf`}>
            {say('Unduh PDF', 'Download the PDF')}
          </a>
        </li>
      </ul>
      <dl className="reader-keys">
        <dt>← →</dt>
        <dd>{say('halaman sebelum, sesudah', 'page before, after')}</dd>
        <dt>Home End</dt>
        <dd>{say('halaman pertama, terakhir', 'first, last page')}</dd>
        <dt>+ − 0</dt>
        <dd>{say('perbesar, perkecil, selebar layar', 'larger, smaller, full width')}</dd>
        <dt>Ctrl F</dt>
        <dd>{say('cari dalam dokumen', 'find in the document')}</dd>
        <dt>Esc</dt>
        <dd>{say('tutup panel', 'close the panel')}</dd>
      </dl>
    </div>
  );
}
