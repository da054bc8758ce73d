import { describe, expect, it } from '@jest/globals';
import { foldedName } from './folded-name.js';

describe('a folded name', () => {
  it('is the same with and without accents, case, punctuation and the way they are written', () => {
    for (const [name, folded] of [
      ['Dupré', 'dupre'],
      ['Dupre\u0301', 'dupre'],
      ['Müller', 'muller'],
      ['José Núñez', 'jose nunez'],
      ['Øster', 'oster'],
      ['O’Brien', 'obrien'],
      ["o'brien", 'obrien'],
      ['Łukasz Straße', 'lukasz strasse'],
      ['IRENE', 'irene'],
      ['İrene', 'irene'],
      ['Ilıca', 'ilica'],
      ['ana.berg_1', 'ana berg 1'],
      ['Ａｎａ  Berg-Holm', 'ana berg holm'],
    ] as const) {
      expect([name, foldedName(name)]).toEqual([name, folded]);
    }
  });

  it('keeps letters that are no accents of others', () => {
    expect(foldedName('Юлия 田中')).toBe('юлия 田中');
  });
});
