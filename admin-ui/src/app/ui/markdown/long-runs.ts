/** Longer runs without a space take the browser seconds to lay out. */
const LONGEST_RUN = 100;
const LONG_RUN = new RegExp(`\\S{${LONGEST_RUN}}(?=\\S)`, 'gu');

/** The text in parts between which a line may break; one part unless it has very long runs without a space. */
export function breakLongRuns(text: string): string[] {
  if (text.length <= LONGEST_RUN) return [text];
  const parts: string[] = [];
  let from = 0;
  for (const { index, 0: run } of text.matchAll(LONG_RUN)) {
    parts.push(text.slice(from, index + run.length));
    from = index + run.length;
  }
  parts.push(text.slice(from));
  return parts;
}
