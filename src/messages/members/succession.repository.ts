import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';

/** A group that somebody owns, as those see it who administer accounts: nothing of what is said in it. */
export interface OwnedGroup {
  readonly id: string;
  readonly subject: string | null;
  readonly memberCount: number;
  /** No other owner can sign in. */
  readonly isOnlyOwner: boolean;
  /** Of a group with no other owner: those who could take it over, whoever would first. */
  readonly candidates: string[];
}

/** How many groups there are besides those that are listed. */
interface OwnedCounts {
  readonly owned: number;
  readonly onlyOwnerOf: number;
}

/** Who owns a group from now on. */
export interface Transfer {
  readonly conversationId: string;
  readonly heirId: string;
}

/** What becomes of a group whose last owner goes. */
interface Outlook extends Transfer {
  /** Whom somebody named is in it and can sign in; true where nobody was named. */
  readonly isValid: boolean;
}

/** How many of those who could take a group over are named. */
const CANDIDATES = 20;

const CAN_SIGN_IN = 'u.is_active and u.anonymised_at is null';

/** An SQL condition on a membership `m` of an owner: the group has no other owner who can sign in. */
const IS_ONLY_OWNER = `not exists (
  select 1 from conversation_members o join users u on u.id = o.user_id
  where o.conversation_id = m.conversation_id and o.user_id <> m.user_id and o.role = 'owner' and ${CAN_SIGN_IN})`;

/** Those who could take over the group of `m`: its oldest admin first, then its oldest member. */
const SUCCESSORS = `select h.user_id from conversation_members h join users u on u.id = h.user_id
  where h.conversation_id = m.conversation_id and h.user_id <> m.user_id and ${CAN_SIGN_IN}
  order by h.role = 'admin' desc, h.joined_at, h.user_id`;

/** Who owns groups, and who would after them. */
@Injectable()
export class SuccessionRepository {
  constructor(private readonly database: Database) {}

  /** Those first that have no other owner, then the latest. */
  async owned(userId: string, limit: number): Promise<{ groups: OwnedGroup[]; counts: OwnedCounts }> {
    const rows = await this.database.rows<OwnedGroup & OwnedCounts>(
      {
        name: 'succession.owned',
        text: `with owned as materialized (
            select c.id, c.subject, c.member_count, c.last_message_at, m.conversation_id, m.user_id,
              ${IS_ONLY_OWNER} as is_only_owner
            from conversation_members m join conversations c on c.id = m.conversation_id
            where m.user_id = $1 and m.role = 'owner' and c.kind = 'group'
          )
          select m.id, m.subject, m.member_count as "memberCount", m.is_only_owner as "isOnlyOwner",
            case when m.is_only_owner then array(${SUCCESSORS} limit ${CANDIDATES}) else '{}' end as candidates,
            (select count(*)::integer from owned) as owned,
            (select count(*)::integer from owned where is_only_owner) as "onlyOwnerOf"
          from owned m order by m.is_only_owner desc, m.last_message_at desc, m.id limit $2`,
      },
      [userId, limit],
    );
    const { owned = 0, onlyOwnerOf = 0 } = rows[0] ?? {};
    const groups = rows.map(({ id, subject, memberCount, isOnlyOwner, candidates }) => ({
      ...{ id, subject, memberCount, isOnlyOwner, candidates },
    }));
    return { groups, counts: { owned, onlyOwnerOf } };
  }

  /** The groups that this person owns. */
  async ownedIds(tx: Tx, userId: string): Promise<string[]> {
    const rows = await tx.manager.query<{ id: string }[]>(
      `select m.conversation_id as id from conversation_members m join conversations c on c.id = m.conversation_id
       where m.user_id = $1 and m.role = 'owner' and c.kind = 'group'`,
      [userId],
    );
    return rows.map(({ id }) => id);
  }

  /** Who takes over each group that has no other owner: who is named for it, or who would first. None where nobody can. */
  async outlook(tx: Tx, userId: string, named: readonly Transfer[]): Promise<Outlook[]> {
    return tx.manager.query<Outlook[]>(
      `select m.conversation_id as "conversationId", coalesce(n.heir_id, s.user_id) as "heirId",
         n.heir_id is null or exists (select 1 from (${SUCCESSORS}) able where able.user_id = n.heir_id) as "isValid"
       from conversation_members m join conversations c on c.id = m.conversation_id
       left join unnest($2::uuid[], $3::uuid[]) n(conversation_id, heir_id) on n.conversation_id = m.conversation_id
       left join lateral (${SUCCESSORS} limit 1) s on true
       where m.user_id = $1 and m.role = 'owner' and c.kind = 'group' and ${IS_ONLY_OWNER}
         and (n.heir_id is not null or s.user_id is not null)
       order by m.conversation_id`,
      [userId, named.map(({ conversationId }) => conversationId), named.map(({ heirId }) => heirId)],
    );
  }

  /** Under the locks of these groups. */
  async makeOwners(tx: Tx, transfers: readonly Transfer[]): Promise<void> {
    await tx.manager.query(
      `update conversation_members m set role = 'owner', me_rev = me_rev + 1
       from unnest($1::uuid[], $2::uuid[]) t(conversation_id, heir_id)
       where m.conversation_id = t.conversation_id and m.user_id = t.heir_id`,
      [transfers.map(({ conversationId }) => conversationId), transfers.map(({ heirId }) => heirId)],
    );
  }
}
