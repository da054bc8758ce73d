import { describe, expect, it } from 'vitest';
import { partsOf } from './highlight';

describe('what was searched for', () => {
  const marked = (text: string, term: string) =>
    partsOf(text, term)
      .map((part) => (part.isHit ? `[${part.text}]` : part.text))
      .join('');

  it.each([
    ['Joana Silva', 'jo', '[Jo]ana Silva'],
    ['İnan', 'an', 'İn[an]'],
    ['Müller', 'muller', '[Müller]'],
    ['Øster', 'oster', '[Øster]'],
    ['O’Brien', "o'br", '[O’Br]ien'],
    ['Straße', 'strasse', '[Straße]'],
    ['José Núñez', 'nu jos', '[Jos]é [Nú]ñez'],
    ['Mariana Ana', 'ana', 'Mariana [Ana]'],
    ['Mariana', 'ana', 'Mari[ana]'],
    ['@ana.berg', '@berg', '@ana.[berg]'],
    ['Ana', 'x', 'Ana'],
  ])('is marked in %s for “%s”, and nothing else', (text, term, expected) => {
    expect(marked(text, term)).toBe(expected);
  });

  it('never changes the text', () => {
    for (const text of ['Jo\u0301ana', 'a'.repeat(300), '👩‍🚀 İı', '   x   ']) {
      expect(
        partsOf(text, 'a i x')
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }
  });
});
