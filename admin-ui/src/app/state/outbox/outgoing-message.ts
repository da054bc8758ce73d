import type { MessageDto } from '../../api/models/message-dto';
import type { OutgoingFile } from '../uploads/outgoing-file';

/** What somebody wrote and wants sent. */
export interface Draft {
  readonly body: string;
  readonly subject?: string | null;
  readonly replyTo?: MessageDto;
  /** With them the body may be empty. */
  readonly files?: readonly OutgoingFile[];
  /** For how long the server holds it, so that it can be taken back. */
  readonly holdSeconds?: number;
  /** The same on every device that may send it; left out, it is sent by this one alone. */
  readonly clientId?: string;
}

/** As what the server holds a message, and until when by the clock of this device. */
export interface Held {
  readonly scheduledId: string;
  readonly until: number;
}

/**
 * `waiting`: tried again by itself at `retryAt`; `held`: the server has it and sends it at `until` (by the clock of this
 * device), unless it is taken back; `failed`: only when told to, and not at all without `canRetry`.
 */
export type Delivery =
  | { readonly kind: 'sending' }
  | { readonly kind: 'waiting'; readonly reason: string; readonly retryAt: number }
  | ({ readonly kind: 'held' } & Held)
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly canRetry: boolean;
      /** The file for which it cannot be sent as it is. */
      readonly lostFileId?: string;
    };

/** A message on its way. Its `clientId` names it for good, also once it is confirmed. */
export interface OutgoingMessage extends Draft {
  readonly clientId: string;
  readonly conversationId: string;
  readonly createdAt: string;
  readonly delivery: Delivery;
  readonly failedTries: number;
  /** The server once answered that it does not take it, if only for now; a try that did not reach it changes nothing. */
  readonly wasRefused?: boolean;
}

/** Whether the server does not have it, and gets it without a word from anybody. */
export function isOnItsWay({ kind }: Delivery): boolean {
  return kind === 'sending' || kind === 'waiting';
}
