import { describe, expect, it } from 'vitest';
import { derivedId } from './derived-id';

describe('an id that follows from texts', () => {
  it('is a UUID, and the same for the same texts', () => {
    expect(derivedId('draft', 'Hello')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(derivedId('draft', 'Hello')).toBe(derivedId('draft', 'Hello'));
  });

  it('is another for others, however little they differ', () => {
    const texts = Array.from({ length: 20_000 }, (_, n) => `Hello ${n}`);

    expect(new Set(texts.map((text) => derivedId('draft', text))).size).toBe(texts.length);
    expect(derivedId('ab', 'c')).not.toBe(derivedId('a', 'bc'));
  });
});
