import { readFileSync } from 'node:fs';

/** A JSON schema as the OpenAPI description has it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required: boolean;
  readonly schema: Schema;
}

/** One operation of the public surface. */
export interface Operation {
  /** `POST /v1/visits` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Of the JSON body, where there is one. */
  readonly body?: Schema;
  /** Media type of a body that is a file. */
  readonly upload?: string;
  readonly mayUse: 'anyone' | 'signed-in' | readonly string[];
  /** Of its success. */
  readonly status: number;
  /** Where in the document the schema of each media type of its success stands. */
  readonly answers: ReadonlyMap<string, string>;
}

interface Described {
  readonly description: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema: Schema }>> };
  readonly responses: Readonly<Record<string, { content?: Readonly<Record<string, unknown>> }>>;
}

/** The committed description, which a gate holds equal to what the gateway serves. */
export const description = JSON.parse(
  readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8'),
) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** Every operation of the OpenAPI description. */
export const operations: readonly Operation[] = Object.entries(description.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => operationOf(method, path, operation)),
);

function operationOf(method: string, path: string, operation: Described): Operation {
  const content = operation.requestBody?.content ?? {};
  const json = content['application/json'];
  const [upload] = Object.keys(content);
  const [[status, success] = ['200', {}]] = Object.entries(operation.responses);
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    parameters: operation.parameters,
    mayUse: whoOf(operation.description),
    status: Number(status),
    answers: new Map(
      Object.keys(success.content ?? {}).map((type) => [
        type.split(';')[0] ?? type,
        ['paths', path, method, 'responses', status, 'content', type, 'schema']
          .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
          .join('/'),
      ]),
    ),
    ...(json !== undefined && { body: json.schema }),
    ...(json === undefined && upload !== undefined && { upload }),
  };
}

/** The sentence with which the description says who may use an operation. */
function whoOf(sentence: string): Operation['mayUse'] {
  if (sentence === 'Open to anyone.') {
    return 'anyone';
  }
  if (sentence === 'For a signed-in account.') {
    return 'signed-in';
  }
  const named = (words: string) =>
    new RegExp(`${words} ([a-z, -]+)\\.`).exec(sentence)?.[1]?.split(', ') ?? [];
  return [
    ...named('For the roles'),
    ...named('For devices of the office:').map((kind) => `device:${kind}`),
  ];
}
