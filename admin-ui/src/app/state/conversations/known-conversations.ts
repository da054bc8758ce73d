import type { ConversationDto } from '../../api/models/conversation-dto';
import type { MessageDto } from '../../api/models/message-dto';
import type { MyStateDto } from '../../api/models/my-state-dto';
import type { SharedConversationDto } from '../../api/models/shared-conversation-dto';
import type { UserCardDto } from '../../api/models/user-card-dto';
import type { MessageEvent, RealtimeEvent, UserEvent } from '../../core/realtime/frames';
import type { BlockedPeople } from '../blocks/blocked-people';
import { type Addressee, cardOf, heldAfter, isHereUnclear, mentionsMe, messageOf } from '../messages/held-message';

/** The conversations this page knows, each as I see it. */
export interface KnownConversations {
  readonly byId: ReadonlyMap<string, ConversationDto>;
  /** Those of which events do not say all that they changed: the server has to be asked. */
  readonly unsure: ReadonlySet<string>;
}

/** Whose view it is, and whom they block. */
interface Reader extends Addressee {
  readonly blocked: BlockedPeople;
}

/** The server counts no further. */
const MOST_MENTIONS = 100;

export const NO_CONVERSATIONS: KnownConversations = { byId: new Map(), unsure: new Set() };

/** What is known after an event. */
export function conversationsAfter(
  known: KnownConversations,
  event: RealtimeEvent,
  reader: Reader,
): KnownConversations {
  const { myId } = reader;
  switch (event.type) {
    case 'message.created':
    case 'message.updated':
    case 'message.deleted':
      return changed(known, event.conversationId, (one) => {
        const { next, isUnsure = false } = withMessage(heldBy(one, event, myId), messageOf(event.data), reader);
        const isDoubtful = isUnsure || mentionsMayDiffer(one, event, reader) || isMissingBefore(one, event.rev);
        return { next, isUnsure: isDoubtful };
      });
    case 'mention.created':
      // Who is active is said to nobody, so that the message itself did not tell.
      return event.data.here
        ? changed(known, event.conversationId, (one) => ({ next: heldBy(one, event, myId), isUnsure: true }))
        : known;
    case 'conversation.created':
    case 'conversation.updated':
      return changed(known, event.conversationId, (one) => ({
        next: withShared(one, event.data, event.rev),
        isUnsure: isMissingBefore(one, event.rev),
      }));
    case 'subject.updated':
      return changed(known, event.conversationId, (one) => {
        const lastRev = Math.max(one.lastRev, event.rev ?? 0);
        return { next: { ...heldBy(one, event, myId), lastRev }, isUnsure: isMissingBefore(one, event.rev) };
      });
    case 'me.updated': {
      const { me, hidden, restored } = event.data;
      // The newest message that I see may be another one now.
      const next = changed(known, event.conversationId, (one) => withMine(one, me));
      return hidden || restored ? doubted(next, event.conversationId) : next;
    }
    case 'member.removed':
      return event.data.userId === myId ? without(known, event.conversationId) : known;
    case 'block.updated':
      // Their mentions of me count no more, or again.
      return mentionsDoubted(known, ({ kind }) => kind === 'group');
    case 'user.updated':
      return { ...known, byId: renamed(known.byId, event) };
    case 'draft.updated':
      // The list of drafts says what its conversation is called.
      return event.conversationId === null ? known : changed(known, event.conversationId, (one) => ({ next: one }));
    default:
      return known;
  }
}

/** What the server has just answered. What events told while the answer was under way is newer. */
export function withAnswers(known: KnownConversations, answers: readonly ConversationDto[]): KnownConversations {
  const byId = new Map(known.byId);
  const unsure = new Set(known.unsure);
  for (const answer of answers) {
    const before = byId.get(answer.id);
    const isOlder = before && before.lastRev > answer.lastRev;
    const isMineOlder = before && before.me.rev > answer.me.rev;
    if (isOlder || isMineOlder) unsure.add(answer.id);
    const shared = isOlder ? before : answer;
    byId.set(answer.id, { ...shared, me: isMineOlder ? before.me : answer.me });
  }
  return { byId, unsure };
}

/** The server has it that I read up to here. How many that leaves unread it says when it is asked. */
export function readThrough(known: KnownConversations, id: string, seq: number): KnownConversations {
  const one = known.byId.get(id);
  return one
    ? changed(known, id, () => withMine(one, { ...one.me, lastReadSeq: Math.max(seq, one.me.lastReadSeq) }))
    : known;
}

/** I am not in it any more. */
export function without(known: KnownConversations, id: string): KnownConversations {
  const unsure = new Set([...known.unsure].filter((one) => one !== id));
  return { byId: new Map([...known.byId].filter(([key]) => key !== id)), unsure };
}

/** The server is asked about it now. */
export function asking(known: KnownConversations, id: string): KnownConversations {
  return known.unsure.has(id) ? { ...known, unsure: new Set([...known.unsure].filter((one) => one !== id)) } : known;
}

/** Only the server knows how it is. */
export function doubted(known: KnownConversations, id: string): KnownConversations {
  return known.unsure.has(id) ? known : { ...known, unsure: new Set([...known.unsure, id]) };
}

/** What calls me is another now: of what is unread there, the server knows how much mentions me. */
export function mentionsDoubted(
  known: KnownConversations,
  where: (conversation: ConversationDto) => boolean = () => true,
): KnownConversations {
  return [...known.byId.values()]
    .filter((one) => one.unreadCount > 0 && where(one))
    .reduce((before, { id }) => doubted(before, id), known);
}

interface Change {
  readonly next: ConversationDto;
  readonly isUnsure?: boolean;
}

/** The conversation after a change of it; one that is not known has to be asked for. */
function changed(known: KnownConversations, id: string, change: (one: ConversationDto) => Change): KnownConversations {
  const before = known.byId.get(id);
  if (!before) return doubted(known, id);
  const { next, isUnsure } = change(before);
  const after = next === before ? known : { ...known, byId: new Map(known.byId).set(id, next) };
  return isUnsure ? doubted(after, id) : after;
}

/** Each change takes one rev: where one is passed over, something was not told. */
function isMissingBefore({ lastRev }: ConversationDto, rev: number | null): boolean {
  return rev !== null && rev > lastRev + 1;
}

function heldBy(conversation: ConversationDto, event: RealtimeEvent, myId: string | undefined): ConversationDto {
  const { lastMessage } = conversation;
  const held = lastMessage && heldAfter(lastMessage, event, myId);
  return held === lastMessage ? conversation : { ...conversation, lastMessage: held };
}

function withMessage(conversation: ConversationDto, message: MessageDto, reader: Reader): Change {
  const { myId, myTeams, blocked } = reader;
  const { lastSeq, lastRev, lastMessage, unreadCount, unreadMentions, me } = conversation;
  const isNew = message.seq > lastSeq;
  const counts = isNew && message.kind === 'user' && message.sender.id !== myId && message.seq > me.lastReadSeq;
  const calls = counts && mentionsMe(message, reader) && !blocked.has(message.sender.id);
  const next = {
    ...conversation,
    lastSeq: Math.max(lastSeq, message.seq),
    lastRev: Math.max(lastRev, message.rev),
    lastMessage: isNew && message.seq > me.clearedThroughSeq ? message : lastMessage,
    unreadCount: unreadCount + (counts ? 1 : 0),
    unreadMentions: Math.min(unreadMentions + (calls ? 1 : 0), MOST_MENTIONS),
  };
  // Whether a message brings it out of the archive depends on how long it is muted.
  const mayBeMine = calls && myTeams === undefined && message.mentionedTeams !== undefined;
  return { next, isUnsure: (isNew && me.archived) || mayBeMine };
}

/** Of an unread message that changed it is not known whether it was one of the unread mentions, or is one now; of the last one also whether it means me. */
function mentionsMayDiffer(before: ConversationDto, event: MessageEvent, reader: Reader): boolean {
  const { type, data } = event;
  const isReaction = type === 'message.updated' && 'cause' in data && data.cause?.kind === 'reaction';
  const isUnread = data.seq <= before.lastSeq && data.seq > before.me.lastReadSeq && data.sender.id !== reader.myId;
  const { lastMessage } = before;
  if (lastMessage?.seq === data.seq && isHereUnclear(lastMessage, event)) return true;
  const mayMeanMe = mentionsMe(data, reader) || isHereUnclear(undefined, event);
  return isUnread && !isReaction && (before.unreadMentions > 0 || mayMeanMe);
}

function withShared(conversation: ConversationDto, shared: SharedConversationDto, rev: number | null): ConversationDto {
  const { subject, pictureUrl, description, historyFromJoin, postingBy, listed, members, memberCount } = shared;
  const lastRev = Math.max(conversation.lastRev, rev ?? shared.lastRev);
  const rules = { historyFromJoin, postingBy, listed };
  return { ...conversation, subject, pictureUrl, description, ...rules, members, memberCount, lastRev };
}

function withMine(conversation: ConversationDto, me: MyStateDto): Change {
  const isCleared = me.clearedThroughSeq > conversation.me.clearedThroughSeq;
  const left = isCleared ? withoutCleared(conversation, me) : conversation;
  if (me.rev < conversation.me.rev) return { next: left, isUnsure: isCleared };
  const { lastSeq, unreadCount, unreadMentions } = conversation;
  // At most; what of it is mine or a system line, only the server knows.
  const after = Math.max(0, lastSeq - Math.max(me.lastReadSeq, me.clearedThroughSeq));
  const hasMoved = me.lastReadSeq !== conversation.me.lastReadSeq;
  const counts = { unreadCount: Math.min(unreadCount, after), unreadMentions: Math.min(unreadMentions, after) };
  return { next: { ...left, me, ...counts }, isUnsure: isCleared || (hasMoved && after > 0) };
}

function withoutCleared(conversation: ConversationDto, { clearedThroughSeq }: MyStateDto): ConversationDto {
  const { lastMessage } = conversation;
  return lastMessage && lastMessage.seq <= clearedThroughSeq ? { ...conversation, lastMessage: null } : conversation;
}

function renamed(byId: KnownConversations['byId'], event: UserEvent): KnownConversations['byId'] {
  const { id: personId } = event.data;
  const named = (member: UserCardDto): UserCardDto => (member.id === personId ? cardOf(event.data) : member);
  return new Map(
    [...byId].map(([id, one]) => {
      const held = heldBy(one, event, undefined);
      const isIn = one.members.some((member) => member.id === personId);
      return [id, isIn ? { ...held, members: held.members.map(named) } : held];
    }),
  );
}
