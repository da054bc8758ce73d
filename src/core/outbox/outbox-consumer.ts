import type { Tx } from '../database/unit-of-work.js';
import type { ConversationMove } from './outbox.js';

/**
 * Follows everything that is committed in conversations, at its own pace, on one node at a time, through crashes: search,
 * mentions, notifications. It hears of every move at least once and in no order but that of the revs.
 */
export interface OutboxConsumer {
  /** Unique, and the same for ever: what is done is noted under it. */
  readonly name: string;

  /**
   * Takes up what moved, one range of revs for each conversation, from the present state of these conversations. What is
   * written by `tx` is committed together with the note that it is done; when it throws, it is asked again later.
   * Nothing here may ask for another connection.
   */
  handle(moves: readonly ConversationMove[], tx: Tx): Promise<void>;

  /** Before the first move it hears of: also when the database was restored from a dump. Builds what it keeps. */
  begin?(tx: Tx): Promise<void>;
}
