import type { ClientFrame } from '../../api/models/client-frame';
import type { HelloFrame } from '../../api/models/hello-frame';
import type { PingFrame } from '../../api/models/ping-frame';
import type { SendFrame as NumberedSend } from '../../api/models/send-frame';
import type { ConversationCreatedEvent } from '../../api/models/conversation-created-event';
import type { ConversationUpdatedEvent } from '../../api/models/conversation-updated-event';
import type { MessageCreatedEvent } from '../../api/models/message-created-event';
import type { MessageDeletedEvent } from '../../api/models/message-deleted-event';
import type { MessageUpdatedEvent } from '../../api/models/message-updated-event';
import type { SubjectUpdatedEvent } from '../../api/models/subject-updated-event';
import type { ServerFrame } from '../../api/models/server-frame';

export type { AckFrame } from '../../api/models/ack-frame';
export type { DraftUpdatedEvent as DraftEvent } from '../../api/models/draft-updated-event';
export type { MeUpdatedEvent as MyStateEvent } from '../../api/models/me-updated-event';
export type { MemberRemovedEvent } from '../../api/models/member-removed-event';
export type { UserUpdatedEvent as UserEvent } from '../../api/models/user-updated-event';
export type { PongFrame } from '../../api/models/pong-frame';
export type { ServerFrame } from '../../api/models/server-frame';

/** An event, or an answer that stands for one: that has no place in the order of its conversation, and `rev` is null. */
type Known<Event> = Event extends { readonly rev: null } ? Event : Omit<Event, 'rev'> & { readonly rev: number | null };

/** A message appeared, changed or was deleted for everyone. */
export type MessageEvent = Known<MessageCreatedEvent | MessageUpdatedEvent | MessageDeletedEvent>;

/** What is shared of a conversation began or changed. */
export type ConversationEvent = Known<ConversationCreatedEvent | ConversationUpdatedEvent>;

/** A subject was renamed, settled or merged. */
export type SubjectEvent = Known<SubjectUpdatedEvent>;

/** A message to send; the socket numbers it. */
export type SendFrame = Omit<NumberedSend, 'ref'>;

/** What is said without waiting for an answer. */
export type ToldFrame = Exclude<ClientFrame, HelloFrame | PingFrame | NumberedSend>;

/** What the server tells without being asked. Types that this page does not know are ignored. */
export type RealtimeEvent = Known<Extract<ServerFrame, { readonly data: unknown }>>;
