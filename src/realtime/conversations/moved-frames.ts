import type { ChangeCause } from '../../messages/shape/change-cause.js';
import type { MessageDto } from '../../messages/shape/message.dto.js';
import type { Moved } from '../../messages/reading/history.service.js';
import { type EventFrame, eventOf } from '../frames/server-frame.js';
import {
  ConversationCreatedEvent,
  ConversationUpdatedEvent,
  MemberAddedEvent,
  MemberRemovedEvent,
  SubjectUpdatedEvent,
} from './conversations.frames.js';
import { MessageCreatedEvent, MessageDeletedEvent, MessageUpdatedEvent } from './messages.frames.js';

/** What was read from the database, as the events that would have told of it; of one rev the cause may be known. */
export function framesOf(
  conversationId: string,
  afterRev: number,
  moved: Moved,
  known?: { readonly rev: number; readonly cause: ChangeCause },
): EventFrame[] {
  const { conversation, metaRev, notFor } = moved;
  const messages = moved.messages.flatMap(({ message, isNew, onlyForAuthor }) => [
    {
      ...frameOf(message, isNew, message.rev === known?.rev ? known.cause : undefined),
      ...(onlyForAuthor && { onlyForAuthor }),
    },
    ...memberFrames(message),
  ]);
  const subjects = moved.subjects.map(({ subject, rev, newestSeq, notFor }) => {
    return { ...eventOf(SubjectUpdatedEvent, conversationId, rev, subject), newestSeq, notFor };
  });
  const told = subjects.length > 0 ? inOrder([...messages, ...subjects]) : messages;
  if (!conversation) return told;
  const isNew = afterRev <= 0;
  const event = isNew ? ConversationCreatedEvent : ConversationUpdatedEvent;
  const frame = { ...eventOf(event, conversationId, metaRev, conversation), notFor };
  return isNew ? [frame, ...told] : [...told, frame];
}

function inOrder(frames: readonly EventFrame[]): EventFrame[] {
  return frames.toSorted((a, b) => (a.rev ?? 0) - (b.rev ?? 0));
}

function frameOf(message: MessageDto, isNew: boolean, cause: ChangeCause | undefined): EventFrame {
  const { conversationId, rev, deletedAt } = message;
  if (!deletedAt && !isNew)
    return eventOf(MessageUpdatedEvent, conversationId, rev, { ...message, ...(cause && { cause }) });
  return eventOf(deletedAt ? MessageDeletedEvent : MessageCreatedEvent, conversationId, rev, message);
}

/** Who came or went, besides the line in the history that says so. */
function memberFrames({ conversationId, rev, system }: MessageDto): EventFrame[] {
  switch (system?.event) {
    case 'members_added':
      return system.userIds.map((userId) => eventOf(MemberAddedEvent, conversationId, rev, { userId, role: 'member' }));
    case 'member_removed':
    case 'member_left':
      return system.userIds.map((userId) => eventOf(MemberRemovedEvent, conversationId, rev, { userId }));
    default:
      return [];
  }
}
