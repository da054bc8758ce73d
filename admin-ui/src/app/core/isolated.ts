/**
 * A name inside a sentence that is a string: with the marks of Unicode around it, it keeps its own direction and leaves
 * that of the sentence alone. In a template `<bdi>` does the same.
 */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

/** Whether something in the text turns the direction of what follows it. */
export function turnsDirection(text: string): boolean {
  return /[\u202a-\u202e\u2066-\u2069]/u.test(text);
}
