import { pictureUrlOf } from '../../core/files/picture-address.js';
import { isUnblockedBy } from '../../users/privacy-conditions.js';
import type { UserCard } from '../../users/user-card.js';
import type { ConversationKind, PostingBy } from './conversation.entity.js';
import type { MemberRole } from '../members/conversation-member.entity.js';
import type { NotifyLevel } from '../members/notify-levels.js';
import type { ConversationDto, ConversationRefDto, SharedConversationDto } from './dto/conversation.dto.js';
import type { MyStateDto } from '../mine/dto/my-state.dto.js';
import { HIDDEN_FROM_READER, type MessageRow } from '../shape/message-rows.js';
import type { Shown } from '../shape/message-shape.js';
import { cardIn } from '../shape/people.js';
import { EVERYBODY, THOSE_HERE } from '../shape/everybody.js';

/** Archived until somebody writes again, or for as long as it is muted. Needs a `c` and an `m`. */
export const IS_ARCHIVED = `(m.archived_through_seq is not null
  and (coalesce(m.muted_until > now(), false) or c.last_nonsystem_seq <= m.archived_through_seq))`;

/** When the newest entry was written that a member sees: what a block hides moves nothing in their lists. Needs a `c` and an `m`. */
export const MOVED_AT = `(case when m.unseen_last_seq = c.last_seq then m.unseen_after else c.last_message_at end)`;

/** Somebody whom the member blocks began it, and they see nothing of it. Needs a `c` and an `m`. */
export const IS_CONCEALED = `coalesce(m.unseen_last_seq = c.last_seq and m.unseen_after = '-infinity', false)`;

/** A subtraction, never a count; needs a `c` and an `m`. See docs/messages.md. */
export const UNREAD_COUNT = `greatest(0, c.last_seq
  - greatest(m.last_read_seq, m.cleared_through_seq, m.visible_from_seq - 1)
  - m.skipped - (c.system_count - m.system_count_at_read))`;

/** Of mentions that I have not read, so many of the newest are looked at. */
const COUNTED_MENTIONS = 100;
const READ_THROUGH = 'greatest(m.last_read_seq, m.cleared_through_seq, m.visible_from_seq - 1)';
const mentionsOf = (userId: string, columns = 'k.seq') => `(
  select ${columns} from message_mentions k
  where k.conversation_id = c.id and k.user_id = ${userId} and k.seq > ${READ_THROUGH} order by k.seq desc limit ${COUNTED_MENTIONS})`;

/** What was said before somebody came into a team does not call them. */
const MENTIONS_OF_MY_TEAMS = `(
  select k.seq from team_members t
  cross join lateral (
    select k.seq from message_mentions k
    where k.conversation_id = c.id and k.user_id = t.team_id and k.seq > ${READ_THROUGH} and k.at >= t.joined_at
    order by k.seq desc limit ${COUNTED_MENTIONS}
  ) k
  where t.user_id = m.user_id)`;

/** Who was away when it was said is not called. */
const MENTIONS_OF_ME_HERE = `(select k.seq from ${mentionsOf(`'${THOSE_HERE}'`, 'k.seq, k.called')} k where m.user_id = any(k.called))`;

const UNREAD_MENTIONS_OF_OTHERS = `
  from (
    select k.seq from (${mentionsOf('m.user_id')} union ${mentionsOf(`'${EVERYBODY}'`)} union ${MENTIONS_OF_ME_HERE}
      union ${MENTIONS_OF_MY_TEAMS}) k order by k.seq desc limit ${COUNTED_MENTIONS}
  ) k
  cross join lateral (
    select x.* from messages x where x.conversation_id = c.id and x.seq = k.seq limit 1
  ) x
  where x.sender_id <> m.user_id and x.deleted_at is null and not ${HIDDEN_FROM_READER} and ${isUnblockedBy('m.user_id', 'x.sender_id')}`;

/** By others whom I do not block, of me, a team of mine, everyone or me among those who were active, in messages that I have not read and still see; needs a `c` and an `m`. At most a hundred. */
export const UNREAD_MENTIONS = `case when c.last_seq <= ${READ_THROUGH} then 0
  else (select count(*) ${UNREAD_MENTIONS_OF_OTHERS}) end`;

/** Whether there are any: the first is enough. */
export const HAS_UNREAD_MENTIONS = `(c.last_seq > ${READ_THROUGH} and exists (select 1 ${UNREAD_MENTIONS_OF_OTHERS}))`;

/** What is mine alone; needs a `c` and an `m`. */
export const MY_STATE_COLUMNS = `
  m.me_rev as "meRev", m.last_read_seq as "lastReadSeq", m.cleared_through_seq as "clearedThroughSeq", ${IS_ARCHIVED} as "isArchived",
  case when m.muted_until > now() then m.muted_until end as "mutedUntil", m.pinned as "isPinned",
  m.pin_place as "pinPlace", m.notify, m.role`;

/** What everybody sees; needs a `c`. */
export const SHARED_COLUMNS = `
  c.id, c.kind, c.subject, c.description, c.picture_id as "pictureId", c.history_from_join as "historyFromJoin", c.posting_by as "postingBy",
  c.listed_as is not null as listed, c.member_count as "memberCount", c.last_seq as "lastSeq",
  c.last_rev as "lastRev", c.members_rev as "membersRev", c.last_message_at as "lastMessageAt", c.created_at as "createdAt"`;

export interface MyStateRow {
  meRev: number;
  lastReadSeq: number;
  clearedThroughSeq: number;
  isArchived: boolean;
  mutedUntil: Date | null;
  isPinned: boolean;
  pinPlace: number | null;
  notify: NotifyLevel | null;
  role: MemberRole;
}

export interface SharedConversationRow {
  id: string;
  kind: ConversationKind;
  subject: string | null;
  description: string;
  pictureId: string | null;
  historyFromJoin: boolean;
  postingBy: PostingBy;
  listed: boolean;
  memberCount: number;
  lastSeq: number;
  lastRev: number;
  membersRev: number;
  lastMessageAt: Date;
  createdAt: Date;
  /** Both people of a direct conversation, the first few of a group. */
  memberIds: string[];
}

/** Who may read a conversation, in one snapshot with the version of that list. */
export interface AudienceRow {
  membersRev: number;
  userIds: string[];
  /** The first seq of those who do not see everything; null when everybody does. */
  visibleFrom: Record<string, number> | null;
}

export interface ConversationRow extends SharedConversationRow, MyStateRow {
  unreadCount: number;
  unreadMentions: number;
  /** When the newest was written that this person sees. */
  movedAt: Date;
  lastMessage: MessageRow | null;
}

export function toMyState(row: MyStateRow): MyStateDto {
  return {
    rev: row.meRev,
    lastReadSeq: row.lastReadSeq,
    clearedThroughSeq: row.clearedThroughSeq,
    archived: row.isArchived,
    mutedUntil: row.mutedUntil?.toISOString() ?? null,
    pinned: row.isPinned,
    pinPlace: row.isPinned ? row.pinPlace : null,
    notify: row.notify ?? 'all',
    notifyChosen: row.notify !== null,
    role: row.role,
  };
}

export function toSharedConversation(
  row: SharedConversationRow,
  cards: ReadonlyMap<string, UserCard>,
): SharedConversationDto {
  return {
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    description: row.description,
    pictureUrl: pictureUrlOf(row.pictureId),
    historyFromJoin: row.historyFromJoin,
    postingBy: row.postingBy,
    listed: row.listed,
    members: row.memberIds.map((id) => cardIn(cards, id)),
    memberCount: row.memberCount,
    lastSeq: row.lastSeq,
    lastRev: row.lastRev,
    createdAt: row.createdAt.toISOString(),
  };
}

export function toConversation(row: ConversationRow, shown: Shown): ConversationDto {
  return {
    ...toSharedConversation(row, shown.cards),
    lastMessage: row.lastMessage && shown.message(row.lastMessage),
    unreadCount: row.unreadCount,
    unreadMentions: row.unreadMentions,
    me: toMyState(row),
  };
}

/** What a list across conversations says of the one an entry stands in; needs a `c` and an `m`. */
export const REF_COLUMNS = `
  c.kind as "conversationKind", c.subject as "conversationSubject", c.picture_id as "conversationPictureId",
  case when c.kind = 'direct' then coalesce(
    (select o.user_id from conversation_members o where o.conversation_id = c.id and o.user_id <> m.user_id limit 1),
    m.user_id) end as "otherId"`;

export interface ConversationRefRow {
  conversationId: string;
  conversationKind: ConversationKind;
  conversationSubject: string | null;
  conversationPictureId: string | null;
  /** The other person of a direct conversation; oneself in a note to oneself; null in a group. */
  otherId: string | null;
}

export function toConversationRef(row: ConversationRefRow, cards: ReadonlyMap<string, UserCard>): ConversationRefDto {
  return {
    id: row.conversationId,
    kind: row.conversationKind,
    subject: row.conversationSubject,
    pictureUrl: pictureUrlOf(row.conversationPictureId),
    other: row.otherId === null ? null : cardIn(cards, row.otherId),
  };
}
