import { describe, expect, it } from '@jest/globals';
import { wordPlaces, wordsOf } from './tokenizer.js';

const words = (text: string) => [...wordsOf(text)].sort();

describe('the words of a text', () => {
  it.each([
    ['case and accents', 'Ärger im CAFÉ', ['aerger', 'arger', 'cafe', 'im']],
    ['ß in every way to write it', 'Straße STRASSE', ['strasse']],
    ['umlauts also as they are written without', 'Müller', ['mueller', 'muller']],
    ['Nordic, Polish and Icelandic letters', 'Ørsted Łódź Þór', ['lodz', 'oersted', 'orsted', 'thor']],
    ['the dotless i of Turkish', 'IĞDIR ığdır İzmir', ['igdir', 'izmir']],
    ['Cyrillic with ё and й', 'Ёлка стой', ['елка', 'стои']],
    ['Greek with its last sigma', 'Οδυσσέας ΟΔΥΣΣΕΑΣ', ['οδυσσεασ']],
    ['Arabic without points, also without its article', 'وَالاِجتماعُ', ['اجتماع', 'والاجتماع']],
    ['Hebrew without points', 'שָׁלוֹם', ['שלום']],
    ['Arabic digits', 'غرفة ١٢', ['12', 'غرفه']],
    ['Korean by its words', '회의는 내일', ['내일', '회의는']],
    ['Hindi with its vowels', 'मीटिंग', ['मीटिंग']],
    ['Chinese by pairs', '东京都', ['东京', '京都', '都']],
    ['Japanese beside Latin', 'iPhoneを買う', ['i', 'iphone', 'phone', 'う', 'を買', '買う']],
    ['half-width Katakana as full-width', 'ﾃｽﾄ', ['スト', 'テス', 'ト']],
    ['Thai by pairs', 'ไทย', ['ทย', 'ย', 'ไท']],
    ['emoji in every colour, flags, families', '👍🏽 🇩🇪 👨‍👩‍👧', ['👍', '🇩🇪', '👨‍👩‍👧']],
    ['code by its parts', 'foo_bar fooBar HTTPServer', ['bar', 'foo', 'foobar', 'http', 'httpserver', 'server']],
    [
      'versions, times and dates whole and in parts',
      'v2.3.1 at 12:30',
      ['1', '12', '12:30', '2', '2.3.1', '3', '30', 'at'],
    ],
    ['addresses by their parts', 'ana.berg@parley.example', ['ana', 'berg', 'example', 'parley']],
    ['nothing of punctuation', '… -- *&|!() %_\\\'"', []],
  ])('are of %s', (_, text, expected) => {
    expect(words(text)).toEqual([...expected].sort());
  });

  it('stand where the text has them', () => {
    const text = 'Die Straße 🔧 東京';

    const places = wordPlaces(text).map(({ start, end }) => text.slice(start, end));

    expect(places).toEqual(['Die', 'Straße', '🔧', '東京']);
  });

  it('are cut where nobody types so much', () => {
    expect([...wordsOf('x'.repeat(20_000))]).toEqual(['x'.repeat(40)]);
  });

  it.each([
    ['dots and digits', '1.'.repeat(10_000) + 'a'],
    ['digits alone', '1'.repeat(20_000)],
    ['humps', 'aB'.repeat(10_000)],
    ['marks', 'a' + '\u0301'.repeat(19_999)],
    ['joined emoji', '👨\u200d'.repeat(6_000)],
    ['flags', '🇩'.repeat(10_000)],
    ['Han', '東'.repeat(20_000)],
  ])('of the longest message are found to its end, though nothing parts them: %s', (_, text) => {
    // Were anything looked at again for each sign, it would not end in time.
    expect(words(`${text} zeppelin`)).toContain('zeppelin');
  });
});
