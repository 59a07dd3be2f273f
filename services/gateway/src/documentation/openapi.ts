import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { allProblems, type Allow } from '@pst/contracts';
import { admitsDevices } from '@pst/security';
import { z } from 'zod';
import { ROUTE, type RouteContract } from '../http/asks.ts';

type Json = Record<string, unknown>;
type Controller = abstract new (...parts: never[]) => object;

const COMPONENTS = '#/components/schemas/';

const problem = {
  type: 'object',
  description: 'RFC 9457 problem details; members of the problem itself stand beside these.',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: {
      type: 'string',
      description: 'Stable; clients act on its last part.',
      enum: allProblems().map(({ slug }) => `/problems/${slug}`),
    },
    title: { type: 'string', description: 'In the language of Accept-Language (id, en)' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'What to do about it' },
    instance: { type: 'string', description: 'Trace id, to quote to an officer' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
};

/**
 * The OpenAPI 3.1 description of every route, from the same schemas that validate: path and query
 * parameters and the body are the parts of the contract's request.
 */
export function openApiOf(
  app: NestFastifyApplication,
  controllers: readonly Controller[],
): OpenAPIObject {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Pustaka PST')
      .setDescription(
        'The public library desk of a statistics office: guestbook and queue, catalogue, delivery of ' +
          'softcopies, ratings and complaints. Errors are RFC 9457 problem details in Indonesian or ' +
          'English. Every mutating request takes an Idempotency-Key.',
      )
      .setVersion('1')
      .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
      .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'bearer')
      .addCookieAuth('__Host-pst', { type: 'apiKey', in: 'cookie' }, 'cookie')
      .addCookieAuth('__Host-pst-device', { type: 'apiKey', in: 'cookie' }, 'device')
      .build(),
  );
  const routes = routesOf(controllers);
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods as Record<string, Json>)) {
      const route = routes.get(String(operation['operationId']));
      if (route !== undefined) {
        (methods as Record<string, Json>)[method] = describe(method, path, route);
      }
    }
  }
  document.components = {
    ...document.components,
    schemas: { ...components(), Problem: problem as never },
  };
  return document;
}

function routesOf(controllers: readonly Controller[]): Map<string, RouteContract> {
  const routes = new Map<string, RouteContract>();
  for (const controller of controllers) {
    const prototype: object = controller.prototype;
    for (const name of Object.getOwnPropertyNames(prototype)) {
      const method: unknown = Reflect.get(prototype, name);
      const route: RouteContract | undefined =
        typeof method === 'function' ? Reflect.getMetadata(ROUTE, method) : undefined;
      if (route !== undefined) {
        routes.set(`${controller.name}_${name}`, route);
      }
    }
  }
  return routes;
}

function describe(method: string, path: string, route: RouteContract): Json {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const fields = fieldsOf(route.asks?.request);
  const hasBody = ['post', 'put', 'patch'].includes(method);
  const parameters: Json[] = inPath.map((name) => parameter('path', name, fields[name], true));
  const rest = Object.fromEntries(
    Object.entries(fields).filter(([name]) => !inPath.includes(name)),
  );
  if (!hasBody || route.consumes === 'application/octet-stream') {
    // What the gateway itself adds to an upload is no parameter.
    const { incomingKey: _incomingKey, ...asked } = rest;
    for (const [name, schema] of Object.entries(asked)) {
      parameters.push(parameter('query', name, schema, !isOptional(schema)));
    }
  } else {
    parameters.push({
      in: 'header',
      name: 'Idempotency-Key',
      required: false,
      description: 'The same key and body get the first answer again.',
      schema: { type: 'string', maxLength: 200 },
    });
  }
  if (route.proofOfWork) {
    parameters.push({
      in: 'header',
      name: 'X-Proof-Of-Work',
      required: false,
      description:
        'Needed where nobody is signed in: base64 of the JSON `{challenge, solution}`, to the ' +
        '`challenge` that a request without it is answered with (`proof-of-work-needed`).',
      schema: { type: 'string', maxLength: 4_000 },
    });
  }
  const [service = 'gateway'] = (route.asks?.pattern ?? 'gateway').split('.');
  return {
    operationId: operationId(method, path),
    tags: [service],
    summary: route.summary ?? (route.asks === undefined ? path : words(route.asks.pattern)),
    ...(route.allow !== 'anyone' && { security: securityOf(route.allow) }),
    description: who(route.allow),
    parameters,
    ...(hasBody && bodyOf(route, inPath)),
    responses: responsesOf(route),
  };
}

function operationId(method: string, path: string): string {
  const name = path
    .replace(/^\/v1/, '')
    .split('/')
    .filter((part) => part !== '')
    .map((part) => part.replaceAll(/[{}]/g, ''))
    .join('-');
  return `${method}-${name || 'root'}`;
}

function words(pattern: string): string {
  const verb = (pattern.split('.')[1] ?? pattern).replaceAll('-', ' ');
  return verb.charAt(0).toUpperCase() + verb.slice(1);
}

function securityOf(allow: Exclude<Allow, 'anyone'>): Json[] {
  const people = allow === 'signed-in' || allow.some((one) => !one.startsWith('device:'));
  return [
    ...(people ? [{ bearer: [] }, { cookie: [] }] : []),
    ...(admitsDevices(allow) ? [{ device: [] }] : []),
  ];
}

function who(allow: Allow): string {
  if (allow === 'anyone') {
    return 'Open to anyone.';
  }
  if (allow === 'signed-in') {
    return 'For a signed-in account.';
  }
  const devices = allow.filter((one) => one.startsWith('device:')).map((one) => one.slice(7));
  const roles = allow.filter((one) => !one.startsWith('device:'));
  return [
    ...(roles.length > 0 ? [`For the roles ${roles.join(', ')}.`] : []),
    ...(devices.length > 0 ? [`For devices of the office: ${devices.join(', ')}.`] : []),
  ].join(' ');
}

/** The fields of an object, or those that every option of a union has. */
function fieldsOf(schema: z.ZodType | undefined): Record<string, z.ZodType> {
  if (schema instanceof z.ZodObject) {
    return schema.shape as Record<string, z.ZodType>;
  }
  return {};
}

function isOptional(schema: z.ZodType): boolean {
  return schema.safeParse(undefined).success;
}

function parameter(place: string, name: string, schema: z.ZodType | undefined, required: boolean) {
  return {
    in: place,
    name,
    required,
    schema: schema === undefined ? { type: 'string' } : inline(schema, 'input'),
  };
}

function bodyOf(route: RouteContract, inPath: readonly string[]): Json {
  if (route.consumes !== undefined) {
    const schema = { type: 'string', format: 'binary' };
    return {
      requestBody: {
        required: true,
        content: { [route.consumes]: { schema }, 'multipart/form-data': { schema } },
      },
    };
  }
  const schema = route.body ?? route.asks?.request;
  if (schema === undefined) {
    return {};
  }
  const whole = inline(schema, 'input');
  const described =
    inPath.length === 0 || route.body !== undefined ? whole : without(whole, inPath);
  return {
    requestBody: { required: true, content: { 'application/json': { schema: described } } },
  };
}

/** The request without what the path says already. */
function without(schema: Json, names: readonly string[]): Json {
  const options = schema['oneOf'] ?? schema['anyOf'];
  if (Array.isArray(options)) {
    return { oneOf: options.map((option: Json) => without(option, names)) };
  }
  const properties = Object.entries((schema['properties'] ?? {}) as Json).filter(
    ([name]) => !names.includes(name),
  );
  const required = ((schema['required'] ?? []) as string[]).filter((name) => !names.includes(name));
  return { ...schema, properties: Object.fromEntries(properties), required };
}

function responsesOf(route: RouteContract): Json {
  const type = route.produces ?? 'application/json';
  const schema =
    route.produces !== undefined && route.produces !== 'text/event-stream'
      ? { type: 'string' }
      : route.reply === undefined
        ? {}
        : inline(route.reply, 'output');
  return {
    [route.status]: {
      description: route.status === 204 ? 'Done; no content' : 'Done',
      ...(route.status !== 204 && {
        content: {
          [type]: { schema },
          ...Object.fromEntries(
            (route.alsoAs ?? []).map((file) => [file, { schema: { type: 'string' } }]),
          ),
        },
      }),
    },
    default: {
      description: 'Refused; see `type`',
      content: { 'application/problem+json': { schema: { $ref: `${COMPONENTS}Problem` } } },
    },
  };
}

/** One schema; what has a name of its own is referred to by it. */
function inline(schema: z.ZodType, io: 'input' | 'output'): Json {
  const name = z.globalRegistry.get(schema)?.id;
  if (name !== undefined && io === 'output') {
    return { $ref: `${COMPONENTS}${name}` };
  }
  const {
    $schema: _version,
    $defs: named,
    id: _id,
    ...json
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  const root = json['$ref'];
  const own = typeof root === 'string' ? (named as Json)[root.slice('#/$defs/'.length)] : json;
  // What has a name of its own stands among the components, and not beside its user.
  return JSON.parse(JSON.stringify(own).replaceAll('"#/$defs/', `"${COMPONENTS}`)) as Json;
}

let known: Record<string, Json> | undefined;

/** Every schema that has a name, under that name. */
function components(): Record<string, Json> {
  if (known === undefined) {
    const { schemas } = z.toJSONSchema(z.globalRegistry, {
      uri: (id) => `${COMPONENTS}${id}`,
      io: 'output',
      unrepresentable: 'any',
    });
    known = Object.fromEntries(
      Object.entries(schemas).map(([name, { $schema: _version, $id: _id, id: _own, ...json }]) => [
        name,
        json as Json,
      ]),
    );
  }
  return known;
}
