import type { ConversationRefDto } from '../../api/models/conversation-ref-dto';
import { t } from '../../core/words/words';

/** What the conversation of a message is called for me. */
export function nameOfConversation(conversation: ConversationRefDto, myId: string | undefined): string {
  if (conversation.subject) return conversation.subject;
  const { other } = conversation;
  if (!other) return t('name.group');
  return other.id === myId ? t('name.me', { name: other.displayName }) : other.displayName;
}
