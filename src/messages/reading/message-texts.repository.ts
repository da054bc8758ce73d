import { Injectable } from '@nestjs/common';
import { Database } from '../../core/database/database.js';
import type { Tx } from '../../core/database/unit-of-work.js';
import { FORWARDED_PART } from '../forwarding/forwarded-part.js';
import { ATTACHMENTS_PART } from '../shape/attachments-part.js';
import type { MessagePlace } from '../shape/message-parts.js';
import { VISIBLE_TO_READER } from '../shape/message-rows.js';

/** A file of a message, as far as it is looked for. */
export interface NamedFile {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
}

/** A message with all that it says. */
export interface MessageText extends MessagePlace {
  /** 0 user, 1 system. */
  readonly kind: number;
  readonly senderId: string;
  /** As it is called now. */
  readonly subject: string | null;
  /** Of what became part of another, that one. */
  readonly subjectId: string | null;
  readonly body: string;
  /** What it copies, where it says something of its own too. */
  readonly forwarded: string | null;
  readonly files: readonly NamedFile[] | null;
  /** The bits of the features that have something to show with it. */
  readonly parts: number;
  readonly createdAt: Date;
  readonly deletedAt: Date | null;
}

export interface ReadableText extends MessageText {
  readonly isRead: boolean;
}

/** From where on the messages of a conversation are read. */
export interface TextStart {
  readonly conversationId: string;
  readonly afterSeq: number;
}

/** What was changed in a conversation after a rev, among its messages up to a seq. */
export interface TextChanges {
  readonly conversationId: string;
  readonly afterRev: number;
  readonly throughSeq: number;
}

const COLUMNS = `x.conversation_id as "conversationId", x.seq, x.kind, x.sender_id as "senderId", s.title as subject,
  coalesce(s.merged_into, s.id) as "subjectId", x.body,
  case when x.parts & ${FORWARDED_PART.bit} <> 0 then (
    select f.body from message_forwards f where f.conversation_id = x.conversation_id and f.seq = x.seq) end as forwarded,
  case when x.parts & ${ATTACHMENTS_PART.bit} <> 0 then (
    select json_agg(json_build_object('id', a.id, 'name', a.name, 'kind', a.kind) order by a.place)
    from attachments a where a.conversation_id = x.conversation_id and a.seq = x.seq) end as files,
  x.parts, x.created_at as "createdAt", x.deleted_at as "deletedAt"`;

const SUBJECT = `left join conversation_subjects s on s.conversation_id = x.conversation_id and s.id = x.subject_id`;

const READABLE = {
  name: 'texts.readable',
  text: `select ${COLUMNS}, (x.sender_id = m.user_id or x.seq <= greatest(m.last_read_seq, m.cleared_through_seq)) as "isRead"
    from unnest($2::uuid[], $3::bigint[]) p(conversation_id, seq)
    join conversation_members m on m.conversation_id = p.conversation_id and m.user_id = $1
    join messages x on x.conversation_id = p.conversation_id and x.seq = p.seq
    ${SUBJECT}
    where ${VISIBLE_TO_READER} and x.kind = 0 and x.deleted_at is null`,
};

/** Reads what messages say, for those who look for words in them. */
@Injectable()
export class MessageTextsRepository {
  constructor(private readonly database: Database) {}

  /** Those of these that somebody can read: in conversations of theirs, not hidden from them, and not deleted. */
  async readable(userId: string, places: readonly MessagePlace[]): Promise<ReadableText[]> {
    return this.database.rows<ReadableText>(READABLE, [
      userId,
      places.map(({ conversationId }) => conversationId),
      places.map(({ seq }) => seq),
    ]);
  }

  /** The next messages of each conversation, at most `limit` of each; by conversation, in their order. Nothing is hidden. */
  async following(tx: Tx, starts: readonly TextStart[], limit: number): Promise<MessageText[]> {
    return tx.manager.query<MessageText[]>(
      `select ${COLUMNS}
       from unnest($1::uuid[], $2::bigint[]) with ordinality k(conversation_id, after_seq, place)
       cross join lateral (
         select x.* from messages x where x.conversation_id = k.conversation_id and x.seq > k.after_seq order by x.seq limit $3
       ) x
       ${SUBJECT}
       order by k.place, x.seq`,
      [starts.map(({ conversationId }) => conversationId), starts.map(({ afterSeq }) => afterSeq), limit],
    );
  }

  /** A stretch of a conversation. */
  async between(tx: Tx, conversationId: string, first: number, last: number): Promise<MessageText[]> {
    return tx.manager.query<MessageText[]>(
      `select ${COLUMNS} from messages x ${SUBJECT}
       where x.conversation_id = $1 and x.seq between $2 and $3 order by x.seq`,
      [conversationId, first, last],
    );
  }

  /** What was edited, deleted, restored or moved, and whatever else changed of it. */
  async changed(tx: Tx, changes: readonly TextChanges[]): Promise<MessageText[]> {
    return tx.manager.query<MessageText[]>(
      `select ${COLUMNS}
       from unnest($1::uuid[], $2::bigint[], $3::bigint[]) k(conversation_id, after_rev, through_seq)
       cross join lateral (
         select x.* from messages x
         where x.conversation_id = k.conversation_id and x.changed and x.rev > k.after_rev and x.seq <= k.through_seq offset 0
       ) x
       ${SUBJECT}`,
      columnsOf(changes),
    );
  }

  /** Which messages may have another subject than before, because it was renamed or merged: they do not change themselves. */
  async underChangedSubjects(tx: Tx, changes: readonly TextChanges[]): Promise<MessagePlace[]> {
    return tx.manager.query<MessagePlace[]>(
      `select x.conversation_id as "conversationId", x.seq
       from unnest($1::uuid[], $2::bigint[], $3::bigint[]) k(conversation_id, after_rev, through_seq)
       join conversation_subjects s on s.conversation_id = k.conversation_id and s.rev > 0 and s.rev > k.after_rev
       join conversation_subjects p on p.conversation_id = s.conversation_id
         and (p.id = s.id or p.merged_into = coalesce(s.merged_into, s.id))
       join messages x on x.conversation_id = p.conversation_id and x.subject_id = p.id and x.seq <= k.through_seq`,
      columnsOf(changes),
    );
  }
}

function columnsOf(changes: readonly TextChanges[]): unknown[] {
  return [
    changes.map(({ conversationId }) => conversationId),
    changes.map(({ afterRev }) => afterRev),
    changes.map(({ throughSeq }) => throughSeq),
  ];
}
