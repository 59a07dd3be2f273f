import { useState } from 'react';

/** The secret of a mailed link: in the fragment, which no server log ever sees. */
export function useTokenInAddress(): string {
  const [token] = useState(() => {
    const fragment = window.location.hash.replace(/^#/, '');
    return new URLSearchParams(fragment).get('token') ?? fragment;
  });
  return token;
}
