// No key, token or password stands in a file that is kept in git.
//   secrets.mjs            looks through this repository
//   secrets.mjs <folder>   looks through the files of another one
// The list is short on purpose: forms that are nobody's by chance. "password" and "rahasia" are nobody's; what
// a test makes up to look like a secret it makes while it runs.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../local/toolchain.mjs';

const RULES = {
  'a private key': /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*[A-Za-z0-9+/=]{20}/,
  'a key of a cloud': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}\b/,
  'a token of a code host':
    /\bgh[pousr]_[0-9A-Za-z]{36}\b|\bgithub_pat_\w{60,}|\bglpat-[\w-]{20}\b/,
  'a token of a package registry': /\bnpm_[0-9A-Za-z]{36}\b|_authToken\s*=\s*[^$\s{]/,
  'a token of a messenger': /\bxox[abprs]-[0-9A-Za-z-]{10,}|\bEAA[0-9A-Za-z]{60,}/,
  'a signed token': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{20,}/,
  'a seed of the bus': /\bS[AUOC][A-Z2-7]{56}\b/,
  'an address with a password':
    /\b(?:postgres(?:ql)?|nats|imaps?|smtps?|amqps?|mongodb|redis|https?):\/\/[^\s/:@"'`$<{]+:(?!(?:password|rahasia)@|\*)[^\s/@"'`$<{]+@/,
  'a client secret':
    /\b(?:client[_-]?secret|api[_-]?key|access[_-]?token|PERSONAL_DATA_KEY|MESSAGE_KEY|NATS_PASSWORD|POSTGRES_PASSWORD)["']?\s*[:=]\s*["']?(?=[\w+/=-]*\d)(?=[\w+/=-]*[A-Za-z])[\w+/=-]{16,}/i,
};

const folder = process.argv[2] ?? ROOT;
const { status, stdout, stderr } = spawnSync(
  'git',
  ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
  {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  },
);
if (status !== 0) {
  throw new Error(`The files of ${folder} could not be listed:\n${stderr}`);
}
const found = [];
for (const file of stdout.split('\0').filter((name) => name !== '')) {
  let text;
  try {
    text = readFileSync(join(folder, file), 'latin1');
  } catch {
    continue; // taken out, and not yet committed so
  }
  for (const [what, form] of Object.entries(RULES)) {
    const place = form.exec(text)?.index;
    if (place !== undefined) {
      // The place and never the secret: what a gate prints is kept for longer than it is looked at.
      found.push(`${file}:${text.slice(0, place).split('\n').length} ${what}`);
    }
  }
}
if (found.length > 0) {
  process.stdout.write(`Secrets in files:\n${found.map((line) => `  ${line}\n`).join('')}`);
  process.exit(1);
}
