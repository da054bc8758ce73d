import { lettersOf, type ShownHit } from './marked-text';

/** By this name the styles know them. */
const NAME = 'search-hit';
/** What is not part of the text. */
const BESIDE_TEXT = 'button, [aria-hidden=true]';

/** A part of the page, and what was found in it. */
export interface MarkedPlace {
  readonly element: Element;
  readonly hits: readonly ShownHit[];
}

/** Marks what was found where it stands. The page itself stays as it is; browsers that cannot do that show no marks. */
export function markHits(places: readonly MarkedPlace[]): void {
  if (!('highlights' in CSS)) return;
  const ranges = places.flatMap(({ element, hits }) => rangesIn(element, hits));
  if (ranges.length > 0) CSS.highlights.set(NAME, new Highlight(...ranges));
  else CSS.highlights.delete(NAME);
}

/** Where the hits are in what is shown; what is not shown has none. */
export function rangesIn(element: Element, hits: readonly ShownHit[]): Range[] {
  if (hits.length === 0) return [];
  const { letters, places } = lettersShown(element);
  return hits.flatMap((hit) => {
    const start = placeOf(hit, letters);
    const [first, last] = start < 0 ? [] : [places[start], places[start + hit.letters.length - 1]];
    if (!first || !last) return [];
    const range = element.ownerDocument.createRange();
    range.setStart(first.node, first.offset);
    range.setEnd(last.node, last.offset + 1);
    return [range];
  });
}

interface LetterPlace {
  readonly node: Text;
  readonly offset: number;
}

function lettersShown(element: Element): { readonly letters: string; readonly places: readonly LetterPlace[] } {
  const places: LetterPlace[] = [];
  let letters = '';
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (node.parentElement?.closest(BESIDE_TEXT)) continue;
    for (let offset = 0; offset < node.data.length; offset++) {
      const letter = lettersOf(node.data.charAt(offset));
      if (letter === '') continue;
      letters += letter;
      places.push({ node, offset });
    }
  }
  return { letters, places };
}

function placeOf({ letters, before }: ShownHit, all: string): number {
  let at = all.indexOf(letters);
  for (let passed = 0; passed < before && at >= 0; passed++) at = all.indexOf(letters, at + letters.length);
  return at;
}
