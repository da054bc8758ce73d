import { describe, expect, it } from '@jest/globals';
import { InvalidQualifier } from './audit.errors.js';
import { readAuditQuery } from './audit-query.js';

const NOW = new Date('2027-03-08T12:00:00Z');
const NOTHING = { actors: [], targets: [], actions: [], outcomes: [], ips: [], words: [] };
const read = (q: string) => readAuditQuery({ q }, NOW);

describe('a search in the audit log', () => {
  it('is words, and qualifiers in any order', () => {
    expect(read('  actor:ana Lisbon action:USER.* "front desk" ip:203.0.113.4 outcome:Refused ')).toEqual({
      ...NOTHING,
      actors: ['ana'],
      actions: ['user.*'],
      ips: ['203.0.113.4'],
      outcomes: ['refused'],
      words: ['Lisbon', 'front desk'],
    });
    expect(read('')).toEqual(NOTHING);
  });

  it('takes days, moments and spans back from now; of two the narrower one', () => {
    expect(read('after:7d')).toMatchObject({ from: new Date('2027-03-01T12:00:00Z') });
    expect(read('after:2027-03-01 after:2027-02-01')).toMatchObject({ from: new Date('2027-03-01') });
    expect(read('before:2027-03-01T08:00:00+01:00 before:12h')).toMatchObject({
      until: new Date('2027-03-01T07:00:00Z'),
    });
  });

  it('means any of the values of a qualifier that stands there several times, as a parameter too', () => {
    const query = readAuditQuery({ q: 'target:ana target:bo', target: 'carl', outcome: ' ' }, NOW);

    expect(query).toEqual({ ...NOTHING, targets: ['ana', 'bo', 'carl'] });
  });

  it('takes what is in quotes as it is, also with a colon', () => {
    expect(read('"https://x.example" target:"a b" 12:30')).toEqual({
      ...NOTHING,
      targets: ['a b'],
      words: ['https://x.example', '12:30'],
    });
  });

  it.each(['colour:red', 'https://x.example', 'colour:'])('says that there is no qualifier in %s', (q) => {
    expect(() => read(q)).toThrow(/^There is no (colour|https): here\. Use actor:, action:/);
  });

  it.each([
    'actor:',
    'actor:""',
    'outcome:good',
    'ip:203.0',
    'after:yesterday',
    'after:2027-02-30',
    'before:2027-01-01T25:00:00Z',
    'before:0000-01-01',
    'a b c d e f g h i j k',
  ])('says what is wrong with %s', (q) => {
    expect(() => read(q)).toThrow(InvalidQualifier);
  });
});
