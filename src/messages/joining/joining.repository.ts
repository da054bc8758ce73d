import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { maySeeGroup } from '../conversations/group-conditions.js';
import type { OpenGroupDto } from './dto/joining.dto.js';

/** The link of a group, and whether it lets people in. */
export interface GroupLinkRow {
  readonly conversationId: string;
  readonly token: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly isOpen: boolean;
}

/** A listed group, or the one that a link leads to. */
export type OpenGroupRow = Omit<OpenGroupDto, 'pictureUrl'> & { readonly pictureId: string | null };

/** Where a page of listed groups ended. */
export interface ListedPlace {
  readonly listedAs: string;
  readonly id: string;
}

/** Whoever made it is active, and an owner or admin still. */
const LINK_COLUMNS = `l.conversation_id as "conversationId", l.token, l.created_by as "createdBy", l.created_at as "createdAt",
  exists (
    select 1 from conversation_members m join users u on u.id = m.user_id
    where m.conversation_id = l.conversation_id and m.user_id = l.created_by and m.role <> 'member' and u.is_active
  ) as "isOpen"`;

/** Whoever was sent out of it does not come back by themselves: to them it is not open. */
const NOT_SENT_OUT = `not exists (select 1 from removed_members r where r.conversation_id = c.id and r.user_id = $1)`;

const OPEN_GROUP_COLUMNS = `c.id, c.subject, c.description, c.member_count as "memberCount",
  exists (select 1 from conversation_members m where m.conversation_id = c.id and m.user_id = $1) as "isMember",
  case when ${maySeeGroup('$1')} then c.picture_id end as "pictureId"`;

/** Links into groups, and the groups that can be found. */
@Injectable()
export class JoiningRepository {
  constructor(private readonly database: Database) {}

  /** Makes the link of a group, in place of the one it had. */
  async putLink(tx: Tx, conversationId: string, token: string, createdBy: string): Promise<void> {
    await tx.manager.query(
      `insert into group_links (conversation_id, token, created_by, created_at) values ($1, $2, $3, clock_timestamp())
       on conflict (conversation_id) do update set token = $2, created_by = $3, created_at = clock_timestamp()`,
      [conversationId, token, createdBy],
    );
  }

  async dropLink(tx: Tx, conversationId: string): Promise<void> {
    await tx.manager.query(`delete from group_links where conversation_id = $1`, [conversationId]);
  }

  async link(conversationId: string): Promise<GroupLinkRow | undefined> {
    return this.database.row<GroupLinkRow>(
      { name: 'group_link', text: `select ${LINK_COLUMNS} from group_links l where l.conversation_id = $1` },
      [conversationId],
    );
  }

  /** The group that a link leads into, as long as it lets people in. */
  async groupBehind(token: string, userId: string): Promise<OpenGroupRow | undefined> {
    return this.database.row<OpenGroupRow>(
      {
        name: 'group_behind_link',
        text: `select ${OPEN_GROUP_COLUMNS}
          from (select ${LINK_COLUMNS} from group_links l where l.token = $2) l
          join conversations c on c.id = l."conversationId" where l."isOpen" and ${NOT_SENT_OUT}`,
      },
      [userId, token],
    );
  }

  /** Whether the link still leads there and lets people in, under the lock of the group. */
  async opens(tx: Tx, conversationId: string, token: string): Promise<boolean> {
    const [link] = await tx.manager.query<GroupLinkRow[]>(
      `select ${LINK_COLUMNS} from group_links l where l.conversation_id = $1`,
      [conversationId],
    );
    return link?.token === token && link.isOpen;
  }

  /** Those of these groups that everybody finds. */
  async listedAmong(ids: readonly string[]): Promise<{ id: string; subject: string; memberCount: number }[]> {
    if (ids.length === 0) return [];
    return this.database.rows(
      {
        name: 'groups_listed_among',
        text: `select c.id, c.subject, c.member_count as "memberCount" from conversations c
          where c.id = any($1::uuid[]) and c.listed_as is not null`,
      },
      [ids],
    );
  }

  /** Their ids, as a transaction sees them. */
  async listedWithin(tx: Tx, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.manager.query<{ id: string }[]>(
      `select c.id from conversations c where c.id = any($1::uuid[]) and c.listed_as is not null`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  /** Listed groups by name, those whose name has all the words; `limit + 1` rows tell whether there are more. */
  async listed(
    userId: string,
    limit: number,
    { after, words = [] }: { readonly after: ListedPlace | undefined; readonly words: readonly string[] | undefined },
  ): Promise<(OpenGroupRow & ListedPlace)[]> {
    return this.database.rows<OpenGroupRow & ListedPlace>(
      {
        name: 'groups_listed',
        text: `select ${OPEN_GROUP_COLUMNS}, c.listed_as as "listedAs"
          from conversations c
          where c.listed_as is not null and (c.listed_as, c.id) > ($2, $3) and ${NOT_SENT_OUT}
            and not exists (select 1 from unnest($4::text[]) w(word) where strpos(c.listed_as, w.word) = 0)
          order by c.listed_as, c.id limit $5`,
      },
      [userId, after?.listedAs ?? '', after?.id ?? '00000000-0000-0000-0000-000000000000', words, limit + 1],
    );
  }
}
