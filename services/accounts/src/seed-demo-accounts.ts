// Makes one verified account per role from `{ role: { email, password } }` on stdin: for trying the
// desk out, run once by `npm start`. Accounts that are there already are left alone.
import { json } from 'node:stream/consumers';
import { clockOf } from '@pst/config';
import { accountRegistered, accountVerified, newId, role } from '@pst/contracts';
import { createDataSource, MessageSeal, Transaction } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { loadOfficeProfile } from '@pst/service-standard';
import { z } from 'zod';
import { readAccountsConfig } from './accounts.config.ts';
import { Account } from './account/domain/account.ts';
import { PasswordHashing } from './account/password-hashing.ts';
import { emailIndexOf, sealedIn } from './account/sealed-account.ts';
import { database } from './database/data-source.ts';

const NAMES: Record<z.output<typeof role>, string> = {
  admin: 'Admin Contoh',
  officer: 'Petugas Contoh',
  librarian: 'Pustakawan Contoh',
  'complaint-handler': 'Pengelola Pengaduan Contoh',
  head: 'Kepala Kantor Contoh',
  analyst: 'Analis Contoh',
  patron: 'Pembaca Contoh',
};
const wanted = z.partialRecord(role, z.object({ email: z.email(), password: z.string().min(8) }));

const config = readAccountsConfig();
const office = loadOfficeProfile(config.OFFICE_PROFILE).office.code;
const personal = new PersonalData(config.PERSONAL_DATA_KEY);
const hashing = new PasswordHashing();
const source = await createDataSource(config.DATABASE_URL, database).initialize();
const transaction = new Transaction(source, new MessageSeal(config.MESSAGE_KEY));

for (const [name, { email, password }] of Object.entries(wanted.parse(await json(process.stdin)))) {
  const has = role.parse(name);
  const passwordHash = await hashing.hash(password);
  await transaction.run(async (tx) => {
    const emailIndex = emailIndexOf(personal, email);
    if (await tx.db.existsBy(Account, { office, emailIndex })) {
      return;
    }
    // The business clock may be a demo's, set to another day; these accounts have been there before it.
    const now = new Date(Math.min(Date.now(), clockOf(config).now().getTime()));
    const id = newId(now.getTime());
    const account = Account.opened({
      id,
      office,
      nameSealed: personal.seal(NAMES[has], sealedIn('name', id)),
      emailSealed: personal.seal(email, sealedIn('email', id)),
      emailIndex,
      language: 'id',
      roles: [has],
      passwordHash,
      createdAt: now,
    });
    account.verify(now);
    await tx.db.insert(Account, account);
    const about = { office, about: id, at: now };
    await tx.publish(accountRegistered.create({ accountId: id }, about));
    await tx.publish(accountVerified.create({ accountId: id }, about));
  });
}
await source.destroy();
