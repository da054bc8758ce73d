import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import {
  type AudienceRow,
  type ConversationRow,
  HAS_UNREAD_MENTIONS,
  IS_ARCHIVED,
  IS_CONCEALED,
  MOVED_AT,
  MY_STATE_COLUMNS,
  SHARED_COLUMNS,
  type SharedConversationRow,
  UNREAD_COUNT,
  UNREAD_MENTIONS,
} from './conversation-rows.js';
import { mayKnowPresence, wroteIn } from '../../users/privacy-conditions.js';
import type { MemberPlace, PeopleTogether } from './people-together.js';
import type { MemberRole } from '../members/conversation-member.entity.js';
import type { ConversationFilter } from './dto/list-conversations.query.dto.js';
import { mayKnowReading } from '../../users/privacy-conditions.js';
import { EXCERPT_SOURCE_LENGTH } from '../shape/reply-excerpt.js';
import { FIRST_VISIBLE_SEQ, MESSAGE_JOINS, messageColumns, messageReader } from '../shape/message-rows.js';

/** More messages of a subject than these are not counted one by one. */
const COUNTED_ONE_BY_ONE = 100;

/** How many members a group shows in a list. */
const PREVIEWED_MEMBERS = 5;

const FILTERS: Readonly<Record<ConversationFilter, string>> = {
  active: `not ${IS_ARCHIVED}`,
  archived: IS_ARCHIVED,
  unread: `not ${IS_ARCHIVED} and ${UNREAD_COUNT} > 0`,
  mentions: `not ${IS_ARCHIVED} and ${HAS_UNREAD_MENTIONS}`,
  groups: `not ${IS_ARCHIVED} and c.kind = 'group'`,
};

const MEMBER_IDS = `array(
  select p.user_id from conversation_members p where p.conversation_id = c.id order by p.user_id limit ${PREVIEWED_MEMBERS}
) as "memberIds"`;

/**
 * The newest message that the reader `m` sees in `c`, as columns beside the conversation: the last, or the one before the
 * run of hidden ones at the end. What `visible_before` would say for a page of one, which costs a call for each row.
 */
const NEWEST_VISIBLE = `
  left join lateral (
    select x.* from messages x
    where x.conversation_id = c.id and x.seq >= ${FIRST_VISIBLE_SEQ} and x.seq = coalesce((
      select case when r.last_seq >= c.last_seq then r.first_seq - 1 end from hidden_runs r
      where r.user_id = m.user_id and r.conversation_id = c.id and r.first_seq <= c.last_seq
      order by r.first_seq desc limit 1
    ), c.last_seq) limit 1
  ) x on true
  ${MESSAGE_JOINS}`;

const ROW_COLUMNS = `
  ${SHARED_COLUMNS}, ${MEMBER_IDS}, ${MY_STATE_COLUMNS}, ${MOVED_AT} as "movedAt", (${UNREAD_COUNT})::bigint as "unreadCount",
  (${UNREAD_MENTIONS})::bigint as "unreadMentions", ${messageColumns('last.')}`;

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The position after which the next page begins. */
export interface ListPosition {
  readonly lastMessageAt: string;
  readonly id: string;
}

const lastMessageIn = messageReader('last.');

/** Reads of conversations as one person sees them. */
@Injectable()
export class ConversationsRepository {
  constructor(private readonly database: Database) {}

  /** The pinned ones of a filter: those that have a place, then newest activity first. They are few; they come whole with the first page. */
  async pinned(userId: string, filter: ConversationFilter): Promise<ConversationRow[]> {
    return this.list(
      {
        name: `conversations_pinned_${filter}`,
        text: this.listText(`m.pinned and not ${IS_CONCEALED} and ${FILTERS[filter]}`, 'limit 200', 'm.pin_place, '),
      },
      [userId],
    );
  }

  /** One page of the others, newest activity first; `limit + 1` rows tell whether there are more. */
  async page(
    userId: string,
    filter: ConversationFilter,
    limit: number,
    after: ListPosition | undefined,
  ): Promise<ConversationRow[]> {
    const position = after ? `and (${MOVED_AT}, c.id) < ($3, $4)` : '';
    return this.list(
      {
        name: `conversations_page_${filter}${after ? '_after' : ''}`,
        text: this.listText(`not m.pinned and not ${IS_CONCEALED} and ${FILTERS[filter]} ${position}`, 'limit $2'),
      },
      after ? [userId, limit + 1, after.lastMessageAt, after.id] : [userId, limit + 1],
    );
  }

  /** These conversations, as far as the person is a member of them, in any order. */
  async byIds(userId: string, ids: readonly string[]): Promise<ConversationRow[]> {
    return this.list({ name: 'conversations_by_ids', text: this.listText('m.conversation_id = any($2::uuid[])', '') }, [
      userId,
      ids,
    ]);
  }

  /** What everybody sees of one conversation, and whom it is concealed from. */
  async shared(id: string): Promise<(SharedConversationRow & { concealedFrom: string[] }) | undefined> {
    return this.database.row(
      {
        name: 'conversation_shared',
        text: `select ${SHARED_COLUMNS}, ${MEMBER_IDS}, case when c.has_block then array(
            select m.user_id from conversation_members m where m.conversation_id = c.id and ${IS_CONCEALED}
          ) else '{}' end as "concealedFrom"
          from conversations c where c.id = $1`,
      },
      [id],
    );
  }

  /** Everybody in a conversation, with the version of that list. */
  async audience(id: string): Promise<AudienceRow | undefined> {
    return this.database.row<AudienceRow>(
      {
        name: 'conversation_audience',
        text: `select c.members_rev as "membersRev", m.*
          from conversations c, lateral (
            select coalesce(array_agg(m.user_id), '{}') as "userIds",
              jsonb_object_agg(m.user_id, m.visible_from_seq) filter (where m.visible_from_seq > 1) as "visibleFrom"
            from conversation_members m where m.conversation_id = c.id
          ) m
          where c.id = $1`,
      },
      [id],
    );
  }

  /** The next `limit` members of one's conversations, the newest conversations first; each person once, oneself included. */
  async peopleTogetherWith(userId: string, limit: number, after: MemberPlace | undefined): Promise<PeopleTogether> {
    const row = await this.database.row<Omit<PeopleTogether, 'next'> & { last: MemberPlace | null }>(
      {
        name: 'conversations_people_together',
        text: `with page as materialized (
            select m.conversation_id, o.user_id
            from (
              select conversation_id from conversation_members
              where user_id = $1 and conversation_id <= $3
              order by conversation_id desc limit $2 + 1
            ) m
            cross join lateral (
              select o.user_id from conversation_members o
              where o.conversation_id = m.conversation_id and (m.conversation_id < $3 or o.user_id > $4)
              order by o.user_id limit $2
            ) o
            order by m.conversation_id desc, o.user_id limit $2
          )
          select array(select distinct user_id from page) as "userIds", (select count(*) from page)::integer as read,
            (select jsonb_build_object('conversationId', conversation_id, 'userId', user_id) from page
              order by conversation_id, user_id desc limit 1) as last`,
      },
      [userId, limit, after?.conversationId ?? LAST_ID, after?.userId ?? FIRST_ID],
    );
    const { userIds = [], read = 0, last = null } = row ?? {};
    return { userIds, read, next: read === limit && last ? last : undefined };
  }

  /** The other people of the newest direct conversations in which each of these people wrote; notes to oneself have none. */
  async newestPartners(userIds: readonly string[], limit: number): Promise<{ userId: string; partnerIds: string[] }[]> {
    return this.database.rows(
      {
        name: 'conversations_newest_partners',
        text: `select p.user_id as "userId", array(
            select case when d.user_low = p.user_id then d.user_high else d.user_low end
            from (
              select d.* from direct_conversations d where d.user_low = p.user_id and d.user_high <> p.user_id
              union all
              select d.* from direct_conversations d where d.user_high = p.user_id and d.user_low <> p.user_id
            ) d
            join conversations c on c.id = d.conversation_id and ${wroteIn('c.id', 'p.user_id')}
            order by c.last_message_at desc, c.id desc limit $2
          ) as "partnerIds"
          from unnest($1::uuid[]) p(user_id)`,
      },
      [userIds, limit],
    );
  }

  /** One page of members in the order of their accounts, as one of them sees them; `limit + 1` rows tell whether there are more. */
  async members(
    id: string,
    viewerId: string,
    limit: number,
    { afterUserId, words }: { readonly afterUserId: string | undefined; readonly words: readonly string[] | undefined },
  ): Promise<MemberRow[]> {
    // None of the words may be missing; a search without a word finds nobody.
    const found = words
      ? `and exists (select 1 from users u where u.id = m.user_id and $5::text[] <> '{}'
          and not exists (select 1 from unnest($5::text[]) w(word) where strpos(u.folded_name, w.word) = 0))`
      : '';
    return this.database.rows<MemberRow>(
      {
        name: `conversation_members_page${words ? '_searched' : ''}`,
        text: `select m.user_id as "userId", m.role, m.joined_at as "joinedAt",
            case when m.user_id = $4 or ${mayKnowReading('$4', 'm.user_id')} then m.last_read_seq end as "lastReadSeq",
            case when m.user_id = $4 or ${mayKnowPresence('$4', 'm.user_id')} then m.last_delivered_seq
              when ${mayKnowReading('$4', 'm.user_id')} then m.last_read_seq
              else 0 end as "lastDeliveredSeq"
          from conversation_members m
          where m.conversation_id = $1 and ($3::uuid is null or m.user_id > $3) ${found}
          order by m.user_id limit $2`,
      },
      [id, limit + 1, afterUserId ?? null, viewerId, ...(words ? [words] : [])],
    );
  }

  /**
   * Subjects by their newest message, `limit + 1` rows from a position on. Those of which this person sees nothing are
   * marked, not left out, so that a page never looks further than it is long. Up to a hundred messages are counted one by
   * one; beyond that the count that is kept with the subject has to do, which does not know what one person hid. Whoever
   * does not see the beginning is not told it: it would tell how much was written before they came.
   */
  async subjects(id: string, userId: string, limit: number, below: number | undefined): Promise<SubjectRow[]> {
    return this.database.rows<SubjectRow>(
      {
        name: 'conversation_subjects_used',
        text: `with page as materialized (
            select s.*, m.user_id, ${FIRST_VISIBLE_SEQ} as first_seq, subject_parts(s.conversation_id, s.title_key) as parts
            from conversation_members m
            cross join lateral subjects_before(m.conversation_id, ${FIRST_VISIBLE_SEQ}, $4::bigint, $3::integer) s
            where m.conversation_id = $1 and m.user_id = $2
          )
          select p.id, p.title, p.last_seq as "lastSeq", p.resolved_at as "resolvedAt",
            case when counted.looked = ${COUNTED_ONE_BY_ONE} and counted.visible > 0 and p.first_seq = 1
              then greatest(counted.visible, p.message_count) else counted.visible end as "messageCount",
            newest.created_at as "lastMessageAt", left(newest.body, ${EXCERPT_SOURCE_LENGTH}) as "lastSource"
          from page p
          cross join lateral (
            select count(*) as looked, count(*) filter (where not x.is_hidden) as visible,
              max(x.seq) filter (where not x.is_hidden) as newest
            from (
              select x.seq, exists (select 1 from message_hides h
                where h.user_id = p.user_id and h.conversation_id = $1 and h.seq = x.seq offset 0) as is_hidden
              from (
                select x.seq from unnest(p.parts) part(id)
                cross join lateral (
                  select x.seq from messages x
                  where x.conversation_id = $1 and x.subject_id = part.id and x.seq >= p.first_seq
                  order by x.seq desc limit ${COUNTED_ONE_BY_ONE}
                ) x
                order by x.seq desc limit ${COUNTED_ONE_BY_ONE}
              ) x
            ) x
          ) counted
          left join messages newest on newest.conversation_id = $1 and newest.seq = counted.newest
          order by p.last_seq desc`,
      },
      [id, userId, limit + 1, below ?? Number.MAX_SAFE_INTEGER],
    );
  }

  async isMember(id: string, userId: string): Promise<boolean> {
    const row = await this.database.row(
      {
        name: 'conversation_is_member',
        text: `select 1 from conversation_members where conversation_id = $1 and user_id = $2`,
      },
      [id, userId],
    );
    return row !== undefined;
  }

  /** Whether this person blocks the other one of a direct conversation, as the statement that sends judges it. */
  async isWithBlocked(id: string, userId: string): Promise<boolean> {
    const row = await this.database.row(
      {
        name: 'conversation_is_with_blocked',
        text: `select 1 from conversations c where c.id = $1 and c.has_block and block_outcome(c.id, $2) = 10`,
      },
      [id, userId],
    );
    return row !== undefined;
  }

  /** Whether the log has that number for a member; undefined where they are none. */
  async hasMessage(id: string, userId: string, seq: number): Promise<boolean | undefined> {
    const row = await this.database.row<{ isThere: boolean }>(
      {
        name: 'conversation_has_message',
        text: `select $3 between ${FIRST_VISIBLE_SEQ} and c.last_seq as "isThere"
          from conversation_members m join conversations c on c.id = m.conversation_id
          where m.conversation_id = $1 and m.user_id = $2`,
      },
      [id, userId, seq],
    );
    return row?.isThere;
  }

  /** The page is chosen before anything is looked up for its rows. */
  private listText(condition: string, limit: string, first = ''): string {
    return `with page as materialized (
        select c.id from conversation_members m join conversations c on c.id = m.conversation_id
        where m.user_id = $1 and ${condition} order by ${first}${MOVED_AT} desc, c.id desc ${limit}
      )
      select ${ROW_COLUMNS} from page
      join conversations c on c.id = page.id
      join conversation_members m on m.conversation_id = c.id and m.user_id = $1
      ${NEWEST_VISIBLE}
      order by ${first}${MOVED_AT} desc, c.id desc`;
  }

  private async list(
    statement: { name: string; text: string },
    values: readonly unknown[],
  ): Promise<ConversationRow[]> {
    const rows = await this.database.rows<ConversationRow & Record<string, unknown>>(statement, values);
    return rows.map((row) => ({
      ...row,
      lastMessage: row['last.seq'] === null ? null : lastMessageIn(row),
    }));
  }
}

export interface MemberRow {
  userId: string;
  role: MemberRole;
  joinedAt: Date;
  /** Null when the viewer may not know. */
  lastReadSeq: number | null;
  lastDeliveredSeq: number;
}

export interface SubjectRow {
  id: string;
  title: string;
  resolvedAt: Date | null;
  lastSeq: number;
  /** 0 when this person sees none of its newest hundred. */
  messageCount: number;
  /** Of the newest that this person sees, and the beginning of its source. */
  lastMessageAt: Date | null;
  lastSource: string | null;
}
