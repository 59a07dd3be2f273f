import { passwordTooCommon } from '@pst/contracts';

// Only entries of the permitted length: the contract already refuses anything under 8 characters.
const commonest = new Set(
  (
    '12345678 123456789 1234567890 password password1 password123 qwerty123 qwertyuiop 11111111 ' +
    '00000000 87654321 88888888 iloveyou sunshine princess football baseball superman trustno1 ' +
    'abcd1234 abc12345 admin123 admin1234 administrator welcome1 letmein1 1q2w3e4r 1qaz2wsx ' +
    'asdfghjkl zaq12wsx bismillah sayangku indonesia indonesia1 indonesia123 katasandi ' +
    'katasandi123 rahasia123 jakarta123 merdeka45 alhamdulillah anjing123 sayang123'
  ).split(' '),
);

/** Refuses one of the commonest passwords, whatever its case; throws `password-too-common`. */
export function refuseCommonPassword(password: string): void {
  if (commonest.has(password.normalize('NFKC').toLowerCase())) {
    throw passwordTooCommon.error({});
  }
}
