import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const CACHE = resolve(import.meta.dirname, '../../node_modules/.cache');
const BUILD = new URL('./build-service.mjs', import.meta.url).href;

/** What could go wrong in a bundle: injection by constructor types, a package's door, PostgreSQL's driver. */
const MAIN = `
  import 'reflect-metadata';
  import { Injectable, Module } from '@nestjs/common';
  import { NestFactory } from '@nestjs/core';
  import { checkIn } from '@pst/contracts';
  import pg from 'pg';
  @Injectable() class Counter { readonly next = 'A001'; }
  @Injectable() class Desk { constructor(readonly counter: Counter) {} }
  @Module({ providers: [Counter, Desk] }) class DeskModule {}
  const app = await NestFactory.createApplicationContext(DeskModule, { logger: false });
  const pool = new pg.Pool();
  console.log(Desk.name, app.get(Desk).counter.next, checkIn.subject, typeof pool.query);
  await pool.end();
  await app.close();
`;

describe('a production build', () => {
  let folder: string;
  beforeAll(() => {
    mkdirSync(CACHE, { recursive: true });
    folder = mkdtempSync(join(CACHE, 'build-'));
    mkdirSync(join(folder, 'src'));
    writeFileSync(join(folder, 'src/main.ts'), MAIN);
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ extends: resolve(import.meta.dirname, '../../tsconfig.base.json') }),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function node(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
    if (status !== 0) {
      throw new Error(stderr);
    }
    return stdout;
  }

  it('is one file that starts, with injection and class names intact', () => {
    node(
      '--input-type=module',
      '--eval',
      `const { buildService } = await import('${BUILD}'); await buildService('${folder}');`,
    );

    expect(node(join(folder, 'dist/main.mjs')).trim()).toBe(
      'Desk A001 rpc.guestbook.check-in function',
    );
  });
});
