import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@pst/testing';
import { Line } from './line.ts';

describe('a line on which things go wrong', () => {
  /** Says back what it hears, and keeps it. */
  let server: Server;
  let line: Line;
  const heard: string[] = [];
  const clients: Socket[] = [];

  beforeEach(async () => {
    heard.length = 0;
    server = createServer((socket) => {
      socket.on('data', (bytes) => {
        heard.push(bytes.toString());
        socket.write(bytes);
      });
      socket.on('error', () => undefined);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    line = await Line.to(`nats://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });
  afterEach(async () => {
    clients.splice(0).forEach((client) => client.destroy());
    await line.close();
    server.close();
  });

  async function client() {
    const socket = connect(Number(new URL(line.url).port), '127.0.0.1');
    const said: string[] = [];
    const ended: string[] = [];
    clients.push(socket);
    socket.on('data', (bytes) => said.push(bytes.toString()));
    socket.on('error', (error: NodeJS.ErrnoException) => ended.push(error.code ?? ''));
    socket.on('close', () => ended.push('closed'));
    await eventually(() => expect(socket.connecting).toBe(false));
    return { socket, said, ended };
  }

  it('passes everything while nothing is wrong', async () => {
    const { socket, said } = await client();
    socket.write('halo');
    await eventually(() => expect(said.join('')).toBe('halo'));
  });

  it('swallows replies while the server hears everything, and ends the connection when healed', async () => {
    const { socket, said, ended } = await client();
    line.swallow('replies');
    socket.write('halo');
    await eventually(() => expect(heard).toEqual(['halo']));
    expect([said, ended]).toEqual([[], []]);
    line.heal();
    await eventually(() => expect(ended).toEqual(['ECONNRESET', 'closed']));
    expect(said).toEqual([]);
  });

  it('holds requests and hands them over when healed', async () => {
    const { socket, said } = await client();
    line.hold('requests');
    const passing = new Promise((seen) => line.watch((_way, bytes) => seen(bytes.toString())));
    socket.write('halo');
    expect(await passing).toBe('halo');
    expect(heard).toEqual([]);
    line.heal();
    await eventually(() => expect(said.join('')).toBe('halo'));
  });

  it('cuts in the middle of a frame', async () => {
    const { socket, said, ended } = await client();
    line.cutInFrame(3);
    socket.write('pustaka');
    await eventually(() => expect(ended).toContain('closed'));
    expect('pus'.startsWith(said.join(''))).toBe(true);
    expect(heard).toEqual(['pustaka']);
  });

  it('keeps the order of what it delays', async () => {
    const { socket, said } = await client();
    line.slowDown(5, 30);
    for (const word of ['satu ', 'dua ', 'tiga ', 'empat ', 'lima']) {
      socket.write(word);
    }
    await eventually(() => expect(said.join('')).toBe('satu dua tiga empat lima'));
  });

  it('refuses while it is broken, and leads elsewhere when told', async () => {
    line.breakDown();
    const { ended } = await client();
    await eventually(() => expect(ended).toContain('closed'));
    const other = createServer((socket) => socket.end('lain')).listen(0, '127.0.0.1');
    await once(other, 'listening');
    line.leadTo(`nats://127.0.0.1:${(other.address() as AddressInfo).port}`);
    line.heal();
    const { said } = await client();
    await eventually(() => expect(said.join('')).toBe('lain'));
    other.close();
  });
});
