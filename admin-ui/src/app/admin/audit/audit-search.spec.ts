import { describe, expect, it } from 'vitest';
import { hasTerm, qualifiersIn, termsIn, withoutTerm, withTerm } from './audit-search';

describe('a search of the audit log', () => {
  it('has its parts where spaces are, but not in quotes', () => {
    expect(termsIn(' actor:ana  "front desk" action:"a b" 12:30')).toEqual([
      'actor:ana',
      '"front desk"',
      'action:"a b"',
      '12:30',
    ]);
    expect(qualifiersIn('actor:ana lisbon 12:30 outcome:')).toEqual(['actor:ana']);
    expect(termsIn('')).toEqual([]);
  });

  it('takes a part in place of the one of its kind, and leaves it out again', () => {
    const search = withTerm('lisbon after:24h', 'after:7d');

    expect(search).toBe('lisbon after:7d');
    expect([hasTerm(search, 'after:7d'), hasTerm(search, 'after:24h')]).toEqual([true, false]);
    expect(withoutTerm(search, 'after:7d')).toBe('lisbon');
  });
});
