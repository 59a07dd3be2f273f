import { Page } from '../components/page.tsx';
import { PrivacyNotice } from '../guestbook/privacy-notice.tsx';
import { useSay } from '../language/language.ts';
import { RequestForm } from './request-form.tsx';
import { RequestStatus } from './request-status.tsx';

/** What is told before any data are given, and how a person uses their rights afterwards. */
export function PrivacyPage() {
  const say = useSay();
  return (
    <Page
      title={say('Privasi', 'Privacy')}
      lead={say(
        'Apa yang kami simpan dari kunjungan Anda, untuk apa, dan bagaimana Anda memakai hak Anda.',
        'What we keep of your visit, what for, and how to use your rights.',
      )}
    >
      <div className="split">
        <div className="stack-lg">
          <RequestForm />
          <RequestStatus />
        </div>
        <section className="stack">
          <h2>{say('Pemberitahuan privasi', 'Privacy notice')}</h2>
          <PrivacyNotice />
        </section>
      </div>
    </Page>
  );
}
