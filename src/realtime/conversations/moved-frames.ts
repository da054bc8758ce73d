import type { MessageDto } from '../../messages/shape/message.dto.js';
import type { Moved } from '../../messages/reading/history.service.js';
import { type EventFrame, eventOf } from '../frames/server-frame.js';
import {
  ConversationCreatedEvent,
  ConversationUpdatedEvent,
  MemberAddedEvent,
  MemberRemovedEvent,
} from './conversations.frames.js';
import { MessageCreatedEvent, MessageDeletedEvent, MessageUpdatedEvent } from './messages.frames.js';

/** What was read from the database, as the events that would have told of it. */
export function framesOf(conversationId: string, afterRev: number, moved: Moved): EventFrame[] {
  const { conversation, metaRev } = moved;
  const messages = moved.messages.flatMap(({ message, isNew }) => [frameOf(message, isNew), ...memberFrames(message)]);
  if (!conversation) return messages;
  const isNew = afterRev <= 0;
  const event = isNew ? ConversationCreatedEvent : ConversationUpdatedEvent;
  const frame = eventOf(event, conversationId, metaRev, conversation);
  return isNew ? [frame, ...messages] : [...messages, frame];
}

function frameOf(message: MessageDto, isNew: boolean): EventFrame {
  const event = message.deletedAt ? MessageDeletedEvent : isNew ? MessageCreatedEvent : MessageUpdatedEvent;
  return eventOf(event, message.conversationId, message.rev, message);
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
