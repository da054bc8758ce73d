import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { foldedLetters, foldedName } from '../../../../src/users/folded-name.js';

/** Text in which what was searched for is marked. The marks change nothing of the text. */
@Component({
  selector: 'app-highlight',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { dir: 'auto' },
  template:
    '@for (part of parts(); track $index) {@if (part.isHit) {<mark>{{ part.text }}</mark>} @else {{{ part.text }}}}',
})
export class Highlight {
  readonly text = input.required<string>();
  readonly term = input('');

  protected readonly parts = computed(() => partsOf(this.text(), this.term()));
}

/** A stretch of a text. */
export interface Part {
  readonly text: string;
  readonly isHit: boolean;
}

/** The text in parts, each word of the term marked where a word of the text begins with it, else where it stands. */
export function partsOf(text: string, term: string): Part[] {
  const letters = lettersOf(text);
  const folded = letters.map(({ folded }) => folded).join('');
  const isHit = new Array<boolean>(letters.length).fill(false);
  for (const word of foldedName(term).split(' ')) {
    const at = word === '' ? -1 : placeOf(folded, word);
    for (let index = at; at >= 0 && index < at + word.length; index++) isHit[index] = true;
  }
  return joined(letters.map(({ source }, index) => ({ text: source, isHit: isHit[index] ?? false })));
}

interface Letter {
  /** What stands in the text; empty for all but the first of several folded characters. */
  readonly source: string;
  /** One folded character; empty for what folds to nothing. */
  readonly folded: string;
}

/** One entry for each folded character, with what it stands for; what folds to nothing belongs to the one before. */
function lettersOf(text: string): Letter[] {
  const letters: { source: string; folded: string }[] = [];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    const [first = '', ...more] = foldedLetters(segment).split('');
    const last = letters.at(-1);
    if (first === '' && last) last.source += segment;
    else letters.push({ source: segment, folded: first || ' ' }, ...more.map((folded) => ({ source: '', folded })));
  }
  return letters;
}

function placeOf(folded: string, word: string): number {
  // A folded word is letters and digits, which mean themselves.
  const atWord = new RegExp(`(?<![\\p{L}\\p{N}])${word}`, 'u').exec(folded);
  return atWord?.index ?? folded.indexOf(word);
}

function joined(parts: readonly Part[]): Part[] {
  const all: Part[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    // The rest of a letter that folds to several follows its first.
    const isHit = part.text === '' ? (last?.isHit ?? part.isHit) : part.isHit;
    if (last && last.isHit === isHit) all[all.length - 1] = { text: last.text + part.text, isHit };
    else all.push({ text: part.text, isHit });
  }
  return all.filter(({ text }) => text !== '');
}
