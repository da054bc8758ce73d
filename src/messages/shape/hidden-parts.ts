import { defineMessagePart } from './message-parts.js';

/**
 * What a block hides in a direct conversation from the one who is not the author. Nothing is loaded or shown for it: the bits
 * say of a message, wherever it is read, whom it may be told. The statements that send set the first one.
 */
export const HIDDEN_WHEN_SENT = defineMessagePart<never>({ field: 'hiddenWhenSent', bit: 2 ** 20 });
export const HIDDEN_WHEN_EDITED = defineMessagePart<never>({ field: 'hiddenWhenEdited', bit: 2 ** 21 });

/** Either of them. */
export const HIDDEN_BY_BLOCK = HIDDEN_WHEN_SENT.bit | HIDDEN_WHEN_EDITED.bit;

/** What only the author of a message may be told: all of it, or the words of theirs that it quotes. */
export type OnlyForAuthor = 'message' | 'quote';

/** Undefined where everybody may be told all of it, as nearly always. */
export function onlyForAuthor(row: {
  readonly parts: number;
  readonly replyHidden: boolean;
}): { readonly onlyForAuthor: OnlyForAuthor } | undefined {
  if ((row.parts & HIDDEN_BY_BLOCK) !== 0) return { onlyForAuthor: 'message' };
  return row.replyHidden ? { onlyForAuthor: 'quote' } : undefined;
}
