import type { MessageDto } from '../../api/models/message-dto';
import type { MyStateDto } from '../../api/models/my-state-dto';
import type { ProblemDto } from '../../api/models/problem-dto';
import type { SharedConversationDto } from '../../api/models/shared-conversation-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';

/** Sends a message; answered by `ack` or `error`. */
export interface SendFrame {
  readonly type: 'send';
  readonly conversationId: string;
  readonly clientId: string;
  readonly body: string;
  readonly subject?: string | null;
  readonly replyToSeq?: number;
}

/** Says how far I have read. */
export interface ReadFrame {
  readonly type: 'read';
  readonly conversationId: string;
  readonly seq: number;
}

/** The server's word that a message is committed. */
export interface AckFrame {
  readonly type: 'ack';
  readonly ref: number;
  readonly message: MessageDto;
}

export interface ReadyFrame {
  readonly type: 'ready';
  readonly userId: string;
  readonly sessionId: string;
  readonly heartbeatSeconds: number;
}

export interface PongFrame {
  readonly type: 'pong';
  readonly ref: number;
}

export interface ErrorFrame {
  readonly type: 'error';
  readonly ref?: number;
  readonly problem: ProblemDto;
}

interface Event<T extends string, D> {
  readonly type: T;
  readonly conversationId: string;
  /** Null for what takes none. */
  readonly rev: number | null;
  readonly at: string;
  readonly data: D;
}

/** A message appeared, changed or was deleted for everyone. */
export type MessageEvent =
  Event<'message.created', MessageDto> | Event<'message.updated', MessageDto> | Event<'message.deleted', MessageDto>;

/** Somebody else read up to a message. */
export type ReceiptEvent = Event<
  'receipt.read',
  { readonly userId: string; readonly seq: number; readonly at: string }
>;

/** What is shared of a conversation began or changed. */
export type ConversationEvent =
  Event<'conversation.created', SharedConversationDto> | Event<'conversation.updated', SharedConversationDto>;

/** Somebody left a group or was removed from it; if that is me, I hear no more of it. */
export type MemberRemovedEvent = Event<'member.removed', { readonly userId: string }>;

/** Another device of mine changed what is mine alone. */
export type MyStateEvent = Event<
  'me.updated',
  { readonly me: MyStateDto; readonly hidden?: readonly number[]; readonly restored?: readonly number[] }
>;

/** Somebody has another name. */
export type UserEvent = Omit<Event<'user.updated', UserCardDto>, 'conversationId'>;

/** This session has ended. */
export type RevokedEvent = Omit<Event<'session.revoked', { readonly reason: string }>, 'conversationId'>;

/** What the server tells without being asked. */
export type RealtimeEvent =
  MessageEvent | ReceiptEvent | ConversationEvent | MemberRemovedEvent | MyStateEvent | UserEvent | RevokedEvent;

/** Everything that can come from the server; unknown types are ignored. */
export type ServerFrame = ReadyFrame | AckFrame | PongFrame | ErrorFrame | RealtimeEvent;
