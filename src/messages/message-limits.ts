import { defineLimit } from '../core/limits.js';

export const MAX_BODY_LENGTH = defineLimit('bodyLength', 20_000, 'The text of a message.');
/** Further names in a message are text. */
export const MAX_MENTIONS = defineLimit('mentions', 50, 'People one message can mention by name.');
/** In a larger group only owners and admins mention everyone. */
export const MAX_EVERYONE_MEMBERS = defineLimit(
  'everyoneMembers',
  20,
  'Members of a group in which anybody can mention everyone; in a larger one owners and admins can.',
);
export const MAX_ATTACHMENTS = defineLimit('attachments', 20, 'Files of one message.');
/** How long the server holds a send at most, so that it can be taken back. */
export const MAX_HOLD_SECONDS = 30;
/** How long the deleter of a message for everyone may take that back. */
export const RECALL_SECONDS = 30;
/** How many earlier versions of a message are kept: what was sent, and the newest. */
export const MAX_VERSIONS = 100;
/** How long what I deleted for myself stays in the trash. */
export const TRASH_DAYS = 30;
/** A client further behind than this reads the history anew. */
export const MAX_CATCH_UP = 10_000;
export const MAX_RECIPIENTS = defineLimit('recipients', 50, 'People one message can be written to at once.');
/** Conversations a client can name when it catches up with all at once. */
export const MAX_KNOWN = 2_000;
export const DEFAULT_SYNC_PAGE = 20;
export const MAX_SYNC_PAGE = 50;
/** Messages of one conversation in a page of `sync`, and of all of them together: the page ends when it is reached. */
export const SYNCED_MESSAGES = 200;
export const SYNCED_MESSAGES_IN_ALL = 500;
