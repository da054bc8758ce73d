import type { ConversationDto } from '../api/models/conversation-dto';
import type { MessageDto } from '../api/models/message-dto';
import type { UserCardDto } from '../api/models/user-card-dto';

/** People of the tests. */
export const NOOR: UserCardDto = { id: 'noor', username: 'noor', displayName: 'Noor Haddad', avatarUrl: null };
export const ANA: UserCardDto = { id: 'ana', username: 'ana.berg', displayName: 'Ana Berg', avatarUrl: null };

/** A message from Ana; state only what matters. */
export function aMessage(about: Partial<MessageDto> = {}): MessageDto {
  const seq = about.seq ?? 1;
  return {
    conversationId: 'c',
    seq,
    rev: seq,
    kind: 'user',
    clientId: `client-${seq}`,
    sender: ANA,
    subject: null,
    subjectId: null,
    body: `Message ${seq}`,
    attachments: [],
    reactions: [],
    pinned: null,
    mentions: [],
    mentionsEveryone: false,
    createdAt: new Date(Date.UTC(2026, 10, 18, 9, seq)).toISOString(),
    editedAt: null,
    deletedAt: null,
    ...about,
  };
}

/** Messages with these numbers. */
export function messages(from: number, to: number, about: Partial<MessageDto> = {}): MessageDto[] {
  return Array.from({ length: to - from + 1 }, (_, index) => aMessage({ ...about, seq: from + index }));
}

/** A direct conversation of Noor with Ana. */
export function aConversation(about: Partial<ConversationDto> = {}): ConversationDto {
  return {
    id: 'c',
    kind: 'direct',
    subject: null,
    description: '',
    pictureUrl: null,
    historyFromJoin: false,
    postingBy: 'everyone',
    listed: false,
    members: [NOOR, ANA],
    memberCount: 2,
    lastSeq: 0,
    lastRev: 0,
    createdAt: '2026-11-01T08:00:00.000Z',
    lastMessage: null,
    unreadCount: 0,
    unreadMentions: 0,
    me: {
      rev: 1,
      lastReadSeq: 0,
      clearedThroughSeq: 0,
      archived: false,
      mutedUntil: null,
      pinned: false,
      pinPlace: null,
      notify: 'all',
      notifyChosen: false,
      role: 'member',
    },
    ...about,
  };
}
