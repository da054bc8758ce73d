import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';
import { EVERYBODY, THOSE_HERE } from '../messages/shape/everybody.js';
import type { MessagePlace } from '../messages/shape/message-parts.js';

/** Somebody whom a message mentions, under the name that its text has. */
export interface MentionRow extends MessagePlace {
  userId: string;
  username: string;
}

/** A team that a message mentions, under the key that its text has. */
export interface TeamMentionRow extends MessagePlace {
  teamId: string;
  key: string;
}

/** Whom one revision of a message mentioned first. */
export interface NewMentions {
  userIds: string[];
  teamIds: string[];
  everyone: boolean;
  /** Those who were active. */
  here: boolean;
}

/** Who is mentioned where. The rows are written with the messages (`write_mentions`). */
@Injectable()
export class MentionsRepository {
  constructor(private readonly database: Database) {}

  /** The people whom these messages mention, by name. */
  async on(places: readonly MessagePlace[]): Promise<MentionRow[]> {
    return this.database.rows<MentionRow>(
      {
        name: 'mentions.on-messages',
        text: `select k.conversation_id as "conversationId", k.seq, k.user_id as "userId", k.name as username
          from unnest($1::uuid[], $2::bigint[]) p(conversation_id, seq)
          join message_mentions k on k.conversation_id = p.conversation_id and k.seq = p.seq and k.user_id not in ('${EVERYBODY}', '${THOSE_HERE}')
            and not k.is_team
          order by k.name`,
      },
      [places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq)],
    );
  }

  /** The teams that these messages mention, by key. */
  async teamsOn(places: readonly MessagePlace[]): Promise<TeamMentionRow[]> {
    return this.database.rows<TeamMentionRow>(
      {
        name: 'mentions.teams-on-messages',
        text: `select k.conversation_id as "conversationId", k.seq, k.user_id as "teamId", k.name as key
          from unnest($1::uuid[], $2::bigint[]) p(conversation_id, seq)
          join message_mentions k on k.conversation_id = p.conversation_id and k.seq = p.seq and k.is_team
          order by k.name`,
      },
      [places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq)],
    );
  }

  /** Of those of these messages that mention who was active: whether this person was. */
  async hereOn(places: readonly MessagePlace[], userId: string): Promise<(MessagePlace & { me: boolean })[]> {
    return this.database.rows<MessagePlace & { me: boolean }>(
      {
        name: 'mentions.here-on-messages',
        text: `select k.conversation_id as "conversationId", k.seq, $3 = any(k.called) as me
          from unnest($1::uuid[], $2::bigint[]) p(conversation_id, seq)
          join message_mentions k on k.conversation_id = p.conversation_id and k.seq = p.seq and k.user_id = '${THOSE_HERE}'`,
      },
      [places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq), userId],
    );
  }

  /** Those of these people who were active when a message called who was. */
  async calledHere({ conversationId, seq }: MessagePlace, userIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.rows<{ userId: string }>(
      {
        name: 'mentions.called-here',
        text: `select u.id as "userId" from unnest($3::uuid[]) u(id)
          where u.id in (
            select unnest(k.called) from message_mentions k
            where k.conversation_id = $1 and k.seq = $2 and k.user_id = '${THOSE_HERE}')`,
      },
      [conversationId, seq, userIds],
    );
    return rows.map(({ userId }) => userId);
  }

  /** Whom a message mentions since this revision of it. */
  async addedAt({ conversationId, seq }: MessagePlace, rev: number): Promise<NewMentions> {
    const row = await this.database.row<NewMentions>(
      {
        name: 'mentions.added-at',
        text: `select coalesce(array_agg(k.user_id) filter (where k.user_id not in ('${EVERYBODY}', '${THOSE_HERE}') and not k.is_team), '{}') as "userIds",
            coalesce(array_agg(k.user_id) filter (where k.is_team), '{}') as "teamIds",
            coalesce(bool_or(k.user_id = '${EVERYBODY}'), false) as everyone,
            coalesce(bool_or(k.user_id = '${THOSE_HERE}'), false) as here
          from message_mentions k where k.conversation_id = $1 and k.seq = $2 and k.rev = $3`,
      },
      [conversationId, seq, rev],
    );
    return row ?? { userIds: [], teamIds: [], everyone: false, here: false };
  }

  /** Those of these people who do not want to hear of it: they deleted or cleared the message for themselves, or block its author. */
  async deafTo(
    { conversationId, seq }: MessagePlace,
    authorId: string,
    userIds: readonly string[],
  ): Promise<ReadonlySet<string>> {
    const rows = await this.database.rows<{ userId: string }>(
      {
        name: 'mentions.deaf-to',
        text: `select h.user_id as "userId" from message_hides h
          where h.user_id = any($3::uuid[]) and h.conversation_id = $1 and h.seq = $2
          union all
          select m.user_id from conversation_members m
          where m.user_id = any($3::uuid[]) and m.conversation_id = $1 and m.cleared_through_seq >= $2
          union all
          select b.blocker_id from user_blocks b where b.blocker_id = any($3::uuid[]) and b.blocked_id = $4`,
      },
      [conversationId, seq, userIds, authorId],
    );
    return new Set(rows.map(({ userId }) => userId));
  }

  /** All of these messages. */
  async erase(tx: Tx, places: readonly MessagePlace[]): Promise<void> {
    await tx.manager.query(
      `delete from message_mentions k using unnest($1::uuid[], $2::bigint[]) p(conversation_id, seq)
       where k.conversation_id = p.conversation_id and k.seq = p.seq`,
      [places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq)],
    );
  }
}
