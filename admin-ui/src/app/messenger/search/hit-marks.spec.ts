import { describe, expect, it } from 'vitest';
import { rangesIn } from './hit-marks';

/** What would be marked of a message that is drawn like this. */
function marked(html: string, ...hits: { readonly letters: string; readonly before: number }[]) {
  const element = document.createElement('div');
  element.innerHTML = html;
  return rangesIn(element, hits).map((range) => range.toString());
}

describe('a hit in a message that is open', () => {
  it('is found across the elements it is made of', () => {
    expect(marked('<p>The <b>new</b> bud<i>get</i></p>', { letters: 'newbudget', before: 0 })).toEqual(['new budget']);
  });

  it('is the one that was meant where the same letters stand several times', () => {
    const element = document.createElement('div');
    element.innerHTML = '<p>house, <b>house</b></p>';
    const [range] = rangesIn(element, [{ letters: 'house', before: 1 }]);

    expect(range?.startContainer.parentElement?.tagName).toBe('B');
  });

  it('is not in a button, and not where it is not shown', () => {
    expect(marked('<button>copy</button><p>a copy</p>', { letters: 'copy', before: 0 })).toEqual(['copy']);
    expect(marked('<p>something else</p>', { letters: 'house', before: 0 })).toEqual([]);
  });
});
