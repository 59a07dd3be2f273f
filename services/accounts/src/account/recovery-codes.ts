import { randomCode } from '@pst/security';

const COUNT = 10;
const LENGTH = 10;

/** Ten codes for the day the phone is gone, such as `7K2M9-QXC4T`; each works once. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: COUNT }, () => {
    const code = randomCode(LENGTH);
    return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
  });

/** The code as it was shown, however it was typed; null when it cannot be one. */
export function recoveryCodeIn(typed: string): string | null {
  const letters = typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return letters.length === LENGTH
    ? `${letters.slice(0, LENGTH / 2)}-${letters.slice(LENGTH / 2)}`
    : null;
}
