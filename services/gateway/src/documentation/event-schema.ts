import type { EventContract } from '@pst/contracts';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** JSON Schema of an event's data with every named part written out, so that it stands alone. */
export function dataSchemaOf(event: EventContract): Json {
  const { $schema: _version, $defs: parts = {}, ...schema } = z.toJSONSchema(event.schema) as Json;
  const inline = (node: unknown): unknown => {
    if (Array.isArray(node)) {
      return node.map(inline);
    }
    if (typeof node !== 'object' || node === null) {
      return node;
    }
    const { $ref: ref, id: _id, ...rest } = node as Json;
    const part =
      typeof ref === 'string' ? (parts as Json)[ref.slice('#/$defs/'.length)] : undefined;
    const whole = part === undefined ? rest : { ...(inline(part) as Json), ...rest };
    return Object.fromEntries(Object.entries(whole).map(([key, value]) => [key, inline(value)]));
  };
  // `properties` named "id" must survive, so only schemas lose their registry name.
  return inlineProperties(schema, inline);
}

function inlineProperties(schema: Json, inline: (node: unknown) => unknown): Json {
  const properties = Object.entries((schema['properties'] ?? {}) as Json);
  return {
    ...schema,
    properties: Object.fromEntries(properties.map(([name, value]) => [name, inline(value)])),
  };
}
