import { ButtonLink } from '../components/links.tsx';
import { useMe } from '../gateway/office.ts';
import { useSay } from '../language/language.ts';
import { isUsed, useWorkstationSession } from '../workstation/workstation-browser.ts';

/** Visitors need no account: at a desk PC their visit is known, elsewhere their ticket's page is. */
export function WithoutAccount({
  wanted,
}: {
  wanted: { publikasi?: string | undefined; halaman?: string | undefined };
}) {
  const say = useSay();
  const me = useMe();
  const session = useWorkstationSession(isUsed());
  if (me.data !== null) {
    return null;
  }
  return (
    <section className="note">
      <strong>
        {say('Sedang berkunjung? Tidak perlu akun.', 'Visiting us? No account needed.')}
      </strong>
      {session.data?.session ? (
        <div>
          <ButtonLink to="/tiket/$code/permintaan" params={{ code: 'current' }} search={wanted}>
            {say('Minta tanpa akun', 'Ask without an account')}
          </ButtonLink>
        </div>
      ) : (
        <p>
          {say(
            'Buka halaman tiket Anda, lalu pilih “Minta softcopy”.',
            'Open the page of your ticket and choose “Ask for a softcopy”.',
          )}
        </p>
      )}
    </section>
  );
}
