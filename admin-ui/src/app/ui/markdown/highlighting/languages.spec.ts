import { describe, expect, it } from 'vitest';
import { highlighted } from './languages';

describe('coloured code', () => {
  it('has its words in classes, under any name of the language', () => {
    expect(highlighted('let a = 1;', 'ts')).toContain('<span class="hljs-keyword">let</span>');
    expect(highlighted('SELECT 1', 'SQL')).toContain('<span class="hljs-keyword">SELECT</span>');
  });

  it('is escaped, whatever it says', () => {
    const html = highlighted('"<img src=x onerror=alert(1)>" // </span><script>', 'js') ?? '';

    expect(html.replace(/<\/?span[^>]*>/g, '')).toBe(
      '&quot;&lt;img src=x onerror=alert(1)&gt;&quot; // &lt;/span&gt;&lt;script&gt;',
    );
  });

  it('stays as it is in a language that nobody knows', () => {
    expect(highlighted('a', 'klingon')).toBeUndefined();
    expect(highlighted('a', '__proto__')).toBeUndefined();
  });
});
