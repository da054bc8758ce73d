import type { ClientFrame } from '../../api/models/client-frame';
import type { HelloFrame } from '../../api/models/hello-frame';
import type { PingFrame } from '../../api/models/ping-frame';
import type { SendFrame as NumberedSend } from '../../api/models/send-frame';
import type { ServerFrame } from '../../api/models/server-frame';

export type { AckFrame } from '../../api/models/ack-frame';
export type { DraftUpdatedEvent as DraftEvent } from '../../api/models/draft-updated-event';
export type { MeUpdatedEvent as MyStateEvent } from '../../api/models/me-updated-event';
export type { PongFrame } from '../../api/models/pong-frame';
export type { ServerFrame } from '../../api/models/server-frame';

/** A message to send; the socket numbers it. */
export type SendFrame = Omit<NumberedSend, 'ref'>;

/** What is said without waiting for an answer. */
export type ToldFrame = Exclude<ClientFrame, HelloFrame | PingFrame | NumberedSend>;

/** What the server tells without being asked. Types that this page does not know are ignored. */
export type RealtimeEvent = Extract<ServerFrame, { readonly data: unknown }>;
