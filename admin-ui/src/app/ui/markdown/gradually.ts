/** So many characters are laid out in one task; slow scripts and fonts take a few milliseconds for a hundred. */
export const CHARACTERS_AT_ONCE = 1_000;
/** Longer stretches of text come in pieces of this size. */
const PIECE = 500;
/** An element without many characters is work too. */
const LEAST = 20;

/**
 * Makes the content of `live` that of `next`, piece by piece. What both begin with stays in the page, with its layout; all
 * else is new. Yields after each piece how many characters it counts for.
 */
export function* become(live: Node, next: Node): Generator<number, void> {
  const wanted = [...next.childNodes].flatMap(inPieces);
  let index = 0;
  while (wanted[index]?.isEqualNode(live.childNodes[index] ?? null)) index++;
  const [kept, first] = [live.childNodes[index], wanted[index]];
  const isBegun = kept && first && isSameElement(kept, first);
  if (isBegun) index++;
  for (const gone of [...live.childNodes].slice(index)) gone.remove();
  if (isBegun) yield* become(kept, first);
  for (const node of wanted.slice(index)) yield* add(live, node);
}

function* add(parent: Node, node: Node): Generator<number, void> {
  const { length } = node.textContent ?? '';
  if (length <= PIECE) {
    parent.appendChild(node);
    yield Math.max(length, LEAST);
    return;
  }
  const element = node.cloneNode(false);
  parent.appendChild(element);
  yield* become(element, node);
}

/**
 * Long text in pieces that end where a line may end. Only what a `<wbr>` stands between is laid out by itself: without one
 * the browser would begin anew with all of the text whenever a piece is added.
 */
function inPieces(node: Node): Node[] {
  const pieces = [node];
  for (let text = node; text instanceof Text && text.length > PIECE; pieces.push(text)) {
    text = text.splitText(endOfPiece(text.data));
    pieces.push(document.createElement('wbr'));
  }
  return pieces;
}

/** Behind a space; in what has none, which is code, not inside a character. */
function endOfPiece(text: string): number {
  const space = text.slice(0, PIECE).search(/\s\S*$/);
  if (space >= 0) return space + 1;
  return /[\uD800-\uDBFF]/.test(text.charAt(PIECE - 1)) ? PIECE - 1 : PIECE;
}

function isSameElement(one: Node, other: Node): boolean {
  return one instanceof Element && one.cloneNode(false).isEqualNode(other.cloneNode(false));
}
