import { describe, expect, it } from '@jest/globals';
import { displayNameOf } from './account.js';

const ana = { username: 'ana.berg', firstName: 'Ana', lastName: 'Berg', anonymisedAt: null };

describe('the name that people see', () => {
  it.each([
    ['both names', ana, 'Ana Berg'],
    ['only a first name', { ...ana, lastName: '' }, 'Ana'],
    ['only a last name', { ...ana, firstName: '' }, 'Berg'],
    ['no name: the username', { ...ana, firstName: '', lastName: '' }, 'ana.berg'],
    ['nothing to see: the username', { ...ana, firstName: '\u3164', lastName: '\u2800' }, 'ana.berg'],
    ['nothing that turns its direction', { ...ana, firstName: '\u202eAna' }, 'Ana Berg'],
    ['anonymised: nobody', { ...ana, anonymisedAt: new Date() }, 'Former member'],
  ])('%s', (_case, account, name) => {
    expect(displayNameOf(account)).toBe(name);
  });
});
