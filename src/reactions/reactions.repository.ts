import { Injectable } from '@nestjs/common';
import { Database } from '../core/database/database.js';
import type { Tx } from '../core/database/unit-of-work.js';
import { type MessagePlace, placeKey } from '../messages/shape/message-parts.js';
import type { ReactionDto } from '../messages/shape/message.dto.js';

/** What one person does to one message with one emoji. */
export interface OneReaction extends MessagePlace {
  readonly emoji: string;
  readonly userId: string;
}

export interface PersonReactionRow {
  emoji: string;
  userId: string;
  at: Date;
}

/** After which of the list the next page begins. */
export type ReactionPosition = readonly [at: string, userId: string, emoji: string];

/** Who reacted with what. What changes here is changed under the lock of the conversation. */
@Injectable()
export class ReactionsRepository {
  constructor(private readonly database: Database) {}

  /** With what people reacted to a message so far, and how many with each. */
  async kinds(tx: Tx, { conversationId, seq }: MessagePlace): Promise<ReadonlyMap<string, number>> {
    const rows = await tx.manager.query<{ emoji: string; count: number }[]>(
      `select emoji, count from reaction_kinds where conversation_id = $1 and seq = $2`,
      [conversationId, seq],
    );
    return new Map(rows.map(({ emoji, count }) => [emoji, count]));
  }

  /** False when this person had reacted so already. */
  async add(tx: Tx, { conversationId, seq, emoji, userId }: OneReaction): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `with added as (
         insert into reactions (conversation_id, seq, emoji, user_id, at) values ($1, $2, $3, $4, clock_timestamp())
         on conflict do nothing returning emoji
       ), counted as (
         insert into reaction_kinds (conversation_id, seq, emoji, place, count)
         select $1, $2, a.emoji, 1 + coalesce((
             select max(k.place) from reaction_kinds k where k.conversation_id = $1 and k.seq = $2), 0), 1
         from added a
         on conflict on constraint reaction_kinds_pkey do update set count = reaction_kinds.count + 1
       )
       select 1 from added`,
      [conversationId, seq, emoji, userId],
    );
    return rows.length > 0;
  }

  /** False when this person had not reacted so. */
  async remove(tx: Tx, { conversationId, seq, emoji, userId }: OneReaction): Promise<boolean> {
    const rows = await tx.manager.query<unknown[]>(
      `with removed as (
         delete from reactions where conversation_id = $1 and seq = $2 and emoji = $3 and user_id = $4 returning emoji
       ), last as (
         delete from reaction_kinds k using removed r
         where k.conversation_id = $1 and k.seq = $2 and k.emoji = r.emoji and k.count = 1
       ), counted as (
         update reaction_kinds k set count = k.count - 1 from removed r
         where k.conversation_id = $1 and k.seq = $2 and k.emoji = r.emoji and k.count > 1
       )
       select 1 from removed`,
      [conversationId, seq, emoji, userId],
    );
    return rows.length > 0;
  }

  /** Those of each of these messages, in the order of first use; whether `reader` is among them, when there is one. */
  async on(places: readonly MessagePlace[], reader: string | undefined): Promise<ReadonlyMap<string, ReactionDto[]>> {
    const rows = await this.database.rows<MessagePlace & { emoji: string; count: number; me: boolean }>(
      {
        name: 'reactions.on-messages',
        text: `select k.conversation_id as "conversationId", k.seq, k.emoji, k.count,
            exists (select 1 from reactions r where r.conversation_id = k.conversation_id and r.seq = k.seq
              and r.emoji = k.emoji and r.user_id = $3) as me
          from unnest($1::uuid[], $2::bigint[]) p(conversation_id, seq)
          join reaction_kinds k on k.conversation_id = p.conversation_id and k.seq = p.seq
          order by k.place`,
      },
      [places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq), reader ?? null],
    );
    const shown = ({ emoji, count, me }: (typeof rows)[number]): ReactionDto => ({
      emoji,
      count,
      ...(reader !== undefined && { me }),
    });
    return new Map([...Map.groupBy(rows, placeKey)].map(([key, kinds]) => [key, kinds.map(shown)]));
  }

  /** Who reacted to a message, with one emoji or any, the first one first; a deleted message has none. */
  async page(
    { conversationId, seq }: MessagePlace,
    emoji: string | undefined,
    after: ReactionPosition | undefined,
    limit: number,
  ): Promise<PersonReactionRow[]> {
    return this.database.rows<PersonReactionRow>(
      {
        name: 'reactions.of-message',
        text: `select r.emoji, r.user_id as "userId", r.at from reactions r
          where r.conversation_id = $1 and r.seq = $2 and ($3::text is null or r.emoji = $3)
            and ($4::timestamptz is null or (r.at, r.user_id, r.emoji) > ($4, $5::uuid, $6::text))
          order by r.at, r.user_id, r.emoji limit $7`,
      },
      [conversationId, seq, emoji ?? null, ...(after ?? [null, null, null]), limit],
    );
  }

  /** All of these messages. */
  async erase(tx: Tx, places: readonly MessagePlace[]): Promise<void> {
    await tx.manager.query(
      `with gone as (
         select * from unnest($1::uuid[], $2::bigint[]) p(conversation_id, seq)
       ), kinds as (
         delete from reaction_kinds k using gone g where k.conversation_id = g.conversation_id and k.seq = g.seq
       )
       delete from reactions r using gone g where r.conversation_id = g.conversation_id and r.seq = g.seq`,
      [places.map(({ conversationId }) => conversationId), places.map(({ seq }) => seq)],
    );
  }
}
