/**
 * A name inside a sentence that is a string: with the marks of Unicode around it, it keeps its own direction and leaves
 * that of the sentence alone. In a template `<bdi>` does the same.
 */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}
