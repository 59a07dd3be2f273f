import { z } from 'zod';

type Json = Record<string, unknown>;

/** JSON Schema of an event's data with every named part written out, so that it stands alone. */
export function schemaOf(data: z.ZodObject): Json {
  const { $schema: _version, $defs: parts = {}, ...schema } = z.toJSONSchema(data) as Json;
  return written(schema, parts as Record<string, Json>);
}

function written(schema: Json, parts: Record<string, Json>): Json {
  const { $ref: ref, ...own } = schema;
  const part = typeof ref === 'string' ? parts[ref.slice('#/$defs/'.length)] : undefined;
  // `id` is the part's name among the others, which it no longer needs.
  const { id: _name, ...whole } = { ...part, ...own };
  return Object.fromEntries(
    Object.entries(whole).map(([key, value]) => {
      if (key === 'properties') {
        const properties = Object.entries(value as Record<string, Json>);
        return [
          key,
          Object.fromEntries(properties.map(([name, each]) => [name, written(each, parts)])),
        ];
      }
      if (key === 'anyOf' || key === 'oneOf') {
        return [key, (value as Json[]).map((each) => written(each, parts))];
      }
      const isSchema = typeof value === 'object' && value !== null && !Array.isArray(value);
      return [key, isSchema ? written(value as Json, parts) : value];
    }),
  );
}
