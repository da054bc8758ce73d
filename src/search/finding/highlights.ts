import { foldLetters } from '../words/letters.js';
import { codePoints } from '../../core/http/text.js';
import { type WordPlace, wordsAt } from '../words/tokenizer.js';
import { fits, JudgedText, phraseStarts, type Term } from '../query/terms.js';

/** Where something begins and how long it is, in code points. */
export type Highlight = [start: number, length: number];

/** What more stands in a text is not marked: nobody sees it at once. */
const MOST = 100;

/** What was found in a text, ascending and apart from each other. */
export function highlightsIn(text: string, terms: readonly Term[]): Highlight[] {
  const judged = new JudgedText(text);
  const ranges = terms.filter(({ isExcluded }) => !isExcluded).flatMap((term) => rangesOf(term, judged));
  return inCodePoints(text, merged(ranges).slice(0, MOST));
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function rangesOf(term: Term, judged: JudgedText): Range[] {
  const { phrase } = term;
  if (phrase) {
    return phraseStarts(phrase, judged).map((at) => {
      const places = judged.places.slice(at, at + phrase.length);
      return phrase.length === 1 ? runIn(places[0] as WordPlace, phrase[0], judged) : spanOf(places);
    });
  }
  if (term.literal !== undefined) return literalRanges(term.literal, judged);
  const ways = term.wanted.flat();
  return judged.places.filter((place) => wordsAt(place).some((word) => ways.some((wanted) => fits(wanted, word))));
}

function spanOf(places: readonly WordPlace[]): Range {
  return { start: places[0]?.start ?? 0, end: places.at(-1)?.end ?? 0 };
}

/** Of a run without spaces only what was looked for, where its letters were not folded into more or fewer. */
function runIn(place: WordPlace, step: object | undefined, { text }: JudgedText): Range {
  if (!step || !('run' in step)) return place;
  const at = foldLetters(text.slice(place.start, place.end)).indexOf(String(step.run));
  return at < 0 ? place : { start: place.start + at, end: place.start + at + String(step.run).length };
}

/** Each place where it stands; where folding changed how long the text is, the words that it is made of. */
function literalRanges(literal: string, judged: JudgedText): Range[] {
  const { text, folded, places } = judged;
  if (folded.length !== text.length)
    return places.filter(({ start, end }) => literal.includes(foldLetters(text.slice(start, end))));
  const ranges: Range[] = [];
  for (let at = folded.indexOf(literal); at >= 0 && ranges.length < MOST; at = folded.indexOf(literal, at + 1)) {
    ranges.push({ start: at, end: at + literal.length });
  }
  return ranges;
}

function merged(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && range.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    else result.push(range);
  }
  return result;
}

/** Clients count code points, JavaScript counts UTF-16 units. */
function inCodePoints(text: string, ranges: readonly Range[]): Highlight[] {
  let unit = 0;
  let point = 0;
  return ranges.map(({ start, end }) => {
    point += codePoints(text.slice(unit, start));
    const highlight: Highlight = [point, codePoints(text.slice(start, end))];
    unit = start;
    return highlight;
  });
}
