import type { MessageDto } from '../../api/models/message-dto';
import type { OutgoingFile } from '../uploads/outgoing-file';

/** What somebody wrote and wants sent. */
export interface Draft {
  readonly body: string;
  readonly subject?: string | null;
  readonly replyTo?: MessageDto;
  /** With them the body may be empty. */
  readonly files?: readonly OutgoingFile[];
  /** The same on every device that may send it; left out, it is sent by this one alone. */
  readonly clientId?: string;
}

/** `waiting`: tried again by itself at `retryAt`; `failed`: only when told to, and not at all without `canRetry`. */
export type Delivery =
  | { readonly kind: 'sending' }
  | { readonly kind: 'waiting'; readonly reason: string; readonly retryAt: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly canRetry: boolean };

/** A message on its way. Its `clientId` names it for good, also once it is confirmed. */
export interface OutgoingMessage extends Draft {
  readonly clientId: string;
  readonly conversationId: string;
  readonly createdAt: string;
  readonly delivery: Delivery;
  readonly failedTries: number;
}
