import { describe, expect, it } from 'vitest';
import { whatChanged } from './what-changed';

const words = (before: string, after: string) =>
  whatChanged(before, after).map(({ text, kind }) => `${{ same: ' ', added: '+', removed: '-' }[kind]}${text}`);

describe('what changed in a text', () => {
  it('is told word by word, in the order in which one reads it', () => {
    expect(words('We meet at four', 'We meet at five')).toEqual([' We meet at ', '-four', '+five']);
  });

  it('is told by whole words in other scripts, and never parts a letter from its marks', () => {
    expect(words('мы идём, привет', 'мы идём, пока')).toEqual([' мы идём, ', '-привет', '+пока']);
    expect(words('नमस्ते दुनिया', 'नमस्कार दुनिया')).toEqual(['-नमस्ते', '+नमस्कार', '  दुनिया']);
    expect(words('cafe', 'cafe\u0301')).toEqual(['-cafe', '+cafe\u0301']);
    expect(words('👨‍👩‍👧', '👨‍👩‍👦')).toEqual(['-👨‍👩‍👧', '+👨‍👩‍👦']);
  });

  it('is nothing where nothing did', () => {
    expect(words('the same', 'the same')).toEqual([' the same']);
  });

  it('shows both texts whole where they have little in common and are long', () => {
    const text = (letter: string) => Array.from({ length: 3_000 }, (_, n) => `${letter}${n}`).join(' ');

    expect(whatChanged(text('a'), text('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});
