import fc from 'fast-check';
import { z } from 'zod';
import { type Entity, type EntityRecord, entities } from '../../src/domain/register.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Returns the JSON Schema of an entity. */
export const jsonSchemaOf = (entity: Entity): JsonSchema => z.toJSONSchema(entities[entity]);

/** Returns an arbitrary of an entity's records, made from its schema alone. */
export const recordOf = <E extends Entity>(entity: E): fc.Arbitrary<EntityRecord<E>> =>
  anyValue(jsonSchemaOf(entity)) as fc.Arbitrary<EntityRecord<E>>;

/**
 * Returns an arbitrary of texts as people and broken programs write them: any script, quotes, NUL, half of an emoji.
 */
const text = (length: { minLength?: number; maxLength?: number }) =>
  fc.string({
    ...length,
    unit: fc.oneof(fc.string({ minLength: 1, maxLength: 1 }), fc.constantFrom(...'é\'"\\%_ش中\0\ud83d')),
  });

function anyValue(schema: JsonSchema): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => anyValue(choice as JsonSchema)));
  if (Array.isArray(schema.type)) {
    return fc.oneof(...schema.type.map((type) => anyValue({ ...schema, type } as JsonSchema)));
  }
  const makers: Record<string, () => fc.Arbitrary<unknown>> = {
    null: () => fc.constant(null),
    boolean: () => fc.boolean(),
    integer: () => fc.integer({ min: schema.minimum ?? 0, max: schema.maximum ?? 0 }),
    number: () =>
      fc.double({
        min: Number(schema.exclusiveMinimum ?? schema.minimum ?? 0),
        minExcluded: schema.exclusiveMinimum !== undefined,
        noNaN: true,
        noDefaultInfinity: true,
      }),
    string: () => (schema.pattern ? fc.stringMatching(new RegExp(schema.pattern)) : text(lengths(schema))),
    array: () => fc.array(anyValue(schema.items as JsonSchema), { maxLength: 3 }),
    object: () => objectOf(schema),
  };
  const make = makers[schema.type ?? ''];
  if (!make) throw new Error(`no values for ${JSON.stringify(schema)}`);
  return make();
}

const lengths = ({ minLength = 0, maxLength = 20 }: JsonSchema) => ({ minLength, maxLength });

function objectOf(schema: JsonSchema): fc.Arbitrary<unknown> {
  const names = (schema.propertyNames as JsonSchema | undefined)?.enum ?? [];
  const properties =
    schema.properties ?? Object.fromEntries(names.map((name) => [name, schema.additionalProperties]));
  const values = Object.entries(properties).map(([name, value]) => [name, anyValue(value as JsonSchema)]);
  return fc.record(Object.fromEntries(values), {
    requiredKeys: (schema.required ?? []) as never[],
    noNullPrototype: true,
  });
}
