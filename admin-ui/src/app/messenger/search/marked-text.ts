import type { MentionDto } from '../../api/models/mention-dto';
import type { Part } from '../../compose/highlight';
import { withNames } from '../../ui/markdown/mention-chips';
import { plainText } from '../../ui/markdown/plain-text';

/** Where something begins and how long it is, in code points: as the server says it. */
export type Highlights = readonly (readonly number[])[];

/** What was found in a message, as it is shown: its letters without spaces, and how often they stood there before. */
export interface ShownHit {
  readonly letters: string;
  readonly before: number;
}

/** Never in a text: Unicode keeps them for what programs do within themselves. */
const [OPEN, CLOSE] = ['\uFDD0', '\uFDD1'];
const MARKS = /[\uFDD0\uFDD1]/g;
/** So much of a text is looked at, from a little before what was found: what a row shows, and more. */
const MOST_POINTS = 1_200;
const POINTS_BEFORE = 300;
/** So much is shown before what was found; about the half of a line. */
const LEAD = 48;
/** What a message has at most. */
const WHOLE = 20_000;

/** A text as it stands, such as a subject or the name of a file, with what was found in it. */
export function markedText(text: string, highlights: Highlights): Part[] {
  return partsOf(withMarks([...unmarked(text)], highlights));
}

/** What a row shows of a message: the words around the first that was found, on one line and without marks of Markdown. */
export function markedLine(body: string, highlights: Highlights, people: readonly MentionDto[] = []): Part[] {
  const points = [...unmarked(body)];
  const [first = 0] = highlights[0] ?? [];
  const from = first > MOST_POINTS / 2 ? wordStart(points, first - POINTS_BEFORE) : 0;
  const inReach = highlights.filter(([start = 0]) => start < from + MOST_POINTS);
  const source = withMarks(points.slice(0, from + MOST_POINTS), inReach).slice(points.slice(0, from).join('').length);
  return led(partsOf(withNames(plainText(source, MOST_POINTS), people)), from > 0);
}

/** Where what was found stands in the message as it is shown; without spaces, since these are where lines end. */
export function shownHits(body: string, highlights: Highlights): ShownHit[] {
  return hitsIn(partsOf(plainText(withMarks([...unmarked(body)], highlights), WHOLE)));
}

/** The same of a text that is shown as it stands. */
export function shownHitsAsTyped(text: string, highlights: Highlights): ShownHit[] {
  return hitsIn(markedText(text, highlights));
}

function hitsIn(parts: readonly Part[]): ShownHit[] {
  let passed = '';
  return parts.flatMap(({ text, isHit }) => {
    const letters = lettersOf(text);
    const before = isHit && letters !== '' ? occurrences(passed, letters) : 0;
    passed += letters;
    return isHit && letters !== '' ? [{ letters, before }] : [];
  });
}

/** A text without its spaces. */
export function lettersOf(text: string): string {
  return text.replace(/\s+/g, '');
}

function unmarked(text: string): string {
  return text.replace(MARKS, '\uFFFD');
}

function withMarks(points: readonly string[], highlights: Highlights): string {
  let [marked, at] = ['', 0];
  for (const [start = 0, length = 0] of highlights) {
    const end = start + length;
    marked += `${points.slice(at, start).join('')}${OPEN}${points.slice(start, end).join('')}${CLOSE}`;
    at = end;
  }
  return marked + points.slice(at).join('');
}

/** Of a mark whose other half is not shown, such as in the address of a link, what is shown stays. */
function partsOf(marked: string): Part[] {
  const parts: Part[] = [];
  let isHit = false;
  for (const piece of marked.split(/([\uFDD0\uFDD1])/)) {
    if (piece === OPEN || piece === CLOSE) isHit = piece === OPEN;
    else if (piece !== '') parts.push({ text: piece, isHit });
  }
  return parts;
}

/** What stands long before the first hit is left out. */
function led(parts: readonly Part[], isCut: boolean): Part[] {
  const [first, ...others] = parts;
  if (!first || first.isHit || others.length === 0) return [...parts];
  const points = [...first.text];
  if (points.length <= LEAD && !isCut) return [...parts];
  const start = points.length > LEAD ? wordStart(points, points.length - LEAD) : 0;
  return [{ text: `… ${points.slice(start).join('')}`, isHit: false }, ...others];
}

/** The beginning of the first word from there on; the place itself where a word is very long. */
function wordStart(points: readonly string[], from: number): number {
  const space = points.slice(from, from + LEAD / 2).findIndex((point) => /\s/.test(point));
  return space < 0 ? from : from + space + 1;
}

function occurrences(text: string, of: string): number {
  return text.split(of).length - 1;
}
