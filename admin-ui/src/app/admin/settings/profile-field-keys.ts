const LONGEST_KEY = 32;

/** A key that is not taken, from the letters of a label. */
export function keyFor(label: string, taken: ReadonlySet<string>): string {
  const plain = label.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '');
  const letters =
    plain
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, LONGEST_KEY - 3) || 'field';
  for (let n = 1; ; n++) {
    const key = n === 1 ? letters : `${letters}-${n}`;
    if (!taken.has(key)) return key;
  }
}
