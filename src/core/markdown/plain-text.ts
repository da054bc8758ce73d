import type { Token } from 'markdown-it';
import { parseBeginning } from './chat-markdown.js';

/** Much more than any list shows; what stands beyond is not parsed. */
const SOURCE_PER_CHARACTER = 4;

/**
 * The words of a message on one line, without the marks that are shown as something else: for quotes, lists, names and
 * announcements. At most `limit` code points.
 */
export function plainText(source: string, limit = 300): string {
  const begin = source.slice(0, limit * SOURCE_PER_CHARACTER).toWellFormed();
  const tokens = parseBeginning(begin);
  const text = (tokens ? blockText(tokens) : begin).replace(/\s+/g, ' ').trim();
  return text.length <= limit ? text : [...text].slice(0, limit).join('');
}

function blockText(tokens: readonly Token[]): string {
  let text = '';
  let cells: string[] | undefined;
  for (const { type, children, content, markup, info } of tokens) {
    if (type === 'inline') {
      const words = inlineText(children ?? []);
      if (cells) cells.push(words);
      else text += words;
    } else if (type === 'tr_open') cells = [];
    else if (type === 'tr_close') {
      text += ` ${(cells ?? []).filter((cell) => cell.trim() !== '').join(', ')} `;
      cells = undefined;
    } else if (type === 'fence') text += ` ${content} `;
    else if (type === 'hr') text += ` ${markup} `;
    else text += type === 'list_item_open' && info ? ` ${info}${markup} ` : ' ';
  }
  return text;
}

/** The words of what stands on a line, without its marks. */
export function inlineText(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content, children }) => {
      if (type === 'softbreak' || type === 'hardbreak') return ' ';
      return type === 'image' ? inlineText(children ?? []) : content;
    })
    .join('');
}
