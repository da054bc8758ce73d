/** What mail programs of many languages put before a subject when they answer or forward, counted or not. */
const REPLY_PREFIX =
  /^(?:(?:re|fwd?|aw|wg|antw|antwort|sv|vs|ref|rv|res|enc|tr|r|i|vb|vl|odp|pd|ynt|ilt|回复|回覆|答复|答覆|转发|轉寄|轉發|返信|転送)\s*(?:[[(（［]\s*\d{1,5}\s*[\])）］])?\s*[:：]\s*)+/iu;

/** A subject as it is shown: without `Re:` and `Fwd:` before it, unless it is nothing else. */
export function subjectTitle(title: string): string {
  const trimmed = title.trim();
  return trimmed.replace(REPLY_PREFIX, '').trim() || trimmed;
}

/** What makes two subjects the same: what is shown of them, normalised and case-folded. */
export function subjectKey(title: string): string {
  return subjectTitle(title.normalize('NFC')).toLowerCase().normalize('NFC');
}
