import type { ConversationRefDto } from '../api/models/conversation-ref-dto';

/** What the conversation of a message is called for me. */
export function nameOfConversation(conversation: ConversationRefDto, myId: string | undefined): string {
  if (conversation.subject) return conversation.subject;
  const { other } = conversation;
  if (!other) return 'Group';
  return other.id === myId ? `${other.displayName} (you)` : other.displayName;
}
