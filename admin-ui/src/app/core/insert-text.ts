/**
 * Puts text in place of what stands between two places of a field, as if it were typed: handlers hear of it, and undo takes
 * it back. The cursor stands behind it.
 */
export function insertText(field: HTMLTextAreaElement, text: string, from: number, to: number): void {
  field.focus();
  field.setSelectionRange(from, to);
  // The one way to change a field that the browser can undo; nothing else took its place.
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const isDone = document.execCommand(text === '' ? 'delete' : 'insertText', false, text);
  if (isDone) return;
  field.setRangeText(text, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
