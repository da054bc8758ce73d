import { setImmediate as turn } from 'node:timers/promises';

/** How long others wait at most for what is done of a search at once, one text aside. */
const TURN_MS = 10;

/** What comes of each, in their order. The longest messages take seconds: whoever else asks is answered in between. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  resultOf: (item: Item) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  let begun = performance.now();
  for (const item of items) {
    results.push(resultOf(item));
    if (performance.now() - begun < TURN_MS) continue;
    await turn();
    begun = performance.now();
  }
  return results;
}
