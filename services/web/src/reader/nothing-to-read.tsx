import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useSay } from '../language/language.ts';
import type { NotOpened } from './open-book.ts';

/** Why no page is shown, and what to do about it. */
export function NothingToRead({ id, because }: { id: string; because: NotOpened }) {
  const say = useSay();
  const again = say('Muat ulang halaman ini', 'Load this page again');
  const words: Record<NotOpened, { title: string; next: ReactNode }> = {
    'sign-in': {
      title: say('Masuk untuk membaca', 'Sign in to read'),
      next: (
        <Link to="/masuk" search={{ ke: `/baca/${id}` }}>
          {say('Masuk dengan akun Anda', 'Sign in with your account')}
        </Link>
      ),
    },
    'not-found': {
      title: say('Softcopy ini tidak ada', 'There is no such softcopy'),
      next: <Link to="/katalog">{say('Cari di katalog', 'Search the catalogue')}</Link>,
    },
    replaced: {
      title: say('Ada versi yang lebih baru', 'There is a newer version'),
      next: <a href={`/baca/${id}`}>{again}</a>,
    },
    broken: {
      title: say('PDF tidak dapat dibuka', 'The PDF cannot be opened'),
      next: (
        <Link to="/permintaan" search={{ publikasi: id }}>
          {say('Minta PDF lewat e-mail', 'Ask for the PDF by e-mail')}
        </Link>
      ),
    },
    unreachable: {
      title: say('Tidak tersambung', 'Not connected'),
      next: <a href={`/baca/${id}`}>{again}</a>,
    },
  };
  return (
    <div className="card stack narrow reader-nothing" role="alert">
      <strong>{words[because].title}</strong>
      <p>{words[because].next}</p>
    </div>
  );
}
