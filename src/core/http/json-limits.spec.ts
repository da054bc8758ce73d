import { describe, expect, it } from '@jest/globals';
import { NestedTooDeeply, TooManyFields } from '../errors/request-problems.js';
import { checkJson, MAX_NESTING, USUAL_LIMITS } from './json-limits.js';

const object = (fields: number) => JSON.stringify(Object.fromEntries(Array.from({ length: fields }, (_, n) => [n, 1])));
const array = (values: number) => JSON.stringify(Array.from({ length: values }, () => 1));
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('how much may be in a JSON text', () => {
  it.each([
    ['fields', object(USUAL_LIMITS.fields), object(USUAL_LIMITS.fields + 1), TooManyFields],
    ['values', array(USUAL_LIMITS.values), array(USUAL_LIMITS.values + 1), TooManyFields],
    ['levels', nested(MAX_NESTING), nested(MAX_NESTING + 1), NestedTooDeeply],
  ])('has a limit of %s', (_what, most, tooMuch, problem) => {
    expect(() => checkJson(most)).not.toThrow();
    expect(() => checkJson(tooMuch)).toThrow(problem);
  });

  it.each([
    ['text', JSON.stringify('[{:,'.repeat(1_000))],
    ['escaped quotes', JSON.stringify('",":{'.repeat(1_000))],
    ['a backslash at the end of a text', JSON.stringify({ a: '\\', b: ':,[{"'.repeat(1_000) })],
  ])('is not what stands in %s', (_what, json) => {
    expect(() => checkJson(json)).not.toThrow();
  });

  it('is counted after a text that ends in a backslash', () => {
    expect(() => checkJson(`["\\\\",${nested(MAX_NESTING)}]`)).toThrow(NestedTooDeeply);
  });

  it('is counted also in what is no JSON, and a text that never ends has nothing in it', () => {
    expect(() => checkJson('[['.repeat(MAX_NESTING))).toThrow(NestedTooDeeply);
    expect(() => checkJson(`"${':'.repeat(1_000)}`)).not.toThrow();
  });
});
