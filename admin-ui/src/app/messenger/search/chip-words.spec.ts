import { afterEach, describe, expect, it } from 'vitest';
import { speak } from '../../core/words/language';
import { chipText, wordOf } from './chip-words';

const shown = (value: string): string =>
  chipText({ operator: 'on', value, isExcluded: false }, () => undefined).replace(/[\u2066-\u2069]/g, '');

describe('a time in a search', () => {
  afterEach(() => speak('en'));

  it('is called as the page calls it, in whatever language it was written', () => {
    expect(['yesterday', 'Gestern', 'أمس', '昨日'].map(shown)).toEqual(
      Array.from({ length: 4 }, () => shown('yesterday')),
    );
    expect(shown('letzte-woche')).toBe(shown('last-week'));
    expect(shown('someday')).toContain('someday');
  });

  it('is offered as it is written in the language of the page', () => {
    speak('de');

    expect([wordOf('on', 'yesterday'), wordOf('before', '7d'), wordOf('is', 'unread')]).toEqual([
      'gestern',
      '7d',
      'unread',
    ]);
  });
});
