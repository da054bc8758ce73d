import { describe, expect, it } from '@jest/globals';
import { chatMarkdown, parseMessage } from './chat-markdown.js';

const html = (source: string) => {
  const tokens = parseMessage(source);
  return tokens && chatMarkdown.renderer.render(tokens, chatMarkdown.options, {}).replace(/\n/g, '');
};
const unescaped = (text: string) => text.replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

describe('what is written in a chat', () => {
  it.each([
    ...[
      '#',
      '>',
      '- ',
      '**',
      '____',
      '```',
      '```word',
      '***',
      '1986.',
      '1986. A good year',
      '+1',
      '+ 1',
      '>:( no',
      '>_<',
    ],
    ...['f(*args, **kwargs)', 'a__b__c', '__init__.py', '2*3*4', 'snake_case_name', '2 * 3 * 4', '*.txt and *.md'],
    ...['foo[0](bar)', '[a](javascript:alert(1))', '\\\\srv\\share\\_Doc', 'C:\\*.txt', '¯\\_(ツ)_/¯', '&copy; &amp;'],
    ...['<b>bold</b>', 'index.ts and readme.md', '01. first', '`open', '~approximately~'],
  ])('is read as it was typed where no mark is meant: %s', (source) => {
    expect(unescaped(html(source) ?? '')).toBe(`<p>${source.trim()}</p>`);
  });

  it.each([
    [
      '**bold** *it* _it_ ~~gone~~ `code`',
      '<p><strong>bold</strong> <em>it</em> <em>it</em> <s>gone</s> <code>code</code></p>',
    ],
    ['これは**重要**です', '<p>これは<strong>重要</strong>です</p>'],
    ['\\*literally\\*', '<p>*literally*</p>'],
    ['# Plan', '<h1>Plan</h1>'],
    ['a\n\n---\n\nb', '<p>a</p><hr><p>b</p>'],
    ['[text](https://a.example)', '<p><a href="https://a.example">text</a></p>'],
    ['```js\nlet a;\n```', '<pre><code class="language-js">let a;</code></pre>'],
  ])('is shown with the marks that are meant: %s', (source, expected) => {
    expect(html(source)).toBe(expected);
  });

  it.each([
    ['[a](https://a.example/?b=1&copy;=2)', 'https://a.example/?b=1&copy;=2'],
    ['[a](<https://a.example/?b=1&#38;c>)', 'https://a.example/?b=1&#38;c'],
    ['[a](https://a.example/b\\(c)', 'https://a.example/b(c'],
  ])('leads to the address that was typed: %s', (source, address) => {
    const link = parseMessage(source)?.[1]?.children?.[0];

    expect(link?.attrGet('href')).toBe(address);
  });

  it.each([
    ['“https://a.example/x”', 'https://a.example/x'],
    ['https://a.example/docs。次に', 'https://a.example/docs'],
    ['(https://a.example/b_(c)), see', 'https://a.example/b_(c)'],
    ['https://例え.jp/x', 'https://例え.jp/x'],
    ['http://localhost:3000/a_b_c.', 'http://localhost:3000/a_b_c'],
    ['write to ana@parley.example!', 'ana@parley.example'],
  ])('links an address without what stands around it: %s', (source, address) => {
    expect(/<a [^>]*>(.*)<\/a>/.exec(html(source) ?? '')?.[1]).toBe(address);
  });

  it('ends a quote or a list where the marks end', () => {
    expect(html('> quoted\nmy reply')).toBe('<blockquote><p>quoted</p></blockquote><p>my reply</p>');
    expect(html('- milk\n- bread\nthanks!')).toBe('<ul><li>milk</li><li>bread</li></ul><p>thanks!</p>');
  });

  it('keeps a line of dashes below text a line of dashes', () => {
    expect(html('Regards\n--')).toBe('<p>Regards<br>--</p>');
  });

  it.each([
    ['a message of nothing but a rule', '---'],
    ...[...'*>_`[~|'].map((mark) => [`20,000 times ${mark}`, mark.repeat(20_000)]),
    ['thousands of items', '1. a\n'.repeat(5_000)],
    ['thousands of quotes', '> a\n'.repeat(5_000)],
    ['thousands of lines', 'a\n'.repeat(10_000)],
    ['thousands of addresses', 'https://a.example '.repeat(1_100)],
    ['fences without an end', '```\n'.repeat(5_000).slice(4)],
  ])('is shown as it was typed, unparsed: %s', (_what, source) => {
    expect(parseMessage(source)).toBeUndefined();
  });

  it('is code however many marks the code has', () => {
    expect(html(`\`\`\`\n${'*_[]()'.repeat(1_000)}\n\`\`\``)).toContain('<pre>');
  });

  it('has no deeper quotes than fit on a page, and loses no words in them', () => {
    const source = `${'> '.repeat(60)}deep`;

    expect(html(source)).toContain('deep');
    expect(html(source)?.match(/<blockquote>/g)?.length).toBeLessThanOrEqual(20);
  });
});
