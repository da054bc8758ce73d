import { placesOf } from '../../../../../src/notifications/settings/own-words.js';
import { textsOf } from './mention-chips';

/** What is code is looked through by the server, too, but is not to be read differently; what is a mention is marked already. */
const APART = 'code, pre, .mention';

/** Marks in the text of `content` what notifies me like a mention. */
export function showOwnWords(content: DocumentFragment, words: readonly string[]): void {
  if (words.length === 0) return;
  for (const text of textsOf(content, APART)) {
    // From the end on, so that the places before stay.
    for (const { start, end } of placesOf(words, text.data).reverse()) {
      const said = text.splitText(start);
      said.splitText(end - start);
      const mark = document.createElement('span');
      mark.className = 'mention me';
      said.replaceWith(mark);
      mark.append(said);
    }
  }
}
