import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import type { ConversationKind } from '../conversations/conversation.entity.js';
import type { MemberRole } from '../members/conversation-member.entity.js';
import { HIDDEN_BY_BLOCK } from '../shape/hidden-parts.js';
import { FIRST_VISIBLE_SEQ, HIDDEN_FROM_READER } from '../shape/message-rows.js';

/** Who somebody is in a conversation. */
export interface Standing {
  readonly kind: ConversationKind;
  readonly role: MemberRole;
  /** The first seq that exists for them. */
  readonly firstSeq: number;
}

export interface SubjectStateRow {
  readonly id: string;
  readonly title: string;
  readonly titleKey: string;
  readonly resolvedAt: Date | null;
  readonly mergedInto: string | null;
  /** Of all that it is made of; 0 for a part of another. */
  readonly lastSeq: number;
}

/** A message that is to get another subject. */
export interface MovableRow {
  readonly seq: number;
  readonly kind: number;
  readonly deletedAt: Date | null;
  /** Of what became part of another, that one. */
  readonly subjectId: string | null;
}

/** What changed of subjects between two revs. */
export interface SubjectSpan {
  readonly conversationId: string;
  readonly afterRev: number;
  readonly upToRev: number;
}

export interface ChangedSubjectRow extends Omit<SubjectStateRow, 'titleKey' | 'lastSeq'> {
  readonly conversationId: string;
  readonly rev: number;
  /** The newest message that has it, or what it became part of. */
  readonly newestSeq: number;
  /** From whom a block hides the newest hundred that have it. */
  readonly notFor: readonly string[];
}

/** A subject is known to whoever sees one of so many. */
const LOOKED_AT = 100;

const COLUMNS = `s.id, s.title, s.title_key as "titleKey", s.resolved_at as "resolvedAt", s.merged_into as "mergedInto",
  s.last_seq as "lastSeq"`;

/** Changes of subjects, each under the lock of the conversation; and what changed of them. */
@Injectable()
export class SubjectsRepository {
  constructor(private readonly database: Database) {}

  /** Undefined for strangers. */
  async standing(tx: Tx, conversationId: string, userId: string): Promise<Standing | undefined> {
    const [row] = await tx.manager.query<Standing[]>(
      `select c.kind, m.role, ${FIRST_VISIBLE_SEQ} as "firstSeq"
       from conversation_members m join conversations c on c.id = m.conversation_id
       where m.conversation_id = $1 and m.user_id = $2`,
      [conversationId, userId],
    );
    return row;
  }

  async find(tx: Tx, conversationId: string, id: string): Promise<SubjectStateRow | undefined> {
    const [row] = await tx.manager.query<SubjectStateRow[]>(
      `select ${COLUMNS} from conversation_subjects s where s.conversation_id = $1 and s.id = $2`,
      [conversationId, id],
    );
    return row;
  }

  async byKey(tx: Tx, conversationId: string, key: string): Promise<SubjectStateRow | undefined> {
    const [row] = await tx.manager.query<SubjectStateRow[]>(
      `select ${COLUMNS} from conversation_subjects s where s.conversation_id = $1 and s.title_key = $2`,
      [conversationId, key],
    );
    return row;
  }

  /** How many subjects became part of any of these. */
  async countParts(tx: Tx, conversationId: string, ids: readonly string[]): Promise<number> {
    const [row] = await tx.manager.query<{ count: number }[]>(
      `select count(*)::integer as count from conversation_subjects
       where conversation_id = $1 and merged_into = any($2::uuid[])`,
      [conversationId, ids],
    );
    return row?.count ?? 0;
  }

  /** What became part of it is shown by the same title. */
  async rename(tx: Tx, conversationId: string, id: string, { title, key }: { title: string; key: string }) {
    await tx.manager.query(
      `update conversation_subjects set title = $3, title_key = case when id = $2 then $4 else title_key end
       where conversation_id = $1 and (id = $2 or merged_into = $2)`,
      [conversationId, id, title, key],
    );
  }

  /** Gives the key of a subject to a part of it, so that the subject can have that of the part. */
  async leaveKey(tx: Tx, conversationId: string, { id, titleKey }: SubjectStateRow, partId: string): Promise<void> {
    // Keys are unique row by row: no title has a line break, so nothing has this one in between.
    await tx.manager.query(
      `update conversation_subjects set title_key = E'\\n' || id where conversation_id = $1 and id = $2`,
      [conversationId, id],
    );
    await tx.manager.query(`update conversation_subjects set title_key = $3 where conversation_id = $1 and id = $2`, [
      conversationId,
      partId,
      titleKey,
    ]);
  }

  /** Makes one subject, with all that became part of it, a part of another. */
  async merge(tx: Tx, conversationId: string, from: SubjectStateRow, into: SubjectStateRow): Promise<void> {
    await tx.manager.query(
      `with counted as (
         select message_count, last_seq from conversation_subjects where conversation_id = $1 and id = $2
       ), parts as (
         update conversation_subjects set merged_into = $3, title = $4, message_count = 0, last_seq = 0
         where conversation_id = $1 and (id = $2 or merged_into = $2)
       )
       update conversation_subjects s
       set message_count = s.message_count + c.message_count, last_seq = greatest(s.last_seq, c.last_seq)
       from counted c where s.conversation_id = $1 and s.id = $3`,
      [conversationId, from.id, into.id, into.title],
    );
  }

  async resolve(tx: Tx, conversationId: string, id: string, isResolved: boolean): Promise<void> {
    await tx.manager.query(
      `update conversation_subjects set resolved_at = case when $3 then clock_timestamp() end
       where conversation_id = $1 and id = $2`,
      [conversationId, id, isResolved],
    );
  }

  /** Those of these messages that a member sees, ascending. */
  async movable(tx: Tx, conversationId: string, userId: string, seqs: readonly number[]): Promise<MovableRow[]> {
    return tx.manager.query<MovableRow[]>(
      `select x.seq, x.kind, x.deleted_at as "deletedAt", coalesce(s.merged_into, s.id) as "subjectId"
       from conversation_members m
       cross join unnest($3::bigint[]) w(seq)
       join messages x on x.conversation_id = m.conversation_id and x.seq = w.seq
       left join conversation_subjects s on s.conversation_id = x.conversation_id and s.id = x.subject_id
       where m.conversation_id = $1 and m.user_id = $2 and x.seq >= ${FIRST_VISIBLE_SEQ} and not ${HIDDEN_FROM_READER}
       order by x.seq`,
      [conversationId, userId, seqs],
    );
  }

  async move(tx: Tx, conversationId: string, seqs: readonly number[], subjectId: string | null): Promise<void> {
    await tx.manager.query(
      `update messages set subject_id = $3 where conversation_id = $1 and seq = any($2::bigint[])`,
      [conversationId, seqs, subjectId],
    );
  }

  /**
   * What was renamed, resolved or merged, in rev order, at most `limit` of each span. Without a reader for everybody; who
   * sees no message of a subject is not told of it.
   */
  async changed(
    reader: string | undefined,
    spans: readonly SubjectSpan[],
    limit: number,
  ): Promise<ReadonlyMap<string, ChangedSubjectRow[]>> {
    const rows = await this.database.rows<ChangedSubjectRow>(
      {
        name: 'subjects.changed',
        text: `select k.conversation_id as "conversationId", s.*
          from unnest($2::uuid[], $3::bigint[], $4::bigint[]) k(conversation_id, after_rev, up_to_rev)
          join conversations c on c.id = k.conversation_id
          left join conversation_members m on m.conversation_id = k.conversation_id and m.user_id = $1::uuid
          cross join lateral (
            select s.id, s.title, s.resolved_at as "resolvedAt", s.merged_into as "mergedInto", s.rev,
              coalesce(t.last_seq, s.last_seq) as "newestSeq", case when c.kind = 'direct' then array(
                select o.user_id from conversation_members o
                where o.conversation_id = k.conversation_id and o.unseen_last_seq is not null and not exists (
                  select 1 from (
                    select x.parts, x.sender_id from messages x
                    where x.conversation_id = k.conversation_id
                      and x.subject_id = any(subject_parts(k.conversation_id, coalesce(t.title_key, s.title_key)))
                    order by x.seq desc limit ${LOOKED_AT}
                  ) x
                  where x.parts & ${HIDDEN_BY_BLOCK} = 0 or x.sender_id = o.user_id)
              ) else '{}' end as "notFor"
            from conversation_subjects s
            left join conversation_subjects t on t.conversation_id = s.conversation_id and t.id = s.merged_into
            where s.conversation_id = k.conversation_id and s.rev > 0 and s.rev > k.after_rev and s.rev <= k.up_to_rev
              and ($1::uuid is null or coalesce(t.last_seq, s.last_seq) >= ${FIRST_VISIBLE_SEQ})
            order by s.rev limit $5
          ) s
          where $1::uuid is null or $1 <> all(s."notFor")`,
      },
      [
        reader ?? null,
        spans.map(({ conversationId }) => conversationId),
        spans.map(({ afterRev }) => afterRev),
        spans.map(({ upToRev }) => upToRev),
        limit,
      ],
    );
    return Map.groupBy(rows, ({ conversationId }) => conversationId);
  }
}
