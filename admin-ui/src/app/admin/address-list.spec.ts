import { describe, expect, it } from 'vitest';
import { addressesIn } from './address-list';

describe('a pasted list of addresses', () => {
  it.each([
    ['one per line', 'ben@example.org\ncy@example.org\n'],
    ['with commas', 'ben@example.org, cy@example.org'],
    ['with semicolons and blanks', ' ben@example.org;cy@example.org ; '],
    ['as a mail program copies them', 'Ben Okafor <ben@example.org>, "Cy Diaz" <cy@example.org>'],
    ['with commas in names', '"Okafor, Ben" <ben@example.org>, "Diaz; Cy" <cy@example.org>'],
    ['some with a name and some without', 'ben@example.org Cy <cy@example.org>'],
    ['named twice, in another case', 'ben@example.org\ncy@example.org\nBEN@example.org'],
  ])('is read %s', (_case, text) => {
    expect(addressesIn(text)).toEqual({ addresses: ['ben@example.org', 'cy@example.org'], rest: [] });
  });

  it('names what is no address', () => {
    expect(addressesIn('ben@example.org, cy@example, hello')).toEqual({
      addresses: ['ben@example.org'],
      rest: ['cy@example', 'hello'],
    });
  });

  it('is empty when there is nothing', () => {
    expect(addressesIn(' \n, ')).toEqual({ addresses: [], rest: [] });
  });
});
