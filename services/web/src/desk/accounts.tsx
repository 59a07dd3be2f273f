import type { Account, listAccounts, ReplyOf, Role } from '@pst/contracts';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';
import { SecondFactorReset } from './second-factor-reset.tsx';

const ROLES: readonly Role[] = [
  'patron',
  'officer',
  'librarian',
  'complaint-handler',
  'head',
  'analyst',
  'admin',
];

export function Accounts() {
  const say = useSay();
  return (
    <DeskPage title={say('Akun dan peran', 'Accounts and roles')} roles={['admin']}>
      {() => (
        <div className="split">
          <People />
          <Invite />
        </div>
      )}
    </DeskPage>
  );
}

function People() {
  const say = useSay();
  const accounts = useQuery<ReplyOf<typeof listAccounts>, Problem>({
    queryKey: ['accounts'],
    queryFn: () => ask('/v1/desk/accounts?limit=100'),
  });
  return (
    <Shown
      of={accounts}
      empty={({ items }) =>
        items.length === 0 && <Empty title={say('Belum ada akun', 'No accounts yet')} />
      }
    >
      {({ items }) => (
        <ul className="results">
          {items.map((account) => (
            <Person key={account.id} account={account} />
          ))}
        </ul>
      )}
    </Shown>
  );
}

function Person({ account }: { account: Account }) {
  const say = useSay();
  const { word } = useCodeWords();
  const queries = useQueryClient();
  const [roles, setRoles] = useState<Role[]>(account.roles);
  const [open, setOpen] = useState(false);
  const save = useAct(
    (body: { roles: Role[] }, key) =>
      ask(`/v1/desk/accounts/${account.id}/roles`, { method: 'PUT', body, key }),
    async () => {
      setOpen(false);
      await queries.invalidateQueries({ queryKey: ['accounts'] });
    },
  );
  return (
    <li>
      <div className="row between">
        <span>
          <strong>{account.name}</strong>
          <span className="soft small" style={{ display: 'block' }}>
            {account.email} · {account.roles.map((role) => word('role', role)).join(', ')}
            {account.secondFactor && ` · ${say('dua langkah', 'two steps')}`}
          </span>
        </span>
        <Button
          variant="default"
          aria-expanded={open}
          aria-label={say(`Ubah peran ${account.name}`, `Change roles of ${account.name}`)}
          onClick={() => setOpen(!open)}
        >
          {say('Ubah peran', 'Change roles')}
        </Button>
      </div>
      {open && (
        <div className="stack" style={{ gap: '0.6rem' }}>
          <ProblemAlert problem={save.error} />
          {ROLES.map((role) => (
            <Checkbox
              key={role}
              label={word('role', role)}
              checked={roles.includes(role)}
              onChange={(event) =>
                setRoles(
                  event.currentTarget.checked
                    ? [...roles, role]
                    : roles.filter((one) => one !== role),
                )
              }
            />
          ))}
          <div>
            <Button loading={save.isPending} onClick={() => save.mutate({ roles })}>
              {say('Simpan', 'Save')}
            </Button>
          </div>
          {account.secondFactor && <SecondFactorReset account={account} />}
        </div>
      )}
    </li>
  );
}

function Invite() {
  const say = useSay();
  const { word } = useCodeWords();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<Role[]>(['officer']);
  const invite = useAct(
    (body: { name: string; email: string; roles: Role[] }, key) =>
      ask('/v1/desk/accounts', { method: 'POST', body, key }),
    () => queries.invalidateQueries({ queryKey: ['accounts'] }),
  );
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate({ name, email, roles });
      }}
    >
      <h2>{say('Undang rekan', 'Invite a colleague')}</h2>
      <ProblemAlert problem={invite.error} />
      {invite.isSuccess && (
        <div className="note good" role="status">
          {say('Undangan terkirim.', 'Invitation sent.')}
        </div>
      )}
      <TextInput
        id="field-name"
        label={say('Nama', 'Name')}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        id="field-email"
        label="E-mail"
        type="email"
        required
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <fieldset>
        <legend>{say('Peran', 'Roles')}</legend>
        {ROLES.filter((role) => role !== 'patron').map((role) => (
          <Checkbox
            key={role}
            label={word('role', role)}
            checked={roles.includes(role)}
            onChange={(event) =>
              setRoles(
                event.currentTarget.checked
                  ? [...roles, role]
                  : roles.filter((one) => one !== role),
              )
            }
          />
        ))}
      </fieldset>
      <Button type="submit" loading={invite.isPending}>
        {say('Kirim undangan', 'Send invitation')}
      </Button>
    </form>
  );
}
