import { plainText } from '../../core/markdown/plain-text.js';

/** How much of a message is quoted in a reply, in code points of its plain text. */
const EXCERPT_LENGTH = 140;

/** How much of its source is read for that; marks take room that the excerpt does not have. */
export const EXCERPT_SOURCE_LENGTH = 4 * EXCERPT_LENGTH;

/** What a reply quotes of a message, given the beginning of its source. */
export function replyExcerpt(source: string): string {
  return plainText(source, EXCERPT_LENGTH);
}
