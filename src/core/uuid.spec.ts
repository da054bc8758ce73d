import { describe, expect, it } from '@jest/globals';
import { isUuid } from './uuid.js';

describe('a UUID', () => {
  it.each(['01936f0a-7a9c-7c1e-b7a1-5d2f1c0e9b11', '00000000-0000-0000-0000-000000000000'])('is %s', (value) => {
    expect(isUuid(value)).toBe(true);
  });

  it.each([
    '01936F0A-7A9C-7C1E-B7A1-5D2F1C0E9B11',
    '01936f0a7a9c7c1eb7a15d2f1c0e9b11',
    ' 01936f0a-7a9c-7c1e-b7a1-5d2f1c0e9b11',
    '01936f0a-7a9c-7c1e-b7a1-5d2f1c0e9b11\n',
    '01936f0a-7a9c-7c1e-b7a1-5d2f1c0e9b1g',
    7,
    null,
  ])('is not %j', (value) => {
    expect(isUuid(value)).toBe(false);
  });
});
