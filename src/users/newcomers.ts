import type { Tx } from '../core/database/unit-of-work.js';

/** Hears of everybody who has a new account. Implemented by `conversations`, which knows where they belong. */
export abstract class Newcomers {
  /** In the transaction that makes the account, whichever way it is made. */
  abstract arrived(tx: Tx, userId: string): Promise<void>;
}
