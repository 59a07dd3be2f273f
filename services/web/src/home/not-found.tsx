import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { useSay } from '../language/language.ts';

export function NotFound() {
  const say = useSay();
  return (
    <Page
      title={say('Halaman tidak ditemukan', 'Page not found')}
      lead={say(
        'Alamatnya mungkin salah tulis, atau halamannya sudah tidak ada.',
        'The address may be mistyped, or the page no longer exists.',
      )}
    >
      <ButtonLink to="/">{say('Ke beranda', 'Go to the home page')}</ButtonLink>
    </Page>
  );
}
