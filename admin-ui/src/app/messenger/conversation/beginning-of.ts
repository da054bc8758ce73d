/** About two screens of a phone. */
export const MOST_CHARACTERS = 3_000;
const MOST_LINES = 40;
/** So far back is looked for the end of a word. */
const WORD_LENGTH = 100;
const FENCE = /^ {0,3}(?:```|~~~)/gm;

/** The beginning of a long text, cut between words; undefined for one that is short enough to be shown whole. */
export function beginningOf(text: string): string | undefined {
  const end = Math.min(MOST_CHARACTERS, endOfLine(text, MOST_LINES));
  if (text.length <= end * 1.2) return undefined;
  const cut = text.slice(0, endOfWord(text, end)).trimEnd();
  const isInCode = (cut.match(FENCE)?.length ?? 0) % 2 === 1;
  return `${cut}${isInCode ? '\n```' : ''} …`;
}

/** Where the line ends that has this number; the end of the text when it has fewer. */
function endOfLine(text: string, line: number): number {
  let at = -1;
  for (let n = 0; n < line; n++) {
    at = text.indexOf('\n', at + 1);
    if (at < 0) return text.length;
  }
  return at;
}

function endOfWord(text: string, end: number): number {
  const space = text.slice(0, end + 1).search(/\s\S*$/);
  if (space > end - WORD_LENGTH) return space;
  // Half of a character is none.
  const isHalf = /[\uD800-\uDBFF]/.test(text.charAt(end - 1));
  return isHalf ? end - 1 : end;
}
