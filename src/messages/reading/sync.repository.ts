import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import { IS_CONCEALED } from '../conversations/conversation-rows.js';
import { FIRST_VISIBLE_SEQ } from '../shape/message-rows.js';

/** A conversation that moved on, and where a client stands in it. */
export interface MovedOnRow {
  readonly id: string;
  readonly lastMessageAt: Date;
  readonly lastRev: number;
  readonly metaRev: number;
  readonly subjectsRev: number;
  /** Nothing of it is hidden from this person: neither by themselves nor because they came later. */
  readonly isWhole: boolean;
  /** Null when the client did not name it. */
  readonly knownRev: number | null;
  readonly isStateMoved: boolean;
}

/** What a client has, as JSON, which PostgreSQL searches by key without unfolding it. */
export interface KnownJson {
  readonly revs: string;
  readonly meRevs: string;
}

/** Finds out what a client missed. */
@Injectable()
export class SyncRepository {
  constructor(private readonly database: Database) {}

  /** Conversations of this person that are not as the client has them, newest activity first. */
  async movedOn(
    userId: string,
    known: KnownJson,
    part: { since: string | undefined; after: { lastMessageAt: string; id: string } | undefined; limit: number },
  ): Promise<MovedOnRow[]> {
    return this.database.rows<MovedOnRow>(
      {
        name: 'sync_moved_on',
        text: `select c.id, c.last_message_at as "lastMessageAt", c.last_rev as "lastRev", c.meta_rev as "metaRev",
            c.subjects_rev as "subjectsRev",
            ${FIRST_VISIBLE_SEQ} <= 1 and not exists (
              select 1 from message_hides h where h.user_id = m.user_id and h.conversation_id = c.id
            ) as "isWhole",
            k.rev as "knownRev",
            k.me_rev is distinct from m.me_rev as "isStateMoved"
          from conversation_members m
          join conversations c on c.id = m.conversation_id
          cross join lateral (
            select ($2::jsonb ->> c.id::text)::bigint as rev, coalesce(($3::jsonb ->> c.id::text)::bigint, m.me_rev) as me_rev
          ) k
          where m.user_id = $1 and not ${IS_CONCEALED}
            and case when k.rev is null then $4::timestamptz is null or c.last_message_at >= $4
              else k.rev <> c.last_rev or k.me_rev <> m.me_rev end
            and ($5::timestamptz is null or (c.last_message_at, c.id) < ($5, $6::uuid))
          order by c.last_message_at desc, c.id desc limit $7`,
      },
      [
        userId,
        known.revs,
        known.meRevs,
        part.since ?? null,
        part.after?.lastMessageAt ?? null,
        part.after?.id ?? null,
        part.limit,
      ],
    );
  }

  /** Those that the client named and that this person is not in. */
  async notMine(userId: string, revs: string): Promise<string[]> {
    const rows = await this.database.rows<{ id: string }>(
      {
        name: 'sync_not_mine',
        text: `select k.id from jsonb_object_keys($2::jsonb) k(id)
          where not exists (
            select 1 from conversation_members m where m.conversation_id = k.id::uuid and m.user_id = $1)`,
      },
      [userId, revs],
    );
    return rows.map((row) => row.id);
  }
}
