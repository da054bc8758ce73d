import type { StateBlock } from 'markdown-it';

type BlockRule = (state: StateBlock, start: number, end: number, silent: boolean) => boolean;
type Wrap = (rule: BlockRule) => BlockRule;

/** Quotes are `> text`; `>:(` and `>_<` are faces. */
const QUOTE = /^(?:>[ \t]*)*>(?:[ \t]|$)/;
const QUOTED = /^>/;
/** `+1` and `1986.` begin sentences more often than lists. */
const LIST = /^(?:[-*]|(?:0|[1-9]\d{0,2})[.)])[ \t]+\S/;
const LIST_MARK = /^(?:[-*]|\d{1,9}[.)])(?:[ \t]|$)/;
const FENCE = /^(?:`{3,}|~{3,})[ \t]*[\w+#.-]{0,30}[ \t]*$/;
/** Stars and underscores in a row hide a word or leave a blank to fill in. */
const RULE = /^-{3,}[ \t]*$/;

/** What each kind of block needs beyond CommonMark to be clearly meant; each leaves text to read, or is none. */
export const blockRules: Readonly<Record<string, Wrap>> = {
  heading: withText,
  table: withText,
  fence: (rule) => withText(startingWith(FENCE, rule)),
  hr: (rule) => startingWith(RULE, rule),
  blockquote: (rule) => withText(startingWith(QUOTE, upTo(endOfQuote, rule))),
  list: (rule) => withText(startingWith(LIST, upTo(endOfList, rule))),
};

function startingWith(pattern: RegExp, rule: BlockRule): BlockRule {
  return (state, start, end, silent) => pattern.test(lineAt(state, start)) && rule(state, start, end, silent);
}

/** Without CommonMark's lazy lines: what stands below a quote or a list without its mark does not belong to it. */
function upTo(endOf: (state: StateBlock, start: number, end: number) => number, rule: BlockRule): BlockRule {
  return (state, start, end, silent) => rule(state, start, silent ? end : endOf(state, start, end), silent);
}

/** A block of which nothing would be left to read is not one. */
function withText(rule: BlockRule): BlockRule {
  return (state, start, end, silent) => {
    const { line, level, parentType } = state;
    const before = state.tokens.length;
    if (!rule(state, start, end, silent)) return false;
    if (silent || state.tokens.slice(before).some(({ content }) => content.trim() !== '')) return true;
    state.tokens.length = before;
    Object.assign(state, { line, level, parentType });
    return false;
  };
}

function endOfQuote(state: StateBlock, start: number, end: number): number {
  let line = start + 1;
  while (line < end && QUOTED.test(lineAt(state, line))) line++;
  return line;
}

function endOfList(state: StateBlock, start: number, end: number): number {
  const indent = state.sCount[start] ?? 0;
  let line = start + 1;
  while (line < end && belongsToList(state, line, indent)) line++;
  return line;
}

function belongsToList(state: StateBlock, line: number, indent: number): boolean {
  return state.isEmpty(line) || (state.sCount[line] ?? 0) > indent || LIST_MARK.test(lineAt(state, line));
}

/** A line without the indent and the marks of what it stands in. */
function lineAt(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]);
}
