const REPLY_PREFIX = /^(?:(?:re|fwd?|aw|wg)\s*:\s*)+/i;

/** What makes two subjects the same: normalised, case-folded, without `Re:` and `Fwd:` before it. */
export function subjectKey(title: string): string {
  const folded = title.normalize('NFC').trim().replace(REPLY_PREFIX, '').trim().toLowerCase().normalize('NFC');
  // A title of nothing but prefixes is still a subject.
  return folded === '' ? title.trim().toLowerCase() : folded;
}
