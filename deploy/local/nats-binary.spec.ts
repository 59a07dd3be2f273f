import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { debianArchives, findNatsServer, isCurrent } from './nats-binary.ts';
import { natsConfiguration } from './nats-server.ts';

describe('choosing a nats-server', () => {
  let folder: string;
  const path = process.env['PATH'];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'pst-nats-binary-'));
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true, force: true });
  });

  function program(version: string): string {
    const file = join(folder, 'nats-server');
    writeFileSync(file, `#!/bin/sh\necho 'nats-server: v${version}'\n`);
    chmodSync(file, 0o755);
    return file;
  }

  it('knows which versions keep the durability promises', () => {
    expect(['2.14.0', '2.15.1', '3.0.0'].every(isCurrent)).toBe(true);
    expect(['2.9.10', '2.10.27', '2.13.9'].some(isCurrent)).toBe(false);
  });

  it('takes the one on the PATH when it is current', async () => {
    const file = program('2.15.0');
    process.env['PATH'] = `${folder}:${path}`;

    expect(await findNatsServer({ cache: join(folder, 'cache') })).toEqual({
      path: file,
      version: '2.15.0',
      origin: 'from the PATH',
    });
  });

  it('reads the archive from the sources of the machine, in both their forms', () => {
    expect(
      debianArchives([
        'deb [signed-by=/key.gpg] http://mirror.test/debian bookworm main\n# deb http://old.test/debian x main',
        'Types: deb\nURIs: https://second.test/debian/\nSuites: trixie',
        'Types: deb\nURIs: https://mirror.test/debian-security\nSuites: bookworm-security',
        'deb https://packages.test/apt other main',
      ]),
    ).toEqual(['http://mirror.test/debian', 'https://second.test/debian']);
  });
});

describe('the configuration of the bus', () => {
  const options = { folder: '/data/nats', listen: '127.0.0.1:4222' };

  it('writes to the disk before it acknowledges, within a stated size', () => {
    const text = natsConfiguration({ ...options, users: [] });

    expect(text).toContain('sync_interval: always');
    expect(text).toContain('max_file_store: 2GB');
  });

  it('gives a user what its permissions say and nothing else', () => {
    const text = natsConfiguration({
      ...options,
      users: [
        {
          user: 'feedback',
          password: 'a "quoted" one',
          permissions: { publish: ['pst.*.feedback.>'], subscribe: ['_INBOX_feedback.>'] },
        },
      ],
    });

    expect(text).toContain('user: "feedback", password: "a \\"quoted\\" one"');
    expect(text).toContain('publish: { allow: [ "pst.*.feedback.>" ] }');
    expect(text).toContain('subscribe: { allow: [ "_INBOX_feedback.>" ] }');
  });
});
