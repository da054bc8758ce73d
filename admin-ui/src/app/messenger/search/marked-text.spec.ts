import { beforeAll, describe, expect, it, vi } from 'vitest';
import { plainText, preparePlainText } from '../../ui/markdown/plain-text';
import { markedLine, markedText, shownHits } from './marked-text';

/** What is found stands in brackets. */
const line = (body: string, ...highlights: [number, number][]) => shown(markedLine(body, highlights));
const shown = (parts: readonly { readonly text: string; readonly isHit: boolean }[]) =>
  parts.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('');
/** Where a word begins, in code points. */
const at = (body: string, word: string): [number, number] => [
  [...body.slice(0, body.indexOf(word))].length,
  [...word].length,
];

beforeAll(async () => {
  preparePlainText();
  await vi.waitFor(() => expect(plainText('**a**')).toBe('a'));
});

describe('what was found in a message', () => {
  it('is marked by code points, whatever stands before it', () => {
    expect(line('👩‍👩‍👧 🎉 Häuser', at('👩‍👩‍👧 🎉 Häuser', 'Häuser'))).toBe('👩‍👩‍👧 🎉 [Häuser]');
    expect(shown(markedText('🎉 plan.pdf', [[2, 4]]))).toBe('🎉 [plan].pdf');
  });

  it('is marked where Markdown emphasises it, without the marks of Markdown', () => {
    const body = 'The **new _budget_** is `done`.';

    expect(line(body, at(body, 'budget'), at(body, 'done'))).toBe('The new [budget] is [done].');
    expect(line('**Budget**', [2, 6])).toBe('[Budget]');
  });

  it('may reach over marks of Markdown and over lines', () => {
    expect(line('**new** budget', [2, 12])).toBe('[new budget]');
    expect(line('new\nbudget', [0, 10])).toBe('[new budget]');
  });

  it('is not marked in what is not shown, such as the address of a link', () => {
    const body = '[Plan](https://parley.example) of the example';

    expect(line(body, at(body, 'example'), [body.lastIndexOf('example'), 7])).toBe('Plan of the [example]');
  });

  it('is seen also when much stands before it', () => {
    const body = `${'long before '.repeat(400)}housing at the end`;

    expect(line(body, at(body, 'housing'))).toMatch(/^… (?:long |before )+\[housing\] at the end$/);
    expect(line(body, at(body, 'housing')).length).toBeLessThan(100);
  });

  it('is not mistaken for what a text itself says with the same marks', () => {
    expect(line('a\uFDD0b\uFDD1c housing', [6, 7])).toBe('a\uFFFDb\uFFFDc [housing]');
  });

  it('without a hit in the text its beginning is shown', () => {
    expect(line('The **budget**')).toBe('The budget');
  });

  it('is told from the same letters elsewhere in the message', () => {
    const body = 'a house and a **house** and\nhouse paint';

    expect(shownHits(body, [at(body, 'house'), [body.lastIndexOf('house'), 11]])).toEqual([
      { letters: 'house', before: 0 },
      { letters: 'housepaint', before: 0 },
    ]);
    expect(shownHits(body, [[16, 5]])).toEqual([{ letters: 'house', before: 1 }]);
  });
});
