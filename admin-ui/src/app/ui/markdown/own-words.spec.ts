import { describe, expect, it } from 'vitest';
import { showMentions } from './mention-chips';
import { showOwnWords } from './own-words';

const NOOR = { userId: 'noor', username: 'noor', displayName: 'Noor Pier', avatarUrl: null };

function shown(html: string, ...words: string[]): Element {
  const template = document.createElement('template');
  template.innerHTML = html;
  showMentions(template.content, { people: [NOOR], everyone: false, myId: 'ana', opens: false });
  showOwnWords(template.content, words);
  const place = document.createElement('div');
  place.append(template.content);
  return place;
}
const marked = (place: Element): (string | null)[] =>
  [...place.querySelectorAll('.mention.me')].map(({ textContent }) => textContent);

describe('words of my own in a text', () => {
  it('are marked like a mention of me, in capitals or small letters, and nothing around them is lost', () => {
    const place = shown('<p>The <b>GAUGE</b> at pier 4, the gauge!</p>', 'gauge', 'Pier 4');

    expect(marked(place)).toEqual(['GAUGE', 'pier 4', 'gauge']);
    expect(place.textContent).toBe('The GAUGE at pier 4, the gauge!');
  });

  it('are found whole, and anywhere in scripts without spaces', () => {
    expect(marked(shown('<p>gauges and gauge_2</p>', 'gauge'))).toEqual([]);
    expect(marked(shown('<p>明日の会議は十時</p>', '会議'))).toEqual(['会議']);
  });

  it('are left alone in code and in mentions', () => {
    expect(marked(shown('<p><code>pier</code> @noor</p><pre>pier</pre>', 'pier'))).toEqual([]);
  });

  it('are text where I chose none', () => {
    expect(shown('<p>pier</p>').innerHTML).toBe('<p>pier</p>');
  });
});
