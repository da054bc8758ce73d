const INT32_MAX = 2_147_483_647;

/**
 * Says of every number in an API document that it is whole and not negative, in 64 bits where nothing keeps it smaller:
 * else typed languages read `seq` and `rev` as floating point. A schema with a `format` of its own means what it says.
 */
export function wholeNumbers(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) makeWhole(value as Record<string, unknown>);
  for (const [key, inner] of Object.entries(value)) if (!EXAMPLES.has(key)) wholeNumbers(inner);
}

/** These hold data, not schemas. */
const EXAMPLES: ReadonlySet<string> = new Set(['example', 'examples', 'default', 'enum', 'const']);

function makeWhole(schema: Record<string, unknown>): void {
  const types = [schema.type].flat();
  if (!types.some((type) => type === 'number' || type === 'integer') || schema.format !== undefined) return;
  const whole = types.map((type) => (type === 'number' ? 'integer' : type));
  schema.type = whole.length === 1 ? whole[0] : whole;
  schema.minimum ??= 0;
  const isSmall = typeof schema.maximum === 'number' && schema.maximum <= INT32_MAX;
  schema.format = isSmall ? 'int32' : 'int64';
}
