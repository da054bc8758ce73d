/** What mentions everybody in a conversation, in place of a username. */
export const EVERYONE = 'everyone';
/** What mentions those of them who are active at that moment. */
export const HERE = 'here';

const MAX_NAME = 32;
/** So many marks at the end of a name may end the sentence instead. */
const MAX_MARKS_AFTER = 3;
/** Not inside an address, a path or a word, and not the name of a package such as `@angular/core`. */
const NAME = /(?<![\p{L}\p{N}_.@\\-])@([a-z0-9._-]+)(?!\/?[\p{L}\p{N}]|@)/giu;

/** A place where somebody, or a team, may be mentioned. */
export interface MentionedName {
  /** Where its `@` stands. */
  readonly start: number;
  /** What may be the username or the key, the longest first: the dot of `@ana.berg.` may end the name or the sentence. */
  readonly candidates: readonly string[];
}

/** Where people may be mentioned in a piece of plain text. */
export function mentionsInText(text: string): MentionedName[] {
  if (!text.includes('@')) return [];
  return [...text.matchAll(NAME)].flatMap(({ index, 1: name = '' }) => {
    const candidates = candidatesOf(name.toLowerCase());
    return candidates.length > 0 ? [{ start: index, candidates }] : [];
  });
}

function candidatesOf(name: string): string[] {
  const candidates = [];
  for (let end = name.length; end >= Math.max(1, name.length - MAX_MARKS_AFTER); end--) {
    if (end <= MAX_NAME) candidates.push(name.slice(0, end));
    if (!/[._-]/.test(name[end - 1] ?? '')) break;
  }
  return candidates;
}
