import { afterEach, describe, expect, it } from 'vitest';
import { chatMarkdown } from '../../../../../src/core/markdown/chat-markdown.js';
import { renderMarkdown } from './render-markdown';

/** The elements of what is rendered. */
function elements(source: string): Element[] {
  return [...(renderMarkdown(source)?.querySelectorAll('*') ?? [])];
}

/** What would be read again as the same elements. */
function html(source: string): string {
  const place = document.createElement('div');
  place.append(renderMarkdown(source) ?? '');
  return place.innerHTML;
}

/** Takes back what a test let the grammar do. */
let restore = (): void => undefined;

afterEach(() => {
  restore();
  restore = () => undefined;
});

describe('the text of a message', () => {
  it('shows emphasis, lists, quotes and code', () => {
    const names = elements('**a** _b_ ~~c~~ `d`\n\n- e\n\n> f\n\n```\ng\n```').map((element) => element.localName);

    expect(names).toEqual(expect.arrayContaining(['strong', 'em', 's', 'code', 'ul', 'li', 'blockquote', 'pre']));
  });

  it('keeps what turns the direction to itself', () => {
    const turned = elements('Ok \u202ereversed').find((element) => element.matches('.turned'));

    expect(turned?.textContent).toBe('Ok \u202ereversed');
    expect(elements('שלום').some((element) => element.matches('.turned'))).toBe(false);
  });

  it('shows tables with their alignment, which can be scrolled with the keys', () => {
    const all = elements('|a|b|\n|-|-:|\n|1|2|');

    expect(all.find(({ localName }) => localName === 'table')?.getAttribute('tabindex')).toBe('0');
    expect(all.filter((element) => element.getAttribute('align') === 'right')).toHaveLength(2);
  });

  it('keeps numbers and their units together in the cells of tables', () => {
    const cells = [
      '1 200 €',
      '−4 900',
      '**15 270 EUR**',
      'EUR 12.50',
      '11 mA',
      '5 %',
      '12:30',
      'Housings',
      '—',
      '2 days',
    ];
    const all = elements(`|a|\n|-|\n${cells.map((cell) => `|${cell}|`).join('\n')}`);
    const kept = all.filter((element) => element.matches('td.num')).map((element) => element.textContent);

    expect(kept).toEqual(['1 200 €', '−4 900', '15 270 EUR', 'EUR 12.50', '11 mA', '5 %', '12:30']);
  });

  it('keeps the numbers of a list as they were typed, and the sign behind them', () => {
    const items = elements('2. yes\n5. no').filter(({ localName }) => localName === 'li');

    expect(items.map((item) => item.getAttribute('value'))).toEqual(['2', '5']);
    expect(elements('1) first')[0]?.className).toBe('paren');
  });

  it('keeps code that runs from left to right and scrolls with the keys, and its language', () => {
    const all = elements('```js\ncode\n```');
    const named = (name: string) => all.find(({ localName }) => localName === name);

    expect(named('code')?.getAttribute('dir')).toBe('ltr');
    expect(named('pre')?.getAttribute('tabindex')).toBe('0');
    expect(named('span')?.textContent).toBe('js');
  });

  it('breaks very long words, which would take the browser seconds to lay out', () => {
    expect(elements('W'.repeat(20_000)).filter(({ localName }) => localName === 'wbr')).toHaveLength(199);
  });

  it('has nothing to render in what is shown as it was typed', () => {
    expect(renderMarkdown('*'.repeat(20_000))).toBeUndefined();
  });

  it('keeps single line breaks', () => {
    expect(html('one\ntwo')).toBe('<p>one<br>two</p>');
  });

  it('opens links elsewhere and tells the other site nothing', () => {
    const [, link] = elements('[a](https://example.org)');

    expect(link?.getAttribute('target')).toBe('_blank');
    expect(link?.getAttribute('rel')).toBe('noopener noreferrer nofollow');
  });

  it('never loads a picture: it becomes a link', () => {
    const all = elements('![cat](https://example.org/cat.png)');

    expect(all.map((element) => element.localName)).toEqual(['p', 'a']);
    expect(all[1]?.textContent).toBe('cat');
  });

  it('shows a picture in a link as words of that link', () => {
    expect(html('[![cat](https://example.org/cat.png)](https://example.org)')).toMatch(
      /^<p><a href="https:\/\/example\.org" [^>]*>cat<\/a><\/p>$/,
    );
  });

  it('has blocks on lines of their own for whoever reads it as text', () => {
    const text = renderMarkdown('a\n\n- b\n  - c\n- d\n\n> e\n\n|f|g|\n|-|-|\n|h|i|')?.textContent;

    expect(text?.trim().split(/\s+/)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i']);
  });

  it('shows tags as they were written', () => {
    expect(elements('a <b>bold</b> word').map((element) => element.localName)).toEqual(['p']);
    expect(html('<b>')).toContain('&lt;b&gt;');
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)><a xlink:href="javascript:alert(1)">x</a></svg>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<style>*{display:none}</style>',
    '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](data:text/html;base64,PHNjcmlwdD4=)',
    '[a](vbscript:x)',
    '[a](https://x.org "a\\" onmouseover=alert(1) b=\\"")',
    '![a"onerror="alert(1)](x"onerror="alert(1))',
    '![a](javascript:alert(1))',
    '<javascript:alert(1)>',
    '`<img src=x onerror=alert(1)>`',
    '```html" onload="alert(1)\n<script>alert(1)</script>\n```',
    '| a |\n|---|\n| <img src=x onerror=alert(1)> |',
    '<a href="https://x.org" style="position:fixed;inset:0">x</a>',
    '<p class="btn" id="x">x</p>',
  ])('lets nothing run, load or be styled: %s', (source) => {
    for (const element of elements(source)) {
      expect(['script', 'img', 'svg', 'iframe', 'style', 'math', 'form', 'input']).not.toContain(element.localName);
      for (const { name, value } of element.attributes) {
        expect(name).toMatch(/^(href|class|value|target|rel|dir|tabindex)$/);
        if (name === 'class') expect(value).toBe('lang');
        if (name === 'href') expect(value).toMatch(/^(https?|mailto|tel):/i);
      }
    }
  });

  it('follows no other address, even if the grammar did', () => {
    const { validateLink } = chatMarkdown;
    restore = () => (chatMarkdown.validateLink = validateLink);
    chatMarkdown.validateLink = () => true;

    expect(html('[a](javascript:alert(1)) ![b](data:text/html,c)')).toBe('<p><span>a</span> <span>b</span></p>');
  });

  it('shows HTML as text, even if the grammar let it through', () => {
    restore = () => void chatMarkdown.set({ html: false }).disable(['html_block', 'html_inline']);
    chatMarkdown.set({ html: true }).enable(['html_block', 'html_inline']);

    expect(html('a <b onclick="c()">d</b>')).toBe('<p>a &lt;b onclick="c()"&gt;d&lt;/b&gt;</p>');
    expect(html('<div id="e">\n\nf')).toContain('&lt;div id="e"&gt;');
  });
});
