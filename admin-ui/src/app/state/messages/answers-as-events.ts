import type { MessageDto } from '../../api/models/message-dto';
import type { MyStateDto } from '../../api/models/my-state-dto';
import type { SharedConversationDto } from '../../api/models/shared-conversation-dto';
import type { SubjectStateDto } from '../../api/models/subject-state-dto';
import type {
  ConversationEvent,
  MemberRemovedEvent,
  MessageEvent,
  MyStateEvent,
  SubjectEvent,
} from '../../core/realtime/frames';

// What the server answered when it was asked, as the events that would have told of it. They have no place in the order of
// the conversation: `rev` is null.

/** Says nothing of my state: any other is newer. */
const NOTHING_OF_ME: MyStateDto = {
  rev: -1,
  lastReadSeq: 0,
  clearedThroughSeq: 0,
  archived: false,
  mutedUntil: null,
  pinPlace: null,
  notify: 'all',
  notifyChosen: false,
  pinned: false,
  role: 'member',
};

/** A message as it is now. */
export function messageEvent(message: MessageDto): MessageEvent {
  const { conversationId, deletedAt } = message;
  return { type: deletedAt ? 'message.deleted' : 'message.updated', conversationId, ...UNORDERED, data: message };
}

/** The server has what I sent: the answer takes the place of the event. */
export function createdEvent(message: MessageDto): MessageEvent {
  const { conversationId, rev } = message;
  return { type: 'message.created', conversationId, rev, at: message.createdAt, data: message };
}

/** What is shared of a conversation, as it is now. */
export function conversationEvent(shared: SharedConversationDto): ConversationEvent {
  return { type: 'conversation.updated', conversationId: shared.id, ...UNORDERED, data: shared };
}

/** A subject as it is now. */
export function subjectEvent(conversationId: string, subject: SubjectStateDto): SubjectEvent {
  return { type: 'subject.updated', conversationId, ...UNORDERED, data: subject };
}

/** What is mine alone, as it is now. */
export function myStateEvent(conversationId: string, me: MyStateDto): MyStateEvent {
  return { type: 'me.updated', conversationId, ...UNORDERED, data: { me } };
}

/** I deleted these for myself. */
export function hiddenEvent(conversationId: string, hidden: readonly number[]): MyStateEvent {
  return { type: 'me.updated', conversationId, ...UNORDERED, data: { me: NOTHING_OF_ME, hidden: [...hidden] } };
}

/** I took these back. */
export function restoredEvent(conversationId: string, restored: readonly number[]): MyStateEvent {
  return { type: 'me.updated', conversationId, ...UNORDERED, data: { me: NOTHING_OF_ME, restored: [...restored] } };
}

/** I cleared the history up to here. */
export function clearedEvent(conversationId: string, clearedThroughSeq: number): MyStateEvent {
  return { type: 'me.updated', conversationId, ...UNORDERED, data: { me: { ...NOTHING_OF_ME, clearedThroughSeq } } };
}

/** I am not in it any more, or nobody is, as it was deleted. */
export function leftEvent(
  conversationId: string,
  userId: string,
  { isDeleted = false }: { readonly isDeleted?: boolean } = {},
): MemberRemovedEvent {
  const data = { userId, ...(isDeleted && { isDeleted }) };
  return { type: 'member.removed', conversationId, ...UNORDERED, data };
}

const UNORDERED = { rev: null, at: '' } as const;
