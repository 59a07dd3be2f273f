import { CopyButton } from '../components/copy-button.tsx';
import { useLanguage, useSay } from '../language/language.ts';

/** The index for other sites: a picture that stays current, and the same as data. */
export function Embedding() {
  const say = useSay();
  const { language } = useLanguage();
  const address = `${window.location.origin}/v1/satisfaction`;
  const picture = `${address}/picture.svg${language === 'en' ? '?lang=en' : ''}`;
  const title = say('Indeks Kepuasan Masyarakat', 'Public satisfaction index');
  const code = `<a href="${window.location.origin}/kepuasan"><img src="${picture}" alt="${title}" width="420"></a>`;
  return (
    <section className="stack no-print">
      <h2>{say('Pasang di situs lain', 'Show it on another site')}</h2>
      <p>
        {say(
          'Gambar ini selalu memuat angka terbaru tahun berjalan.',
          'This picture always has the latest figures of the current year.',
        )}
      </p>
      <div className="figures">
        <img src={picture} alt={title} width="420" style={{ maxWidth: '100%' }} />
        <div className="stack">
          <code className="card small" style={{ overflowWrap: 'anywhere' }}>
            {code}
          </code>
          <div className="row">
            <CopyButton text={code} label={say('Salin kode', 'Copy the code')} />
            <a href={address}>{say('Data JSON', 'Data as JSON')}</a>
          </div>
        </div>
      </div>
    </section>
  );
}
