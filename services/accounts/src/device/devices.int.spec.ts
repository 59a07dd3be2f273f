import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Clock } from '@pst/config';
import {
  authenticateDevice,
  deviceRegistered,
  deviceRevoked,
  listDevices,
  newId,
  registerDevice,
  revokeDevice,
} from '@pst/contracts';
import { aDevice, anActor, serviceUnderTest, type ServiceUnderTest } from '@pst/testing';
import { AccountsModule } from '../accounts.module.ts';
import { database } from '../database/data-source.ts';

const wib = (local: string) => new Date(`${local}:00+07:00`);

describe('a device of the office', () => {
  const clock = Clock.standing(wib('2026-11-23T09:00'));
  const admin = { actor: anActor('admin') };
  let service: ServiceUnderTest;

  beforeAll(async () => {
    service = await serviceUnderTest({
      name: 'accounts',
      module: AccountsModule,
      database,
      clock,
      config: {},
    });
  });
  afterAll(() => service.stop());

  const register = (name: string) => service.ask(registerDevice, { name, kind: 'kiosk' }, admin);

  it('gets a token once, of which only a hash is kept', async () => {
    const { id, token } = await register('Kios pintu masuk');
    expect((await service.event(deviceRegistered, id)).data).toEqual({
      deviceId: id,
      kind: 'kiosk',
    });
    expect(await service.ask(authenticateDevice, { token })).toEqual({
      id,
      name: 'Kios pintu masuk',
      kind: 'kiosk',
    });
    const rows = JSON.stringify([
      await service.source.query('select * from device'),
      await service.source.query('select * from outbox'),
    ]);
    expect(rows).not.toContain(token);
  });

  it('is seen in the list, to the minute', async () => {
    const { id, token } = await register('Papan ruang tunggu');
    const listed = async () =>
      (await service.ask(listDevices, {}, admin)).items.find((device) => device.id === id);
    expect(await listed()).toMatchObject({ lastSeenAt: null, revokedAt: null });
    clock.moveTo(wib('2026-11-23T10:00'));
    await service.ask(authenticateDevice, { token });
    expect(await listed()).toMatchObject({ lastSeenAt: wib('2026-11-23T10:00').toISOString() });
  });

  it('is nobody once its token is revoked, which is announced once', async () => {
    const { id, token } = await register('Kios lama');
    await service.ask(revokeDevice, { deviceId: id }, admin);
    await service.ask(revokeDevice, { deviceId: id }, admin);
    await expect(service.ask(authenticateDevice, { token })).rejects.toMatchObject({
      slug: 'not-signed-in',
    });
    await service.event(deviceRevoked, id);
    const told = (await service.events(deviceRevoked)).filter(({ subject }) => subject === id);
    expect(told).toHaveLength(1);
  });

  it('belongs to its own office', async () => {
    const { id, token } = await register('Kios 1606');
    await expect(
      service.ask(authenticateDevice, { token }, { office: '1605' }),
    ).rejects.toMatchObject({ slug: 'not-signed-in' });
    await expect(
      service.ask(revokeDevice, { deviceId: id }, { ...admin, office: '1605' }),
    ).rejects.toMatchObject({ slug: 'not-found' });
  });

  it('is registered and revoked by administrators alone, never by itself', async () => {
    const wish = { name: 'Kios', kind: 'kiosk' } as const;
    for (const actor of [anActor('officer', 'head'), aDevice('kiosk')]) {
      await expect(service.ask(registerDevice, wish, { actor })).rejects.toMatchObject({
        slug: 'not-allowed',
      });
      await expect(
        service.ask(revokeDevice, { deviceId: newId() }, { actor }),
      ).rejects.toMatchObject({ slug: 'not-allowed' });
    }
  });
});
