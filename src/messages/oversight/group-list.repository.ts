import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import type { MemberRole } from '../members/conversation-member.entity.js';
import type { PostingBy } from '../conversations/conversation.entity.js';
import type { GroupOrder } from './group-order.js';

/** Which groups a list shows: all that is said must hold. */
export interface GroupFilter {
  /** Each must be in the name, folded; none: nobody has what was typed. */
  readonly words: readonly string[] | undefined;
  /** Or it is the id. */
  readonly id: string | undefined;
  /** No owner can sign in. */
  readonly isOwnerless: boolean;
}

/** Where a list goes on: behind this one. */
export interface GroupPlace {
  readonly key: string | number;
  readonly id: string;
}

/** A group without anything that is said in it. */
export interface GroupRow {
  readonly id: string;
  readonly subject: string;
  readonly createdAt: Date;
  readonly lastActivityAt: Date;
  readonly memberCount: number;
  readonly messageCount: number;
  readonly listed: boolean;
  /** Some of them, those first who can sign in. */
  readonly ownerIds: string[];
  readonly ownerCount: number;
  readonly isOwnerless: boolean;
}

/** One group, with its rules. */
export interface GroupDetailsRow extends GroupRow {
  readonly description: string;
  readonly postingBy: PostingBy;
  readonly historyFromJoin: boolean;
  readonly hasInviteLink: boolean;
  readonly createdBy: string;
  /** A member can sign in. */
  readonly isAnybodyAble: boolean;
}

/** Somebody in a group, as administrators see them. */
export interface OverseenMemberRow {
  readonly userId: string;
  readonly role: MemberRole;
  readonly joinedAt: Date;
  readonly canSignIn: boolean;
}

/** Beyond it nobody counts. */
export const MOST_COUNTED = 10_000;
/** How many owners of a group a list names. */
const NAMED_OWNERS = 3;
const CAN_SIGN_IN = 'u.is_active and u.anonymised_at is null';
const IS_GROUP = `c.kind = 'group' and c.deleted_at is null`;

const OWNERS = `from conversation_members o join users u on u.id = o.user_id
  where o.conversation_id = c.id and o.role = 'owner'`;
const IS_OWNERLESS = `not exists (select 1 ${OWNERS} and ${CAN_SIGN_IN})`;
const COLUMNS = `c.id, c.subject, c.created_at as "createdAt", c.last_message_at as "lastActivityAt",
  c.member_count as "memberCount", c.last_seq as "messageCount", c.listed_as is not null as listed,
  array(select o.user_id ${OWNERS} order by (${CAN_SIGN_IN}) desc, o.joined_at, o.user_id limit ${NAMED_OWNERS}) as "ownerIds",
  (select count(*)::integer from conversation_members o where o.conversation_id = c.id and o.role = 'owner') as "ownerCount",
  ${IS_OWNERLESS} as "isOwnerless"`;

/** Groups as those see them who administer the organisation: never what is said in them. */
@Injectable()
export class GroupListRepository {
  constructor(private readonly database: Database) {}

  /** The page is chosen before anything is looked up for its rows. */
  async page(
    filter: GroupFilter,
    order: GroupOrder,
    limit: number,
    after: GroupPlace | undefined,
  ): Promise<(GroupRow & { key: string | number | Date })[]> {
    const { name, text, values } = matching(filter);
    const placed = values.length;
    const comes = order.direction === 'asc' ? '>' : '<';
    const behind = after
      ? `and (${order.key}, c.id) ${comes} ($${placed + 2}::${order.type}, $${placed + 3}::uuid)`
      : '';
    return this.database.rows(
      {
        name: `groups.page ${order.name} ${name}${after ? ' after' : ''}`,
        text: `with page as materialized (
            select c.id, (${order.key}) as key from conversations c
            where ${text} ${behind} order by ${order.key} ${order.direction}, c.id ${order.direction} limit $${placed + 1}
          )
          select ${COLUMNS}, page.key from page join conversations c on c.id = page.id
          order by page.key ${order.direction}, c.id ${order.direction}`,
      },
      [...values, limit, ...(after ? [after.key, after.id] : [])],
    );
  }

  /** How many match, counted up to MOST_COUNTED. */
  async count(filter: GroupFilter): Promise<number> {
    const { name, text, values } = matching(filter);
    const row = await this.database.row<{ total: number }>(
      {
        name: `groups.count ${name}`,
        text: `select count(*)::integer as total from (
            select from conversations c where ${text} limit ${MOST_COUNTED}
          ) c`,
      },
      values,
    );
    return row?.total ?? 0;
  }

  async find(id: string): Promise<GroupDetailsRow | undefined> {
    return this.database.row<GroupDetailsRow>(
      {
        name: 'groups.one',
        text: `select ${COLUMNS}, c.description, c.posting_by as "postingBy", c.history_from_join as "historyFromJoin",
            exists (select 1 from group_links l where l.conversation_id = c.id) as "hasInviteLink",
            c.created_by as "createdBy",
            exists (select 1 from conversation_members m join users u on u.id = m.user_id
              where m.conversation_id = c.id and ${CAN_SIGN_IN}) as "isAnybodyAble"
          from conversations c where c.id = $1 and ${IS_GROUP}`,
      },
      [id],
    );
  }

  /** One page of members in the order of their accounts; `limit + 1` rows tell whether there are more. */
  async members(id: string, limit: number, { words, afterUserId, isAble }: MemberFilter): Promise<OverseenMemberRow[]> {
    return this.database.rows<OverseenMemberRow>(
      {
        name: 'groups.members',
        text: `select m.user_id as "userId", m.role, m.joined_at as "joinedAt", (${CAN_SIGN_IN}) as "canSignIn"
          from conversation_members m join users u on u.id = m.user_id
          where m.conversation_id = $1 and ($3::uuid is null or m.user_id > $3)
            and ($4::text[] is null or $4 <> '{}'
              and not exists (select 1 from unnest($4::text[]) w(word) where strpos(u.folded_name, w.word) = 0))
            and (not $5 or (${CAN_SIGN_IN}))
          order by m.user_id limit $2`,
      },
      [id, limit + 1, afterUserId ?? null, words ?? null, isAble],
    );
  }
}

/** Which members are wanted. */
export interface MemberFilter {
  readonly words: readonly string[] | undefined;
  readonly afterUserId: string | undefined;
  /** None but those who can sign in. */
  readonly isAble: boolean;
}

/** A condition on `c` with its values, and what statements with such a condition are called. */
function matching({ words, id, isOwnerless }: GroupFilter): { name: string; text: string; values: unknown[] } {
  const values: unknown[] = [];
  const place = (value: unknown) => `$${values.push(value)}`;
  const named = words?.length
    ? words.map((word) => `c.folded_subject like ${place(`%${word}%`)}`).join(' and ')
    : words && 'false';
  const identified = id === undefined ? undefined : `c.id = ${place(id)}`;
  const found = [named, identified].filter((one) => one !== undefined).map((one) => `(${one})`);
  const conditions = [
    IS_GROUP,
    ...(found.length > 0 ? [`(${found.join(' or ')})`] : []),
    ...(isOwnerless ? [IS_OWNERLESS] : []),
  ];
  const name = `${words?.length ?? 'all'}${id === undefined ? '' : ' id'}${isOwnerless ? ' ownerless' : ''}`;
  return { name, text: conditions.join(' and '), values };
}
