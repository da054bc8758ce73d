import { Injectable } from '@nestjs/common';
import { newId } from '../../core/database/id.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { SystemEventDto } from '../shape/message.dto.js';

/** A rev that was taken, and the list of members that it was taken under. */
export interface TakenRev {
  rev: number;
  membersRev: number;
}

/** The statements that take a place in a conversation, but for those that send: they are in send-batch.sql. */
@Injectable()
export class ConversationLogRepository {
  /** In the order of ids, so that two who lock several cannot wait for each other. */
  async lock(tx: Tx, conversationIds: readonly string[]): Promise<void> {
    await tx.manager.query(`select 1 from conversations where id = any($1::uuid[]) order by id for no key update`, [
      conversationIds,
    ]);
  }

  async takeRev(tx: Tx, conversationId: string): Promise<TakenRev> {
    const [rows] = await tx.manager.query<[TakenRev[], number]>(
      `update conversations set last_rev = last_rev + 1 where id = $1
       returning last_rev as rev, members_rev as "membersRev"`,
      [conversationId],
    );
    return taken(rows);
  }

  /** Says that a message is shown otherwise from this rev on. */
  async moveMessage(
    tx: Tx,
    conversationId: string,
    seq: number,
    rev: number,
    { bit = 0, isThere = true }: { readonly bit?: number; readonly isThere?: boolean } = {},
  ): Promise<void> {
    await tx.manager.query(
      `update messages set rev = $3, changed = true, parts = case when $5 then parts | $4 else parts & ~$4::integer end
       where conversation_id = $1 and seq = $2`,
      [conversationId, seq, rev, bit, isThere],
    );
  }

  /** Says the same of several, at one rev after the other; the answer is the last of them. */
  async moveMessages(tx: Tx, conversationId: string, seqs: readonly number[]): Promise<TakenRev> {
    const rows = await tx.manager.query<TakenRev[]>(
      `with bumped as (
         update conversations set last_rev = last_rev + cardinality($2::bigint[]) where id = $1
         returning last_rev, members_rev
       ), moved as (
         update messages x set rev = b.last_rev - cardinality($2::bigint[]) + w.nth, changed = true
         from bumped b cross join unnest($2::bigint[]) with ordinality w(seq, nth)
         where x.conversation_id = $1 and x.seq = w.seq
       )
       select last_rev as rev, members_rev as "membersRev" from bumped`,
      [conversationId, seqs],
    );
    return taken(rows);
  }

  /** Says that a subject is otherwise from the next rev on. */
  async moveSubject(tx: Tx, conversationId: string, subjectId: string): Promise<TakenRev> {
    const rows = await tx.manager.query<TakenRev[]>(
      `with bumped as (
         update conversations set last_rev = last_rev + 1, subjects_rev = last_rev + 1 where id = $1
         returning last_rev, members_rev
       ), moved as (
         update conversation_subjects s set rev = b.last_rev from bumped b
         where s.conversation_id = $1 and s.id = $2
       )
       select last_rev as rev, members_rev as "membersRev" from bumped`,
      [conversationId, subjectId],
    );
    return taken(rows);
  }

  /** Writes a system line at the next seq and the next rev, which is also that of the conversation, and of its members. */
  async addLine(tx: Tx, conversationId: string, event: SystemEventDto, changesMembers: boolean): Promise<TakenRev> {
    const rows = await tx.manager.query<TakenRev[]>(
      `with bumped as (
         update conversations
         set last_seq = last_seq + 1, last_rev = last_rev + 1, system_count = system_count + 1,
             meta_rev = last_rev + 1, members_rev = case when $5 then last_rev + 1 else members_rev end,
             last_message_at = greatest(clock_timestamp(), last_message_at)
         where id = $1
         returning id, last_seq, last_rev, members_rev, last_message_at
       ), line as (
         insert into messages
           (conversation_id, seq, rev, kind, sender_id, client_id, request_hash, body, extra, created_at)
         select id, last_seq, last_rev, 1, $2, $3, '', '', $4, last_message_at from bumped
       )
       select last_rev as rev, members_rev as "membersRev" from bumped`,
      [conversationId, event.actorId, newId(), JSON.stringify(event), changesMembers],
    );
    return taken(rows);
  }
}

function taken([row]: readonly TakenRev[]): TakenRev {
  if (!row) throw new Error('A rev needs its conversation.');
  return row;
}
