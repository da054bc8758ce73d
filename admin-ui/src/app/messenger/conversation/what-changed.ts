import { diffArrays } from 'diff';

/** A piece of a text beside the one before it: in both, only in this one, or only in the one before. */
export interface TextPiece {
  readonly text: string;
  readonly kind: 'same' | 'added' | 'removed';
}

/** Texts that differ in more words than these are shown whole, the old and the new: to compare them takes too long. */
const MOST_WORDS_CHANGED = 400;

/** What became of a text, word by word in any script, in the order in which one reads it. */
export function whatChanged(before: string, after: string): readonly TextPiece[] {
  const changes = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_WORDS_CHANGED });
  const pieces = changes ?? [
    { value: [before], removed: true, added: false },
    { value: [after], removed: false, added: true },
  ];
  return pieces.map(({ value, added, removed }) => ({
    text: value.join(''),
    kind: added ? 'added' : removed ? 'removed' : 'same',
  }));
}

/** Words, and what stands between them, a letter never apart from its marks. */
function wordsOf(text: string): string[] {
  return Array.from(new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text), ({ segment }) => segment);
}
