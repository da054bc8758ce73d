import type { Tx } from '../core/database/unit-of-work.js';

/** Brings two people together. Implemented by `conversations`; needed where somebody comes in by invitation. */
export abstract class Introductions {
  /** The id of their direct conversation, which is there from now on, with nothing in it. */
  abstract introduce(tx: Tx, newcomerId: string, inviterId: string): Promise<string>;
}
