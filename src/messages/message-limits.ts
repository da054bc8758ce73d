/** Code points of a message. */
export const MAX_BODY_LENGTH = 20_000;
/** How long the deleter of a message for everyone may take that back. */
export const RECALL_SECONDS = 30;
/** How long one's own message can be deleted for everyone. */
export const DELETE_FOR_EVERYONE_HOURS = 48;
/** How long what I deleted for myself stays in the trash. */
export const TRASH_DAYS = 30;
/** A client further behind than this reads the history anew. */
export const MAX_CATCH_UP = 10_000;
/** People to whom one composed message can go. */
export const MAX_RECIPIENTS = 50;
