import { foldLetters } from '../words/letters.js';
import { type WordPlace, wordPlaces, wordsAt } from '../words/tokenizer.js';
import { rootOf } from './endings.js';

/** A word that is looked for in the index. */
export interface WantedWord {
  readonly word: string;
  /** Every word that begins with it will do. */
  readonly isBeginning: boolean;
  /** Its letters before an ending was taken away. */
  readonly whole?: string;
  /** It was not typed: one slip of the finger away from what was. */
  readonly isCorrection?: true;
}

/** A word or phrase of a search. */
export interface Term {
  readonly typed: string;
  readonly isExcluded: boolean;
  /** Of each list a text must have one. */
  readonly wanted: readonly (readonly WantedWord[])[];
  /** What must stand in the folded text as it is, with its punctuation. */
  readonly literal?: string;
  /** What must stand next to each other. */
  readonly phrase?: readonly PhraseStep[];
}

/** One place of a phrase: a word in one of its spellings, or a run of a script without spaces. */
type PhraseStep = { readonly words: readonly string[] } | { readonly run: string };

/** A text that is judged, with what was found out about it; each is read once, however many terms there are. */
export class JudgedText {
  readonly places: readonly WordPlace[];
  private lower: string | undefined;

  constructor(readonly text: string) {
    this.places = wordPlaces(text);
  }

  get folded(): string {
    return (this.lower ??= foldLetters(this.text));
  }
}

const AROUND_WORDS = String.raw`[\s.,;:!?()[\]{}'"«»„“”‘’…*]+`;
const EDGES = new RegExp(`^${AROUND_WORDS}|${AROUND_WORDS}$`, 'gu');

/** Undefined for punctuation alone. */
export function wordTerm(typed: string, isExcluded: boolean): Term | undefined {
  const text = typed.replace(EDGES, '') || typed;
  const places = wordPlaces(text);
  const [only] = places;
  if (!only) return undefined;
  if (places.length === 1 && only.word !== undefined && only.start === 0 && only.end === text.length) {
    const wanted = [[only.word, ...only.spellings].map((word) => beginning(word, rootOf(word)))];
    return { typed, isExcluded, wanted };
  }
  const wanted = places.flatMap((place, n) => {
    if (place.word === undefined) return pairsIn(place);
    return [[n === places.length - 1 ? beginning(place.word, place.word) : exact(place.word)]];
  });
  return { typed, isExcluded, wanted, literal: foldLetters(text) };
}

/** Undefined for punctuation alone. */
export function phraseTerm(text: string, isExcluded: boolean): Term | undefined {
  const places = wordPlaces(text);
  if (places.length === 0) return undefined;
  return {
    typed: text,
    isExcluded,
    wanted: places.flatMap((place) => (place.word === undefined ? pairsIn(place) : [spellingsOf(place).map(exact)])),
    phrase: places.map((place) =>
      place.word === undefined
        ? { run: foldLetters(text.slice(place.start, place.end)) }
        : { words: spellingsOf(place) },
    ),
  };
}

/** Whether a text is found by a term, judged by the text alone: the index only proposes. */
export function matches(term: Term, judged: JudgedText): boolean {
  const has = (wanted: WantedWord) => judged.places.some((place) => wordsAt(place).some((word) => fits(wanted, word)));
  return (
    term.wanted.every((ways) => ways.some(has)) &&
    (term.literal === undefined || judged.folded.includes(term.literal)) &&
    (term.phrase === undefined || phraseStarts(term.phrase, judged).length > 0)
  );
}

export function fits({ word: wanted, isBeginning }: WantedWord, word: string): boolean {
  return isBeginning ? word.startsWith(wanted) : word === wanted;
}

/** At which places a phrase begins. */
export function phraseStarts(phrase: readonly PhraseStep[], { text, places }: JudgedText): number[] {
  const stands = (step: PhraseStep, place: WordPlace | undefined, n: number): boolean => {
    if (!place) return false;
    if ('words' in step)
      return place.word !== undefined && spellingsOf(place).some((word) => step.words.includes(word));
    if (place.word !== undefined) return false;
    const run = foldLetters(text.slice(place.start, place.end));
    const [isFirst, isLast] = [n === 0, n === phrase.length - 1];
    if (isFirst && isLast) return run.includes(step.run);
    if (isFirst) return run.endsWith(step.run);
    return isLast ? run.startsWith(step.run) : run === step.run;
  };
  return places.flatMap((_, at) => (phrase.every((step, n) => stands(step, places[at + n], n)) ? [at] : []));
}

function spellingsOf({ word = '', spellings }: WordPlace): readonly string[] {
  return [word, ...spellings];
}

function exact(word: string): WantedWord {
  return { word, isBeginning: false };
}

/** Of a run without spaces: its pairs of letters. A letter alone begins a pair. */
function pairsIn({ parts }: WordPlace): WantedWord[][] {
  if (parts.length === 1) return parts.map((word) => [{ word, isBeginning: true }]);
  return parts.slice(0, -1).map((word) => [exact(word)]);
}

/** Numbers are meant whole, and so is what is too short to say much (a Hangul syllable is two or three letters). */
function beginning(word: string, root: string): WantedWord {
  if (/^\d+$/.test(word) || word.normalize('NFD').length < 3) return exact(word);
  return { word: root, isBeginning: true, whole: word };
}
