import { Injectable } from '@nestjs/common';
import { timelessId } from '../../core/database/id.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { subjectKey, subjectTitle } from '../conversations/subject-key.js';

/** Finds and makes subjects, and keeps their counts, all under the lock of the conversation. */
@Injectable()
export class SubjectCountsRepository {
  /** The subject of this title, made when it is new; of one that became part of another, that one. */
  async idOf(tx: Tx, conversationId: string, title: string): Promise<string> {
    const [row] = await tx.manager.query<{ id: string }[]>(
      `with made as (
         insert into conversation_subjects (conversation_id, id, title, title_key) values ($1, $2, $3, $4)
         on conflict on constraint conversation_subjects_title_key_key do nothing returning id
       )
       select id from made
       union all
       select coalesce(merged_into, id) from conversation_subjects where conversation_id = $1 and title_key = $4
       limit 1`,
      [conversationId, timelessId(), subjectTitle(title), subjectKey(title)],
    );
    if (!row) throw new Error('A subject is either there or made.');
    return row.id;
  }

  /**
   * Moves the counts of subjects once messages stand there with their new one: `from` has an entry for each of them. A
   * subject without any message goes.
   */
  async moved(
    tx: Tx,
    conversationId: string,
    { from, to }: { readonly from: readonly (string | null)[]; readonly to: string | null },
  ): Promise<void> {
    if (from.every((id) => id === to)) return;
    await tx.manager.query(
      `update conversation_subjects s
       set message_count = s.message_count + n.added,
         last_seq = coalesce((
           select max(x.seq) from (
             select s.id union all
             select p.id from conversation_subjects p where p.conversation_id = s.conversation_id and p.merged_into = s.id
           ) p
           cross join lateral (
             select x.seq from messages x where x.conversation_id = s.conversation_id and x.subject_id = p.id
             order by x.seq desc limit 1
           ) x), 0)
       from (
         select coalesce(o.merged_into, o.id) as id, sum(n.added) as added
         from (
           select n.id, -1 as added from unnest($2::uuid[]) n(id)
           union all
           select $3::uuid, cardinality($2::uuid[])
         ) n
         join conversation_subjects o on o.conversation_id = $1 and o.id = n.id
         group by coalesce(o.merged_into, o.id)
       ) n
       where s.conversation_id = $1 and s.id = n.id`,
      [conversationId, from, to],
    );
    await this.deleteUnused(tx, [conversationId]);
  }

  /** Subjects that no message has and no recall could bring back, with what became part of them. */
  async deleteUnused(tx: Tx, conversationIds: readonly string[]): Promise<void> {
    await tx.manager.query(
      `delete from conversation_subjects s
       where s.conversation_id = any($1::uuid[]) and s.last_seq = 0 and s.merged_into is null
         and not exists (
           select 1 from message_recalls r
           join conversation_subjects o on o.conversation_id = r.conversation_id and o.id = r.subject_id
           where r.conversation_id = s.conversation_id and coalesce(o.merged_into, o.id) = s.id)`,
      [conversationIds],
    );
  }
}
