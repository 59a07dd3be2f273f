import type {
  Device,
  DeviceKind,
  listDevices,
  listWorkstations,
  registerDevice,
  ReplyOf,
} from '@pst/contracts';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { CopyButton } from '../components/copy-button.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { DeskPage } from '../desk/desk-page.tsx';
import { ask, type Problem } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { enrolmentAddress } from './enrol.ts';

type Registered = ReplyOf<typeof registerDevice> & { readonly name: string; kind: DeviceKind };

export function Devices() {
  const say = useSay();
  const [registered, setRegistered] = useState<Registered>();
  return (
    <DeskPage title={say('Perangkat', 'Devices')} roles={['admin']}>
      {() => (
        <div className="split">
          <Known />
          <div className="stack">
            {registered && <SetUp key={registered.id} device={registered} />}
            <Register onDone={setRegistered} />
          </div>
        </div>
      )}
    </DeskPage>
  );
}

function Known() {
  const say = useSay();
  const devices = useQuery<ReplyOf<typeof listDevices>, Problem>({
    queryKey: ['devices'],
    queryFn: () => ask('/v1/desk/devices?limit=100'),
    refetchInterval: 30_000,
  });
  return (
    <Shown
      of={devices}
      empty={({ items }) =>
        items.length === 0 && (
          <Empty title={say('Belum ada perangkat', 'No devices yet')}>
            <p>
              {say(
                'Daftarkan kios, papan antrean, atau komputer baca, lalu pindai kodenya di sana.',
                'Register a kiosk, board or workstation, then scan its code there.',
              )}
            </p>
          </Empty>
        )
      }
    >
      {({ items }) => (
        <ul className="results">
          {items.map((device) => (
            <One key={device.id} device={device} />
          ))}
        </ul>
      )}
    </Shown>
  );
}

function One({ device }: { device: Device }) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  const queries = useQueryClient();
  const [sure, setSure] = useState(false);
  const revoke = useAct(
    (_: null, key) => ask(`/v1/desk/devices/${device.id}`, { method: 'DELETE', key }),
    () => queries.invalidateQueries({ queryKey: ['devices'] }),
  );
  return (
    <li>
      <div className="row between">
        <span>
          <strong>{device.name}</strong>
          <span className="soft small" style={{ display: 'block' }}>
            {word('device', device.kind)} ·{' '}
            {device.revokedAt
              ? say(
                  `dicabut ${format.dayTime(device.revokedAt)}`,
                  `revoked ${format.dayTime(device.revokedAt)}`,
                )
              : device.lastSeenAt
                ? say(
                    `terakhir terlihat ${format.dayTime(device.lastSeenAt)}`,
                    `last seen ${format.dayTime(device.lastSeenAt)}`,
                  )
                : say('belum dipasang', 'not set up yet')}
          </span>
        </span>
        {!device.revokedAt && !sure && (
          <Button
            variant="default"
            onClick={() => setSure(true)}
            aria-label={say(`Cabut ${device.name}`, `Revoke ${device.name}`)}
          >
            {say('Cabut', 'Revoke')}
          </Button>
        )}
      </div>
      {sure && !device.revokedAt && (
        <div className="note warn" role="alert">
          <p>
            {say(
              'Perangkat ini langsung kehilangan aksesnya. Isian di kios yang belum terkirim tetap tersimpan di sana, tetapi tidak dapat dikirim lagi.',
              'The device loses its access at once. Entries that a kiosk has not sent yet stay on it and can no longer be sent.',
            )}
          </p>
          <ProblemAlert problem={revoke.error} />
          <div className="row">
            <Button color="red" loading={revoke.isPending} onClick={() => revoke.mutate(null)}>
              {say('Cabut sekarang', 'Revoke now')}
            </Button>
            <Button variant="subtle" onClick={() => setSure(false)}>
              {say('Batal', 'Cancel')}
            </Button>
          </div>
        </div>
      )}
    </li>
  );
}

function Register({ onDone }: { onDone: (device: Registered) => void }) {
  const say = useSay();
  const { options } = useCodeWords();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<DeviceKind>('kiosk');
  const [workstationId, setWorkstationId] = useState('');
  const isPc = kind === 'workstation';
  const pool = useQuery<ReplyOf<typeof listWorkstations>, Problem>({
    queryKey: ['workstations'],
    queryFn: () => ask('/v1/desk/workstations'),
    enabled: isPc,
  });
  const pcs = pool.data?.items ?? [];
  const pc = pcs.find(({ id }) => id === workstationId) ?? pcs[0];
  const register = useAct(
    async (body: { name: string; kind: DeviceKind }, key) => {
      const device = await ask<ReplyOf<typeof registerDevice>>('/v1/desk/devices', {
        method: 'POST',
        body,
        key,
      });
      if (isPc && pc !== undefined) {
        await ask(`/v1/desk/workstations/${pc.id}/device`, {
          method: 'PUT',
          body: { deviceId: device.id },
        });
      }
      return device;
    },
    async (reply, body) => {
      onDone({ ...reply, ...body });
      setName('');
      await queries.invalidateQueries({ queryKey: ['devices'] });
    },
  );
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        register.mutate({ name: isPc && pc !== undefined ? pc.name : name, kind });
      }}
    >
      <h2>{say('Daftarkan perangkat', 'Register a device')}</h2>
      <ProblemAlert problem={register.error ?? pool.error} />
      <NativeSelect
        id="field-kind"
        label={say('Jenis', 'Kind')}
        data={options('device')}
        value={kind}
        // The options are exactly the kinds.
        onChange={(event) => setKind(event.currentTarget.value as DeviceKind)}
      />
      {isPc ? (
        <NativeSelect
          id="field-workstation"
          label={say('Komputer yang mana', 'Which workstation')}
          description={say(
            'Komputer baru ditambahkan di layar Komputer baca.',
            'New ones are added on the screen of the workstations.',
          )}
          required
          data={pcs.map(({ id, name: label }) => ({ value: id, label }))}
          value={pc?.id ?? ''}
          onChange={(event) => setWorkstationId(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          id="field-name"
          label={say('Nama atau tempat', 'Name or place')}
          description={say('Misalnya: Kios pintu masuk', 'For example: Kiosk at the entrance')}
          required
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      <Button type="submit" loading={register.isPending} disabled={isPc && pc === undefined}>
        {say('Buat kode pemasangan', 'Make a set-up code')}
      </Button>
    </form>
  );
}

/** Shown once: whoever scans it becomes the device. */
function SetUp({ device }: { device: Registered }) {
  const say = useSay();
  const { word } = useCodeWords();
  const box = useRef<HTMLElement>(null);
  const address = enrolmentAddress(device.kind, device.token);
  useEffect(() => box.current?.focus(), []);
  return (
    <section className="note good" ref={box} tabIndex={-1} aria-labelledby="set-up">
      <h2 id="set-up" style={{ fontSize: '1.15rem' }}>
        {word('device', device.kind)}: {device.name}
      </h2>
      <p>
        {say(
          'Pindai kode ini di perangkat tersebut, atau buka tautannya di sana. Kode hanya ditampilkan sekarang; siapa pun yang membukanya menjadi perangkat ini.',
          'Scan this code on that device, or open the link there. It is shown only now; whoever opens it becomes the device.',
        )}
      </p>
      <QrCode
        text={address}
        size={220}
        alt={say('Kode QR pemasangan perangkat', 'QR code that sets the device up')}
      />
      <div>
        <CopyButton text={address} label={say('Salin tautan', 'Copy the link')} />
      </div>
    </section>
  );
}
