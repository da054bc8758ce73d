const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;

/** The addresses in a pasted list, each once; and what in it is no address. */
export interface AddressList {
  readonly addresses: readonly string[];
  readonly rest: readonly string[];
}

/** Reads addresses from lines, commas or semicolons, also as mail programs copy them: `Ana Berg <ana@example.org>`. */
export function addressesIn(text: string): AddressList {
  // A quoted name may have commas of its own: `"Berg, Ana" <ana@example.org>`.
  const unquoted = text.replace(/"[^"\n]*"/g, (name) => name.replace(/[,;"]/g, ' '));
  const words = unquoted.split(/[\n,;]+/).flatMap((part) => {
    const [, name = '', named] = /^([^<>]*)<([^<>]*)>\s*$/.exec(part) ?? [];
    if (named === undefined) return part.split(/\s+/);
    // A name may hold anything but addresses: those are people of their own.
    return [...name.split(/\s+/).filter((word) => ADDRESS.test(word)), named.trim()];
  });
  const found = new Map<string, string>();
  const rest = new Set<string>();
  for (const word of words.filter((one) => one !== '')) {
    if (!ADDRESS.test(word)) rest.add(word);
    else if (!found.has(word.toLowerCase())) found.set(word.toLowerCase(), word);
  }
  return { addresses: [...found.values()], rest: [...rest] };
}
