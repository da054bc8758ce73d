/** Large primes, so that the four parts of an id say different things of the same text. */
const SEEDS = [0x811c9dc5, 0x9e3779b1, 0x85ebca77, 0xc2b2ae3d];
const FNV_PRIME = 0x01000193;

/**
 * A UUID that follows from texts: the same for the same ones, on every device. It is no secret and proves nothing; it only
 * tells the sends of one person apart. FNV-1a (Fowler, Noll, Vo) in four lanes, because pages over plain http have no
 * `crypto.subtle`.
 */
export function derivedId(...texts: readonly string[]): string {
  const text = texts.join('\0');
  const hex = SEEDS.map((seed) => fnv1a(text, seed).toString(16).padStart(8, '0')).join('');
  // Version 8, "custom", and the variant of all UUIDs.
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20)].join('-');
}

function fnv1a(text: string, seed: number): number {
  let hash = seed;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  // The last characters alone would change the low bits only.
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) >>> 0;
}
