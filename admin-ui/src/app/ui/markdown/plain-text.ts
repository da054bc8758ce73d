import { signal } from '@angular/core';

/** What may be a mark: most messages have none, and need no parser. */
const MAYBE_MARKED = /[*_~`[<|\\]|^[ \t]*(?:[-#>]|\d+[.)])/m;
const LIMIT = 300;

type PlainText = (source: string, limit?: number) => string;

const parser = signal<PlainText | undefined>(undefined);
let isLoading = false;

/**
 * The words of a message on one line, without its Markdown: for lists, quotes, names and announcements. Until the
 * parser is there, the text as it was typed; read in a computed value it changes then.
 */
export function plainText(source: string, limit = LIMIT): string {
  const begin = source.slice(0, 4 * limit);
  if (MAYBE_MARKED.test(begin)) {
    const parse = parser();
    if (parse) return parse(source, limit);
    load();
  }
  return [...begin.replace(/\s+/g, ' ').trim()].slice(0, limit).join('');
}

/** Has the parser at hand before it is needed: what is written down of a text does not change when it comes. */
export function preparePlainText(): void {
  if (!parser()) load();
}

function load(): void {
  if (isLoading) return;
  isLoading = true;
  import('../../../../../src/core/markdown/plain-text.js').then(
    (module) => parser.set(module.plainText),
    // Offline: the next text with a mark asks again, where a browser does not remember that it could not fetch it.
    () => (isLoading = false),
  );
}
