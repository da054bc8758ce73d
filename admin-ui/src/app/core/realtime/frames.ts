import type { ComposeDraftDto } from '../../api/models/compose-draft-dto';
import type { DraftDto } from '../../api/models/draft-dto';
import type { MessageDto } from '../../api/models/message-dto';
import type { MyStateDto } from '../../api/models/my-state-dto';
import type { PersonStatusDto } from '../../api/models/person-status-dto';
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

/** Says that I am writing. */
export interface TypingFrame {
  readonly type: 'typing';
  readonly conversationId: string;
}

/** Says whether I am at this device. */
export interface PresenceFrame {
  readonly type: 'presence';
  readonly state: 'active' | 'away';
}

/** Replaces whose presence this page is told. */
export interface WatchFrame {
  readonly type: 'watch';
  readonly userIds: readonly string[];
}

/** What is said without waiting for an answer. */
export type ToldFrame = ReadFrame | TypingFrame | PresenceFrame | WatchFrame;

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
  /** Seconds. */
  readonly retryAfter?: number;
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

interface Reached {
  readonly userId: string;
  readonly seq: number;
  readonly at: string;
}

/** Messages up to one reached somebody else, or they have read them. */
export type ReceiptEvent = Event<'receipt.delivered', Reached> | Event<'receipt.read', Reached>;

/** How far my newest message in a larger group got. */
export type ReceiptSummaryEvent = Event<
  'receipt.summary',
  { readonly seq: number; readonly readBy: number; readonly deliveredTo: number }
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

/** Somebody is writing; holds for five seconds. */
export type TypingEvent = Event<'typing', { readonly userId: string }>;

/** How somebody is there whom this page watches. */
export type PresenceEvent = Omit<
  Event<
    'presence',
    { readonly userId: string; readonly state: 'active' | 'away' | 'offline'; readonly lastSeenAt?: string }
  >,
  'conversationId'
>;

/** Somebody has another name or status. */
export type UserEvent = Omit<
  Event<'user.updated', UserCardDto & { readonly status: PersonStatusDto | null }>,
  'conversationId'
>;

/** This session has ended. */
export type RevokedEvent = Omit<Event<'session.revoked', { readonly reason: string }>, 'conversationId'>;

/** A device of mine keeps another draft, or none any more. */
export type DraftEvent = Omit<Event<'draft.updated', DraftChange>, 'conversationId'> & {
  /** Null for a new message, which `composeId` names. */
  readonly conversationId: string | null;
};

interface DraftChange {
  readonly composeId: string | null;
  readonly version: number;
  readonly draft: DraftDto | ComposeDraftDto | null;
}

/** Something may have been missed that takes no rev: catch up after a random part of this time. */
export type ResyncEvent = Omit<Event<'resync', { readonly spreadMs: number }>, 'conversationId'>;

/** What the server tells without being asked. */
export type RealtimeEvent =
  | MessageEvent
  | ReceiptEvent
  | ReceiptSummaryEvent
  | ConversationEvent
  | MemberRemovedEvent
  | MyStateEvent
  | TypingEvent
  | PresenceEvent
  | UserEvent
  | DraftEvent
  | ResyncEvent
  | RevokedEvent;

/** Everything that can come from the server; unknown types are ignored. */
export type ServerFrame = ReadyFrame | AckFrame | PongFrame | ErrorFrame | RealtimeEvent;
