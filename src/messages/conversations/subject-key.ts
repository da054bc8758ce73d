/** What mail programs of many languages put before a subject when they answer or forward, counted or not. */
const REPLY_PREFIX =
  /^(?:(?:re|fwd?|aw|wg|antw|antwort|sv|vs|ref|rif|rv|res|enc|tr|r|i|vb|vl|odp|pd|ynt|ilt|回复|回覆|答复|答覆|转发|轉寄|轉發|返信|転送)\s*(?:[[(（［]\s*\d{1,5}\s*[\])）］])?\s*[:：]\s*)+/iu;

/** A subject as it is shown: without `Re:` and `Fwd:` before it, unless it is nothing else. */
export function subjectTitle(title: string): string {
  const trimmed = title.trim();
  const prefix = REPLY_PREFIX.exec(inHalfWidth(trimmed))?.[0] ?? '';
  return trimmed.slice(prefix.length).trim() || trimmed;
}

/** Japanese and Chinese programs may write the letters as wide as their own; one character stays one. */
function inHalfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}

/** What makes two subjects the same: what is shown of them, normalised and case-folded. */
export function subjectKey(title: string): string {
  return subjectTitle(title.normalize('NFC')).toLowerCase().normalize('NFC');
}
