// Begins a new installation: the account of its first administrator, who gets a mail to choose a password.
//   node first-admin.program.mjs "Full Name" name@office.go.id     with the environment of the service
import { clockOf } from '@pst/config';
import { createStaffAccount, ProblemError } from '@pst/contracts';
import { createDataSource, MessageSeal, Transaction } from '@pst/persistence';
import { PersonalData } from '@pst/security';
import { loadOfficeProfile } from '@pst/service-standard';
import { readAccountsConfig } from './accounts.config.ts';
import { openFirstAdmin } from './account/open-first-admin.ts';
import { database } from './database/data-source.ts';

const [name, email] = process.argv.slice(2);
const who = createStaffAccount.request.safeParse({ name, email, roles: ['admin'] });
if (!who.success) {
  process.stderr.write('Who? node first-admin.program.mjs "Full Name" name@office.go.id\n');
  process.exit(1);
}
const config = readAccountsConfig();
const { code: office } = loadOfficeProfile(config.OFFICE_PROFILE).office;
const source = await createDataSource(config.DATABASE_URL, database).initialize();
try {
  await new Transaction(source, new MessageSeal(config.MESSAGE_KEY)).run((tx) =>
    openFirstAdmin(tx, who.data, {
      office,
      language: 'id',
      now: clockOf(config).now(),
      publicUrl: config.PUBLIC_URL,
      personal: new PersonalData(config.PERSONAL_DATA_KEY),
    }),
  );
  process.stdout.write(
    'A mail with a link is on its way; whoever opens it chooses the password.\n',
  );
} catch (error) {
  if (!(error instanceof ProblemError)) {
    throw error;
  }
  process.stderr.write('This office has an administrator, who can invite others.\n');
  process.exitCode = 1;
} finally {
  await source.destroy();
}
