import type { MessageDto } from '../conversations/dto/message.dto.js';
import type { Moved } from '../messages/history.service.js';
import type { EventFrame } from './frames/server-frame.js';

/** A message as an event. */
export function messageFrame(
  type: 'message.created' | 'message.updated' | 'message.deleted',
  message: MessageDto,
): EventFrame {
  return { type, conversationId: message.conversationId, rev: message.rev, data: message };
}

/** What was read from the database, as the events that would have told of it. */
export function framesOf(conversationId: string, afterRev: number, moved: Moved): EventFrame[] {
  const { conversation, metaRev } = moved;
  const messages = moved.messages.flatMap(({ message, isNew }) => [frameOf(message, isNew), ...memberFrames(message)]);
  if (!conversation) return messages;
  const isNew = afterRev <= 0;
  const frame: EventFrame = {
    type: isNew ? 'conversation.created' : 'conversation.updated',
    conversationId,
    rev: metaRev,
    data: conversation,
  };
  return isNew ? [frame, ...messages] : [...messages, frame];
}

function frameOf(message: MessageDto, isNew: boolean): EventFrame {
  if (message.deletedAt) return messageFrame('message.deleted', message);
  return messageFrame(isNew ? 'message.created' : 'message.updated', message);
}

/** Who came or went, besides the line in the history that says so. */
function memberFrames({ conversationId, rev, system }: MessageDto): EventFrame[] {
  switch (system?.event) {
    case 'members_added':
      return system.userIds.map((userId) => ({
        type: 'member.added',
        conversationId,
        rev,
        data: { userId, role: 'member' },
      }));
    case 'member_removed':
    case 'member_left':
      return system.userIds.map((userId) => ({ type: 'member.removed', conversationId, rev, data: { userId } }));
    default:
      return [];
  }
}
