import type { MessageDto } from '../shape/message.dto.js';
import type { MessageOrigin } from '../messages.events.js';
import type { Draft, SendResult } from './send-batch.js';

/** A draft and, when it came over a socket, where its acknowledgement goes. */
export interface QueuedDraft {
  readonly draft: Draft;
  readonly origin: MessageOrigin | undefined;
}

/** What became of a draft; `message` is there when it was sent now, for the first time. */
export interface AppendedMessage {
  readonly result: SendResult;
  readonly message: MessageDto | undefined;
}

/** A draft that the database has judged, and the one who waits for the news. */
export interface JudgedDraft extends QueuedDraft {
  readonly result: SendResult;
  readonly resolve: (appended: AppendedMessage) => void;
  readonly reject: (error: unknown) => void;
}
