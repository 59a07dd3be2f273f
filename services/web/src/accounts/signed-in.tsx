import { useLocation } from '@tanstack/react-router';
import type { OwnAccount, Role } from '@pst/contracts';
import type { ReactNode } from 'react';
import { ButtonLink } from '../components/links.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { useMe } from '../gateway/office.ts';
import { useSay } from '../language/language.ts';

/** Shows its content to whom it is meant for. A courtesy: the gateway decides, not this page. */
export function SignedIn({
  roles,
  children,
}: {
  roles?: readonly Role[];
  children: (me: OwnAccount) => ReactNode;
}) {
  const say = useSay();
  const me = useMe();
  const { pathname, searchStr } = useLocation();
  return (
    <Shown
      of={me}
      empty={(account) =>
        account === null ? (
          <Empty title={say('Masuk dahulu', 'Please sign in')}>
            <p>{say('Halaman ini memerlukan akun.', 'This page needs an account.')}</p>
            <div className="row">
              <ButtonLink to="/masuk" search={{ ke: pathname + searchStr }}>
                {say('Masuk', 'Sign in')}
              </ButtonLink>
              <ButtonLink to="/daftar" variant="default">
                {say('Daftar akun', 'Create an account')}
              </ButtonLink>
            </div>
          </Empty>
        ) : (
          roles &&
          !account.roles.some((role) => roles.includes(role)) &&
          (account.secondFactorDue ? (
            <Empty title={say('Pasang langkah kedua dahulu', 'Set up the second step first')}>
              <p>
                {say(
                  'Kantor Anda mewajibkan langkah kedua saat masuk. Setelah terpasang, meja layanan terbuka.',
                  'Your office requires a second step of signing in. Once it is set up, the desk opens.',
                )}
              </p>
              <ButtonLink to="/akun">{say('Pasang sekarang', 'Set it up now')}</ButtonLink>
            </Empty>
          ) : (
            <Empty title={say('Bukan untuk peran Anda', 'Not for your role')}>
              <p>
                {say(
                  'Hubungi admin kantor bila Anda seharusnya dapat membuka halaman ini.',
                  'Ask the office administrator if you should be able to open this page.',
                )}
              </p>
            </Empty>
          ))
        )
      }
    >
      {(account) => account && children(account)}
    </Shown>
  );
}
