import type { StateInline } from 'markdown-it';

type InlineRule = (state: StateInline, silent: boolean) => boolean;

const STAR = '*';
const LETTER_OR_DIGIT = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u;
const MARK = /[*_~`[\]>#|\\-]/;
/** Paths of Windows, and the arm of ¯\_(ツ)_/¯. */
const BACKSLASH_MEANT = /\\[\p{L}\p{N}]|\\\\|:\\|¯\\/u;
/** How far a word is looked at around a backslash. */
const WORD_REACH = 100;

/**
 * `*italic*`, `**bold**` and `_italic_`, at the edges of words in scripts that part words: `2*3*4` and `snake_case` are
 * none, and `__name__` is a name.
 */
export const emphasis: InlineRule = (state, silent) => {
  const marker = state.src[state.pos];
  if (silent || (marker !== STAR && marker !== '_')) return false;
  const end = endOfRun(state.src, state.pos, marker);
  const isInsideWord =
    LETTER_OR_DIGIT.test(state.src[state.pos - 1] ?? '') && LETTER_OR_DIGIT.test(state.src[end] ?? '');
  const { can_open, can_close, length } = state.scanDelims(state.pos, marker === STAR && !isInsideWord);
  const isMark = marker === STAR || length === 1;
  for (let i = 0; i < length; i++) {
    state.push('text', '', 0).content = marker;
    if (!isMark || !(can_open || can_close)) continue;
    const token = state.tokens.length - 1;
    state.delimiters.push({ marker: marker.charCodeAt(0), length, token, end: -1, open: can_open, close: can_close });
  }
  state.pos += length;
  return true;
};

/** A backslash takes a mark literally; in a path it is a backslash. */
export const escape: InlineRule = (state, silent) => {
  const { src, pos } = state;
  if (src[pos] !== '\\') return false;
  const next = src[pos + 1] ?? '';
  if (!MARK.test(next)) return false;
  if (!silent) {
    const token = state.push('text_special', '', 0);
    token.markup = `\\${next}`;
    // Either way the mark is none.
    token.content = BACKSLASH_MEANT.test(wordAround(src, pos)) ? token.markup : next;
    token.info = 'escape';
  }
  state.pos += 2;
  return true;
};

function endOfRun(text: string, start: number, character: string): number {
  let end = start;
  while (text[end] === character) end++;
  return end;
}

function wordAround(text: string, position: number): string {
  const before = /\S*$/.exec(text.slice(Math.max(0, position - WORD_REACH), position))?.[0] ?? '';
  const after = /^\S*/.exec(text.slice(position, position + WORD_REACH))?.[0] ?? '';
  return before + after;
}
