// Prints a description of the surface: `openapi`, `asyncapi` or `data-dictionary`. What is committed is
// compared with it by the checks.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock } from '@pst/config';
import { Bus } from '@pst/messaging';
import { WorkingTime } from '@pst/service-standard';
import { asyncApi } from './documentation/asyncapi.ts';
import { dataDictionary } from './documentation/data-dictionary.ts';
import { openApiOf } from './documentation/openapi.ts';
import { controllers, providers } from './gateway.module.ts';
import { Farewell } from './http/farewell.ts';
import { OFFICE, SETTINGS } from './http/injected.ts';

// The routes are described, never called: what stands behind them may be empty.
const behind = [...providers, Bus, Clock, WorkingTime, Farewell, OFFICE, SETTINGS].map(
  (provide) => ({
    provide,
    useValue: {},
  }),
);

@Module({ controllers, providers: behind })
class Surface {}

async function openApi(): Promise<unknown> {
  const adapter = new FastifyAdapter();
  const app = await NestFactory.create<NestFastifyApplication>(Surface, adapter, {
    logger: false,
    // Its error is printed instead of an end without a word.
    abortOnError: false,
  });
  // Two routes of one method and address would only be found by a gateway that starts.
  await app.init();
  return openApiOf(app, controllers);
}

async function described(what: string | undefined): Promise<string> {
  if (what === 'data-dictionary') {
    return dataDictionary();
  }
  const document = what === 'asyncapi' ? asyncApi() : await openApi();
  return `${JSON.stringify(document, null, 2)}\n`;
}

process.stdout.write(await described(process.argv[2]), () => process.exit(0));
