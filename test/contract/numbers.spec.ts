import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

type Schema = Record<string, unknown>;

/** Numbers that may be fractions, by their place: the `ref` of a frame is echoed as it was sent. */
const FRACTION = /^asyncapi\/components\/schemas\/\w+Frame\/properties\/ref\/oneOf\/0$/;

function numbersIn(value: unknown, place: string): { place: string; schema: Schema }[] {
  if (typeof value !== 'object' || value === null) return [];
  const schema = value as Schema;
  const isNumber = [schema.type].flat().some((type) => type === 'number' || type === 'integer');
  return [
    ...(isNumber ? [{ place, schema }] : []),
    ...Object.entries(schema)
      .filter(([key]) => key !== 'example' && key !== 'examples')
      .flatMap(([key, inner]) => numbersIn(inner, `${place}/${key}`)),
  ];
}

describe('a number of the contract', () => {
  const numbers = [
    ...numbersIn(JSON.parse(readFileSync('openapi.json', 'utf8')), 'openapi'),
    ...numbersIn(parse(readFileSync('asyncapi.yaml', 'utf8')), 'asyncapi'),
  ];

  it('is whole, says how many bits it needs, and where it begins', () => {
    const vague = numbers.filter(
      ({ place, schema }) =>
        !FRACTION.test(place) &&
        ([schema.type].flat().includes('number') ||
          typeof schema.minimum !== 'number' ||
          !['int32', 'int64'].includes(schema.format as string)),
    );

    expect(numbers.length).toBeGreaterThan(80);
    expect(vague.map(({ place }) => place)).toEqual([]);
  });
});
